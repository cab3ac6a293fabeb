-- +goose Up
CREATE TABLE assignment_order (
	tenant_id    BIGINT    NOT NULL,
	id           BIGINT    NOT NULL,
	municipality TEXT      NOT NULL,
	message      TEXT      NOT NULL,
	number       BIGINT    NOT NULL,
	sealed       {{bytes}} NOT NULL,
	category     TEXT      NOT NULL,
	code         TEXT      NOT NULL,
	volume       BIGINT    NOT NULL,
	unit         TEXT      NOT NULL,
	frequency    TEXT      NOT NULL,
	budget       BIGINT    NOT NULL,
	from_day     DATE      NOT NULL,
	to_day       DATE,
	state        TEXT      NOT NULL,
	refusal      TEXT      NOT NULL,
	received_at  {{time}}  NOT NULL,
	answered_at  {{time}},
	started_on   DATE,
	stopped_on   DATE,
	stop_reason  TEXT      NOT NULL,
	report       TEXT      NOT NULL,
	outcome      TEXT      NOT NULL,
	objection    TEXT      NOT NULL,
	version      BIGINT    NOT NULL,
	PRIMARY KEY (tenant_id, id),
	UNIQUE (tenant_id, municipality, number)
);
CREATE INDEX assignment_order_message ON assignment_order (tenant_id, municipality, message);
CREATE INDEX assignment_order_report ON assignment_order (tenant_id, municipality, report);
CREATE INDEX assignment_order_state ON assignment_order (tenant_id, state, id);

-- +goose Down
DROP TABLE assignment_order;
