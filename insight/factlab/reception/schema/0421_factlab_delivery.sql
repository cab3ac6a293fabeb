-- +goose Up
CREATE TABLE factlab_delivery (
	tenant_id      BIGINT   NOT NULL,
	id             BIGINT   NOT NULL,
	round_id       BIGINT   NOT NULL,
	participant_id BIGINT   NOT NULL,
	state          TEXT     NOT NULL,
	lines          BIGINT   NOT NULL,
	batches        BIGINT   NOT NULL,
	sha256         TEXT     NOT NULL,
	begun_at       {{time}} NOT NULL,
	completed_at   {{time}},
	PRIMARY KEY (tenant_id, id),
	UNIQUE (tenant_id, participant_id, sha256),
	FOREIGN KEY (tenant_id, round_id) REFERENCES factlab_round (tenant_id, id),
	FOREIGN KEY (tenant_id, participant_id) REFERENCES factlab_participant (tenant_id, id)
);
CREATE INDEX factlab_delivery_round ON factlab_delivery (tenant_id, round_id);
CREATE TABLE factlab_batch (
	tenant_id   BIGINT    NOT NULL,
	delivery_id BIGINT    NOT NULL,
	number      BIGINT    NOT NULL,
	lines       BIGINT    NOT NULL,
	sha256      {{bytes}} NOT NULL,
	PRIMARY KEY (tenant_id, delivery_id, number),
	FOREIGN KEY (tenant_id, delivery_id) REFERENCES factlab_delivery (tenant_id, id)
);
-- The lines of a batch that fall in one bucket, sealed under the key of the round.
CREATE TABLE factlab_part (
	tenant_id   BIGINT    NOT NULL,
	round_id    BIGINT    NOT NULL,
	bucket      BIGINT    NOT NULL,
	delivery_id BIGINT    NOT NULL,
	number      BIGINT    NOT NULL,
	sealed      {{bytes}} NOT NULL,
	PRIMARY KEY (tenant_id, round_id, bucket, delivery_id, number),
	FOREIGN KEY (tenant_id, delivery_id) REFERENCES factlab_delivery (tenant_id, id)
);

-- +goose Down
DROP TABLE factlab_part;
DROP TABLE factlab_batch;
DROP TABLE factlab_delivery;
