-- +goose Up
CREATE TABLE market_term (
	term     TEXT             NOT NULL,
	id       BIGINT           NOT NULL,
	kind     TEXT             NOT NULL,
	category TEXT             NOT NULL,
	lat      DOUBLE PRECISION NOT NULL,
	lon      DOUBLE PRECISION NOT NULL,
	PRIMARY KEY (term, id)
)
-- +if sqlite
WITHOUT ROWID
-- +end
;
CREATE INDEX market_term_ad ON market_term (id);

-- +goose Down
DROP TABLE market_term;
