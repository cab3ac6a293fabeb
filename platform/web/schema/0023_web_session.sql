-- +goose Up
CREATE TABLE web_session (
	token   TEXT      NOT NULL PRIMARY KEY,
	data    {{bytes}} NOT NULL,
	expires {{time}}  NOT NULL
);
CREATE INDEX web_session_expires ON web_session (expires);

-- +goose Down
DROP TABLE web_session;
