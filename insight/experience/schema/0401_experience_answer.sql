-- +goose Up
-- An answer knows nothing of who gave it. Its id is random, and no engine keeps the order in which answers came:
-- SQLite keeps the table in the order of its key, on PostgreSQL the use case sees to it.
CREATE TABLE experience_answer (
	tenant_id   BIGINT NOT NULL,
	id          BIGINT NOT NULL,
	step        TEXT   NOT NULL,
	team_id     BIGINT,
	provider_id BIGINT,
	on_day      DATE   NOT NULL,
	score       BIGINT NOT NULL,
	sentence    {{bytes}},
	PRIMARY KEY (tenant_id, id)
)
-- +if sqlite
WITHOUT ROWID
-- +end
;
CREATE INDEX experience_answer_day ON experience_answer (tenant_id, on_day, id);

-- +goose Down
DROP TABLE experience_answer;
