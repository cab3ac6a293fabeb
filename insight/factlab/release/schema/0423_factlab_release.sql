-- +goose Up
CREATE TABLE factlab_release (
	tenant_id   BIGINT   NOT NULL,
	id          BIGINT   NOT NULL,
	round_id    BIGINT   NOT NULL,
	state       TEXT     NOT NULL,
	maker_id    BIGINT   NOT NULL,
	maker       TEXT     NOT NULL,
	approver_id BIGINT,
	approver    TEXT     NOT NULL,
	note        TEXT     NOT NULL,
	content     {{bytes}},
	signature   {{bytes}},
	begun_at    {{time}} NOT NULL,
	made_at     {{time}},
	decided_at  {{time}},
	version     BIGINT   NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, round_id) REFERENCES factlab_round (tenant_id, id)
);
CREATE INDEX factlab_release_round ON factlab_release (tenant_id, round_id, id);

-- +goose Down
DROP TABLE factlab_release;
