-- +goose Up
CREATE TABLE market_term (
	term TEXT   NOT NULL,
	id   BIGINT NOT NULL,
	PRIMARY KEY (term, id)
)
-- +if sqlite
WITHOUT ROWID
-- +end
;
CREATE INDEX market_term_ad ON market_term (id);

-- +goose Down
DROP TABLE market_term;
