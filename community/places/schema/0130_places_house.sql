-- +goose Up
CREATE TABLE places_house (
	tenant_id BIGINT           NOT NULL,
	id        BIGINT           NOT NULL,
	name      TEXT             NOT NULL,
	about     TEXT             NOT NULL,
	address   TEXT             NOT NULL,
	place     TEXT             NOT NULL,
	lat       DOUBLE PRECISION NOT NULL,
	lon       DOUBLE PRECISION NOT NULL,
	phone     TEXT             NOT NULL,
	hours     TEXT             NOT NULL,
	version   BIGINT           NOT NULL,
	PRIMARY KEY (tenant_id, id)
);

-- +goose Down
DROP TABLE places_house;
