-- +goose Up
CREATE TABLE market_match (
	tenant_id  BIGINT   NOT NULL,
	id         BIGINT   NOT NULL,
	ad_id      BIGINT   NOT NULL,
	answer_id  BIGINT,
	offer_id   BIGINT,
	category   TEXT     NOT NULL,
	by_broker  BOOLEAN  NOT NULL,
	matched_at {{time}} NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, ad_id) REFERENCES market_ad (tenant_id, id)
);
CREATE INDEX market_match_day ON market_match (tenant_id, matched_at);

-- +goose Down
DROP TABLE market_match;
