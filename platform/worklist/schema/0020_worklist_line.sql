-- +goose Up
CREATE TABLE worklist_line (
	tenant_id   BIGINT   NOT NULL,
	id          BIGINT   NOT NULL,
	account_id  BIGINT,
	team_id     BIGINT,
	role        TEXT     NOT NULL,
	kind        TEXT     NOT NULL,
	title       TEXT     NOT NULL,
	note        TEXT     NOT NULL,
	link        TEXT     NOT NULL,
	object_id   BIGINT   NOT NULL,
	rule        TEXT     NOT NULL,
	due         DATE     NOT NULL,
	made_at     {{time}} NOT NULL,
	done_at     {{time}},
	PRIMARY KEY (tenant_id, id)
);
CREATE INDEX worklist_line_account ON worklist_line (tenant_id, account_id, due, id) WHERE done_at IS NULL;
CREATE INDEX worklist_line_team ON worklist_line (tenant_id, team_id, due, id) WHERE done_at IS NULL;
CREATE INDEX worklist_line_role ON worklist_line (tenant_id, role, due, id) WHERE done_at IS NULL;
CREATE UNIQUE INDEX worklist_line_object ON worklist_line (tenant_id, kind, object_id) WHERE done_at IS NULL;

-- +goose Down
DROP TABLE worklist_line;
