-- +goose Up
CREATE TABLE market_published (
	id                BIGINT           NOT NULL PRIMARY KEY,
	municipality_id   BIGINT           NOT NULL,
	municipality      TEXT             NOT NULL,
	municipality_name TEXT             NOT NULL,
	kind              TEXT             NOT NULL,
	category          TEXT             NOT NULL,
	title             TEXT             NOT NULL,
	details           TEXT             NOT NULL,
	place             TEXT             NOT NULL,
	lat               DOUBLE PRECISION NOT NULL,
	lon               DOUBLE PRECISION NOT NULL,
	via_broker        BOOLEAN          NOT NULL,
	urgent            BOOLEAN          NOT NULL,
	until             DATE             NOT NULL,
	placed_at         {{time}}         NOT NULL
);

-- +goose Down
DROP TABLE market_published;
