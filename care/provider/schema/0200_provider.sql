-- +goose Up
CREATE TABLE provider_product (
	tenant_id   BIGINT   NOT NULL,
	id          BIGINT   NOT NULL,
	category    TEXT     NOT NULL,
	code        TEXT     NOT NULL,
	name        TEXT     NOT NULL,
	wait_days   BIGINT   NOT NULL,
	intake_stop BOOLEAN  NOT NULL,
	assured_on  DATE     NOT NULL,
	version     BIGINT   NOT NULL,
	PRIMARY KEY (tenant_id, id),
	UNIQUE (tenant_id, category, code)
);
CREATE TABLE provider_published (
	provider_id BIGINT NOT NULL,
	category    TEXT   NOT NULL,
	code        TEXT   NOT NULL,
	name        TEXT   NOT NULL,
	product     TEXT   NOT NULL,
	about       TEXT   NOT NULL,
	lat         DOUBLE PRECISION NOT NULL,
	lon         DOUBLE PRECISION NOT NULL,
	wait_days   BIGINT  NOT NULL,
	intake_stop BOOLEAN NOT NULL,
	assured_on  DATE    NOT NULL,
	PRIMARY KEY (provider_id, category, code)
);
CREATE TABLE provider_profile (
	tenant_id BIGINT NOT NULL PRIMARY KEY,
	about     TEXT   NOT NULL,
	lat       DOUBLE PRECISION NOT NULL,
	lon       DOUBLE PRECISION NOT NULL
);

-- +goose Down
DROP TABLE provider_profile;
DROP TABLE provider_published;
DROP TABLE provider_product;
