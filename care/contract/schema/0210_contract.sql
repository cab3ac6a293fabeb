-- +goose Up
CREATE TABLE contract_framework (
	tenant_id   BIGINT NOT NULL,
	id          BIGINT NOT NULL,
	number      TEXT   NOT NULL,
	provider_id BIGINT NOT NULL,
	from_day    DATE   NOT NULL,
	to_day      DATE   NOT NULL,
	PRIMARY KEY (tenant_id, id),
	UNIQUE (tenant_id, number)
);
CREATE TABLE contract_rate (
	tenant_id   BIGINT NOT NULL,
	id          BIGINT NOT NULL,
	contract_id BIGINT NOT NULL,
	category    TEXT   NOT NULL,
	code        TEXT   NOT NULL,
	unit        TEXT   NOT NULL,
	cents       BIGINT NOT NULL,
	variant     TEXT   NOT NULL,
	from_day    DATE   NOT NULL,
	to_day      DATE   NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, contract_id) REFERENCES contract_framework (tenant_id, id)
);
CREATE INDEX contract_rate_contract ON contract_rate (tenant_id, contract_id);
CREATE TABLE contract_published (
	owner_id    BIGINT NOT NULL,
	rate_id     BIGINT NOT NULL,
	contract_id BIGINT NOT NULL,
	number      TEXT   NOT NULL,
	provider_id BIGINT NOT NULL,
	category    TEXT   NOT NULL,
	code        TEXT   NOT NULL,
	unit        TEXT   NOT NULL,
	cents       BIGINT NOT NULL,
	from_day    DATE   NOT NULL,
	to_day      DATE   NOT NULL,
	PRIMARY KEY (owner_id, rate_id)
);
CREATE INDEX contract_published_product ON contract_published (owner_id, category, code);

-- +goose Down
DROP TABLE contract_published;
DROP TABLE contract_rate;
DROP TABLE contract_framework;
