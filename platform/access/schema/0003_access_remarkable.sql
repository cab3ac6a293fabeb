-- +goose Up
CREATE INDEX access_log_remarkable ON access_log (tenant_id, id DESC) WHERE outcome = 'denied' OR reason <> '';

-- +goose Down
DROP INDEX access_log_remarkable;
