-- +goose Up
CREATE TABLE market_message (
	tenant_id     BIGINT    NOT NULL,
	id            BIGINT    NOT NULL,
	answer_id     BIGINT    NOT NULL,
	from_answerer BOOLEAN   NOT NULL,
	by_broker     BOOLEAN   NOT NULL,
	author_id     BIGINT,
	body          {{bytes}},
	turns         TEXT      NOT NULL,
	sent_at       {{time}}  NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, answer_id) REFERENCES market_answer (tenant_id, id)
);
CREATE INDEX market_message_answer ON market_message (tenant_id, answer_id, id);

-- +goose Down
DROP TABLE market_message;
