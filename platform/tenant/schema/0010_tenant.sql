-- +goose Up
CREATE TABLE tenant (
	id   BIGINT NOT NULL PRIMARY KEY,
	kind TEXT   NOT NULL,
	slug TEXT   NOT NULL UNIQUE,
	host TEXT   NOT NULL,
	name TEXT   NOT NULL
);
CREATE TABLE tenant_code (
	tenant_id BIGINT NOT NULL REFERENCES tenant (id),
	scheme    TEXT   NOT NULL,
	code      TEXT   NOT NULL,
	from_day  DATE   NOT NULL,
	to_day    DATE,
	PRIMARY KEY (tenant_id, scheme, code, from_day)
);
CREATE TABLE tenant_member (
	tenant_id BIGINT NOT NULL REFERENCES tenant (id),
	region_id BIGINT NOT NULL REFERENCES tenant (id),
	from_day  DATE   NOT NULL,
	to_day    DATE,
	PRIMARY KEY (tenant_id, region_id, from_day)
);
CREATE TABLE tenant_setting (
	tenant_id BIGINT NOT NULL REFERENCES tenant (id),
	id        BIGINT NOT NULL,
	name      TEXT   NOT NULL,
	value     TEXT   NOT NULL,
	from_day  DATE   NOT NULL,
	to_day    DATE,
	PRIMARY KEY (tenant_id, id)
);
CREATE TABLE tenant_neighbourhood (
	tenant_id BIGINT NOT NULL REFERENCES tenant (id),
	id        BIGINT NOT NULL,
	code      TEXT   NOT NULL,
	name      TEXT   NOT NULL,
	residents BIGINT NOT NULL,
	lat       DOUBLE PRECISION NOT NULL,
	lon       DOUBLE PRECISION NOT NULL,
	PRIMARY KEY (tenant_id, id)
);
CREATE TABLE tenant_postcode (
	prefix           TEXT   NOT NULL PRIMARY KEY,
	tenant_id        BIGINT NOT NULL,
	neighbourhood_id BIGINT NOT NULL,
	FOREIGN KEY (tenant_id, neighbourhood_id) REFERENCES tenant_neighbourhood (tenant_id, id)
);

-- +goose Down
DROP TABLE tenant_postcode;
DROP TABLE tenant_neighbourhood;
DROP TABLE tenant_setting;
DROP TABLE tenant_member;
DROP TABLE tenant_code;
DROP TABLE tenant;
