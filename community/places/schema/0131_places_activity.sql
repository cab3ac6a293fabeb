-- +goose Up
CREATE TABLE places_activity (
	tenant_id BIGINT  NOT NULL,
	id        BIGINT  NOT NULL,
	house_id  BIGINT  NOT NULL,
	kind      TEXT    NOT NULL,
	name      TEXT    NOT NULL,
	about     TEXT    NOT NULL,
	for_whom  TEXT    NOT NULL,
	run_by    TEXT    NOT NULL,
	weekday   BIGINT  NOT NULL,
	on_day    DATE,
	every     BIGINT  NOT NULL,
	starts    BIGINT  NOT NULL,
	ends      BIGINT  NOT NULL,
	price     BIGINT  NOT NULL,
	from_day  DATE    NOT NULL,
	to_day    DATE,
	version   BIGINT  NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, house_id) REFERENCES places_house (tenant_id, id)
);
CREATE INDEX places_activity_house ON places_activity (tenant_id, house_id, id);

-- +goose Down
DROP TABLE places_activity;
