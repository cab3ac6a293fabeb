-- +goose Up
CREATE TABLE file_stored (
	tenant_id   BIGINT    NOT NULL,
	id          BIGINT    NOT NULL,
	object_kind TEXT      NOT NULL,
	object_id   BIGINT    NOT NULL,
	owner_id    BIGINT,
	maker_id    BIGINT,
	name        {{bytes}} NOT NULL,
	type        TEXT      NOT NULL,
	size        BIGINT    NOT NULL CHECK (size > 0),
	sha256      {{bytes}} NOT NULL,
	content     {{bytes}} NOT NULL,
	made_at     {{time}}  NOT NULL,
	PRIMARY KEY (tenant_id, id)
);

CREATE INDEX file_stored_object ON file_stored (tenant_id, object_kind, object_id, id);

-- +goose Down
DROP TABLE file_stored;
