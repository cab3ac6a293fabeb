-- +goose Up
CREATE TABLE socialmap_entry (
	tenant_id   BIGINT           NOT NULL,
	id          BIGINT           NOT NULL,
	kind        TEXT             NOT NULL,
	theme       TEXT             NOT NULL,
	name        TEXT             NOT NULL,
	about       TEXT             NOT NULL,
	more        TEXT             NOT NULL,
	free        BOOLEAN          NOT NULL,
	free_access BOOLEAN          NOT NULL,
	phone       TEXT             NOT NULL,
	website     TEXT             NOT NULL,
	hours       TEXT             NOT NULL,
	address     TEXT             NOT NULL,
	place       TEXT             NOT NULL,
	lat         DOUBLE PRECISION NOT NULL,
	lon         DOUBLE PRECISION NOT NULL,
	owner       TEXT             NOT NULL,
	assured     DATE             NOT NULL,
	version     BIGINT           NOT NULL,
	PRIMARY KEY (tenant_id, id)
);

-- +goose Down
DROP TABLE socialmap_entry;
