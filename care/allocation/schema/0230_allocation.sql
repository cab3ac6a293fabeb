-- +goose Up
CREATE TABLE allocation_order (
	tenant_id    BIGINT   NOT NULL,
	id           BIGINT   NOT NULL,
	number       BIGINT   NOT NULL,
	decision_id  BIGINT   NOT NULL,
	household_id BIGINT   NOT NULL,
	resident_id  BIGINT   NOT NULL,
	client_index {{bytes}} NOT NULL,
	provider_id  BIGINT   NOT NULL,
	provider_agb TEXT     NOT NULL,
	contract_id  BIGINT   NOT NULL,
	assignee_id  BIGINT   NOT NULL,
	category     TEXT     NOT NULL,
	code         TEXT     NOT NULL,
	volume       BIGINT   NOT NULL,
	unit         TEXT     NOT NULL,
	frequency    TEXT     NOT NULL,
	from_day     DATE     NOT NULL,
	to_day       DATE     NOT NULL,
	message      TEXT     NOT NULL,
	state        TEXT     NOT NULL,
	refusal      TEXT     NOT NULL,
	ordered_at   {{time}} NOT NULL,
	answered_at  {{time}},
	started_on   DATE,
	stopped_on   DATE,
	stop_reason  TEXT     NOT NULL,
	version      BIGINT   NOT NULL,
	PRIMARY KEY (tenant_id, id),
	UNIQUE (tenant_id, number),
	UNIQUE (tenant_id, message)
);
CREATE INDEX allocation_order_decision ON allocation_order (tenant_id, decision_id);
CREATE INDEX allocation_order_household ON allocation_order (tenant_id, household_id);
CREATE TABLE allocation_number (
	tenant_id BIGINT NOT NULL PRIMARY KEY,
	last      BIGINT NOT NULL
);

-- +goose Down
DROP TABLE allocation_number;
DROP TABLE allocation_order;
