-- +goose Up
CREATE TABLE exchange_fact (
	tenant_id  BIGINT    NOT NULL,
	id         BIGINT    NOT NULL,
	message_id BIGINT    NOT NULL,
	source     {{bytes}} NOT NULL,
	lasting    BIGINT    NOT NULL,
	sealed     {{bytes}} NOT NULL,
	PRIMARY KEY (tenant_id, id)
);
CREATE INDEX exchange_fact_source ON exchange_fact (tenant_id, source);
CREATE TABLE exchange_fact_key (
	tenant_id BIGINT    NOT NULL,
	key_index {{bytes}} NOT NULL,
	fact_id   BIGINT    NOT NULL,
	PRIMARY KEY (tenant_id, key_index, fact_id)
);
CREATE INDEX exchange_fact_key_fact ON exchange_fact_key (tenant_id, fact_id);

-- +goose Down
DROP TABLE exchange_fact_key;
DROP TABLE exchange_fact;
