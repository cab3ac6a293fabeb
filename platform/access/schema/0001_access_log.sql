-- +goose Up
CREATE TABLE access_log (
	tenant_id   BIGINT   NOT NULL,
	id          BIGINT   NOT NULL,
	at          {{time}} NOT NULL,
	actor_id    BIGINT,
	job         TEXT     NOT NULL,
	role        TEXT     NOT NULL,
	action      TEXT     NOT NULL,
	purpose     TEXT     NOT NULL,
	ground      TEXT     NOT NULL,
	subject_id  BIGINT,
	object_kind TEXT     NOT NULL,
	object_id   BIGINT,
	outcome     TEXT     NOT NULL,
	reason      TEXT     NOT NULL,
	trace       TEXT     NOT NULL,
	PRIMARY KEY (tenant_id, id)
);
CREATE INDEX access_log_subject ON access_log (tenant_id, subject_id, id DESC);

-- +goose Down
DROP TABLE access_log;
