-- +goose Up
CREATE TABLE mail_message (
	tenant_id BIGINT    NOT NULL,
	id        BIGINT    NOT NULL,
	recipient {{bytes}},
	subject   {{bytes}},
	body      {{bytes}},
	state     TEXT      NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
	tries     BIGINT    NOT NULL,
	made_at   {{time}}  NOT NULL,
	sent_at   {{time}},
	PRIMARY KEY (tenant_id, id)
);

-- +goose Down
DROP TABLE mail_message;
