-- +goose Up
CREATE TABLE exchange_outbox (
	tenant_id      BIGINT    NOT NULL,
	id             BIGINT    NOT NULL,
	to_code        TEXT      NOT NULL,
	kind           TEXT      NOT NULL,
	identification TEXT      NOT NULL,
	sealed         {{bytes}} NOT NULL,
	sha256         TEXT      NOT NULL,
	state          TEXT      NOT NULL,
	note           TEXT      NOT NULL,
	made_at        {{time}}  NOT NULL,
	delivered_at   {{time}},
	PRIMARY KEY (tenant_id, id),
	UNIQUE (tenant_id, kind, identification)
);
CREATE TABLE exchange_inbox (
	tenant_id      BIGINT    NOT NULL,
	id             BIGINT    NOT NULL,
	from_code      TEXT      NOT NULL,
	kind           TEXT      NOT NULL,
	identification TEXT      NOT NULL,
	sealed         {{bytes}} NOT NULL,
	sha256         TEXT      NOT NULL,
	state          TEXT      NOT NULL,
	note           TEXT      NOT NULL,
	received_at    {{time}}  NOT NULL,
	PRIMARY KEY (tenant_id, id),
	UNIQUE (tenant_id, from_code, kind, identification, sha256)
);

-- +goose Down
DROP TABLE exchange_inbox;
DROP TABLE exchange_outbox;
