-- +goose Up
CREATE TABLE socialmap_published (
	id              BIGINT           NOT NULL PRIMARY KEY,
	municipality_id BIGINT           NOT NULL,
	kind            TEXT             NOT NULL,
	theme           TEXT             NOT NULL,
	name            TEXT             NOT NULL,
	about           TEXT             NOT NULL,
	more            TEXT             NOT NULL,
	free            BOOLEAN          NOT NULL,
	free_access     BOOLEAN          NOT NULL,
	phone           TEXT             NOT NULL,
	website         TEXT             NOT NULL,
	hours           TEXT             NOT NULL,
	address         TEXT             NOT NULL,
	place           TEXT             NOT NULL,
	lat             DOUBLE PRECISION NOT NULL,
	lon             DOUBLE PRECISION NOT NULL,
	owner           TEXT             NOT NULL,
	assured         DATE             NOT NULL,
	version         BIGINT           NOT NULL
);
CREATE TABLE socialmap_shelf (
	cell  BIGINT NOT NULL,
	theme TEXT   NOT NULL,
	id    BIGINT NOT NULL,
	PRIMARY KEY (cell, theme, id)
);
CREATE INDEX socialmap_shelf_entry ON socialmap_shelf (id);
CREATE TABLE socialmap_term (
	term TEXT   NOT NULL,
	id   BIGINT NOT NULL,
	PRIMARY KEY (term, id)
);
CREATE INDEX socialmap_term_entry ON socialmap_term (id);

-- +goose Down
DROP TABLE socialmap_term;
DROP TABLE socialmap_shelf;
DROP TABLE socialmap_published;
