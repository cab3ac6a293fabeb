-- +goose Up
CREATE TABLE market_shelf (
	cell     BIGINT           NOT NULL,
	kind     TEXT             NOT NULL,
	category TEXT             NOT NULL,
	id       BIGINT           NOT NULL,
	lat      DOUBLE PRECISION NOT NULL,
	lon      DOUBLE PRECISION NOT NULL,
	PRIMARY KEY (cell, kind, category, id)
)
-- +if sqlite
WITHOUT ROWID
-- +end
;

-- +goose Down
DROP TABLE market_shelf;
