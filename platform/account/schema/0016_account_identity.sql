-- +goose Up
CREATE UNIQUE INDEX account_identity_one ON account_identity (issuer, subject, tenant_id);
CREATE INDEX account_role_day ON account_role (tenant_id, from_day DESC, id DESC);

-- +goose Down
DROP INDEX account_role_day;
DROP INDEX account_identity_one;
