-- +goose Up
CREATE TABLE market_ad (
	tenant_id  BIGINT           NOT NULL,
	id         BIGINT           NOT NULL,
	kind       TEXT             NOT NULL,
	category   TEXT             NOT NULL,
	title      TEXT             NOT NULL,
	details    TEXT             NOT NULL,
	place      TEXT             NOT NULL,
	lat        DOUBLE PRECISION NOT NULL,
	lon        DOUBLE PRECISION NOT NULL,
	owner_id   BIGINT,
	placed_by  BIGINT           NOT NULL,
	anonymous  BOOLEAN          NOT NULL,
	via_broker BOOLEAN          NOT NULL,
	urgent     BOOLEAN          NOT NULL,
	contact    {{bytes}},
	state      TEXT             NOT NULL,
	ended_why  TEXT             NOT NULL,
	taken_by   BIGINT,
	answers    BIGINT           NOT NULL,
	until      DATE             NOT NULL,
	reminded   BOOLEAN          NOT NULL,
	placed_at  {{time}}         NOT NULL,
	ended_at   {{time}},
	version    BIGINT           NOT NULL,
	PRIMARY KEY (tenant_id, id)
);
CREATE INDEX market_ad_owner ON market_ad (tenant_id, owner_id, id);
CREATE INDEX market_ad_urgent ON market_ad (tenant_id, id) WHERE urgent AND state = 'open';
CREATE INDEX market_ad_broker ON market_ad (tenant_id, id) WHERE via_broker AND state = 'open';
CREATE INDEX market_ad_unanswered ON market_ad (tenant_id, placed_at, id) WHERE answers = 0 AND state = 'open';
CREATE INDEX market_ad_until ON market_ad (tenant_id, until) WHERE state = 'open';
CREATE INDEX market_ad_ended ON market_ad (tenant_id, ended_at) WHERE contact IS NOT NULL;

-- +goose Down
DROP TABLE market_ad;
