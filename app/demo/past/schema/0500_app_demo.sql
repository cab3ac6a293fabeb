-- +goose Up
CREATE TABLE app_demo_step (
	name    TEXT     NOT NULL PRIMARY KEY,
	at      {{time}} NOT NULL,
	done_at {{time}}
);

-- +goose Down
DROP TABLE app_demo_step;
