-- +goose Up
CREATE TABLE seal_key (
	tenant_id BIGINT    NOT NULL,
	owner_id  BIGINT    NOT NULL,
	wrapped   {{bytes}} NOT NULL,
	made_at   {{time}}  NOT NULL,
	PRIMARY KEY (tenant_id, owner_id)
);

-- +goose Down
DROP TABLE seal_key;
