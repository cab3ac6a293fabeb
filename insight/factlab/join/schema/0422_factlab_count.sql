-- +goose Up
CREATE TABLE factlab_count (
	tenant_id BIGINT    NOT NULL,
	round_id  BIGINT    NOT NULL,
	bucket    BIGINT    NOT NULL,
	sealed    {{bytes}} NOT NULL,
	PRIMARY KEY (tenant_id, round_id, bucket),
	FOREIGN KEY (tenant_id, round_id) REFERENCES factlab_round (tenant_id, id)
);

-- +goose Down
DROP TABLE factlab_count;
