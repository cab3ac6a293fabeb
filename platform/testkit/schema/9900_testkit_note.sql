-- +goose Up
CREATE TABLE testkit_note (
    tenant_id BIGINT NOT NULL,
    id        BIGINT NOT NULL,
    word      TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
