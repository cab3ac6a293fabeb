-- +goose Up
CREATE TABLE experience_invitation (
	tenant_id   BIGINT   NOT NULL,
	id          BIGINT   NOT NULL,
	account_id  BIGINT   NOT NULL,
	step        TEXT     NOT NULL,
	object_id   BIGINT   NOT NULL,
	team_id     BIGINT,
	provider_id BIGINT,
	asked_at    {{time}} NOT NULL,
	closed      BOOLEAN  NOT NULL,
	PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX experience_invitation_once ON experience_invitation (tenant_id, account_id, step, object_id);
CREATE INDEX experience_invitation_day ON experience_invitation (tenant_id, asked_at);

-- +goose Down
DROP TABLE experience_invitation;
