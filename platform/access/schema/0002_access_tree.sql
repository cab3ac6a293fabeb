-- +goose Up
CREATE TABLE access_leaf (
	tenant_id BIGINT NOT NULL,
	month     BIGINT NOT NULL,
	idx       BIGINT NOT NULL,
	log_id    BIGINT NOT NULL,
	PRIMARY KEY (tenant_id, month, idx),
	UNIQUE (tenant_id, log_id)
);
CREATE TABLE access_hash (
	tenant_id BIGINT    NOT NULL,
	month     BIGINT    NOT NULL,
	idx       BIGINT    NOT NULL,
	hash      {{bytes}} NOT NULL,
	PRIMARY KEY (tenant_id, month, idx)
);
CREATE TABLE access_checkpoint (
	tenant_id BIGINT   NOT NULL,
	month     BIGINT   NOT NULL,
	size      BIGINT   NOT NULL,
	note      TEXT     NOT NULL,
	at        {{time}} NOT NULL,
	PRIMARY KEY (tenant_id, month, size)
);

-- +goose Down
DROP TABLE access_checkpoint;
DROP TABLE access_hash;
DROP TABLE access_leaf;
