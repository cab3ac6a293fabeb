-- +goose Up
CREATE TABLE places_published (
	id              BIGINT           NOT NULL PRIMARY KEY,
	municipality_id BIGINT           NOT NULL,
	name            TEXT             NOT NULL,
	about           TEXT             NOT NULL,
	address         TEXT             NOT NULL,
	place           TEXT             NOT NULL,
	lat             DOUBLE PRECISION NOT NULL,
	lon             DOUBLE PRECISION NOT NULL,
	phone           TEXT             NOT NULL,
	hours           TEXT             NOT NULL,
	version         BIGINT           NOT NULL
);
CREATE TABLE places_agenda (
	id              BIGINT NOT NULL PRIMARY KEY,
	municipality_id BIGINT NOT NULL,
	house_id        BIGINT NOT NULL,
	house           TEXT   NOT NULL,
	place           TEXT   NOT NULL,
	lat             DOUBLE PRECISION NOT NULL,
	lon             DOUBLE PRECISION NOT NULL,
	kind            TEXT   NOT NULL,
	name            TEXT   NOT NULL,
	about           TEXT   NOT NULL,
	for_whom        TEXT   NOT NULL,
	run_by          TEXT   NOT NULL,
	weekday         BIGINT NOT NULL,
	on_day          DATE,
	every           BIGINT NOT NULL,
	starts          BIGINT NOT NULL,
	ends            BIGINT NOT NULL,
	price           BIGINT NOT NULL,
	from_day        DATE   NOT NULL,
	to_day          DATE,
	version         BIGINT NOT NULL
);
CREATE INDEX places_agenda_house ON places_agenda (house_id, id);
CREATE TABLE places_shelf (
	cell BIGINT NOT NULL,
	kind TEXT   NOT NULL,
	id   BIGINT NOT NULL,
	PRIMARY KEY (cell, kind, id)
);
CREATE INDEX places_shelf_id ON places_shelf (id);

-- +goose Down
DROP TABLE places_shelf;
DROP TABLE places_agenda;
DROP TABLE places_published;
