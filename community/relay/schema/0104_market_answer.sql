-- +goose Up
CREATE TABLE market_answer (
	tenant_id       BIGINT   NOT NULL,
	id              BIGINT   NOT NULL,
	ad_id           BIGINT   NOT NULL,
	ad_tenant       BIGINT   NOT NULL,
	ad_kind         TEXT     NOT NULL,
	ad_category     TEXT     NOT NULL,
	ad_title        TEXT     NOT NULL,
	answerer_tenant BIGINT   NOT NULL,
	placer_id       BIGINT,
	answerer_id     BIGINT,
	via_broker      BOOLEAN  NOT NULL,
	state           TEXT     NOT NULL,
	placer_new      BOOLEAN  NOT NULL,
	answerer_new    BOOLEAN  NOT NULL,
	started_at      {{time}} NOT NULL,
	last_at         {{time}} NOT NULL,
	ended_at        {{time}},
	version         BIGINT   NOT NULL,
	PRIMARY KEY (tenant_id, id)
);
CREATE INDEX market_answer_ad ON market_answer (tenant_id, ad_id, id);
CREATE INDEX market_answer_answerer ON market_answer (tenant_id, answerer_id, id);
CREATE INDEX market_answer_placer ON market_answer (tenant_id, placer_id, id);
CREATE INDEX market_answer_broker ON market_answer (tenant_id, last_at) WHERE via_broker AND placer_new;
CREATE INDEX market_answer_ended ON market_answer (tenant_id, ended_at) WHERE ended_at IS NOT NULL;

-- +goose Down
DROP TABLE market_answer;
