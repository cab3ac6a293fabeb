-- +goose Up
ALTER TABLE account ADD COLUMN email_index {{bytes}};
CREATE INDEX account_by_email ON account (tenant_id, email_index) WHERE email_index IS NOT NULL;
CREATE INDEX account_by_name ON account (tenant_id, lower(name));

-- +goose Down
DROP INDEX account_by_name;
DROP INDEX account_by_email;
ALTER TABLE account DROP COLUMN email_index;
