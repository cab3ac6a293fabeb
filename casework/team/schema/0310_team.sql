-- +goose Up
CREATE TABLE team (
	tenant_id BIGINT NOT NULL,
	id        BIGINT NOT NULL,
	name      TEXT   NOT NULL,
	kind      TEXT   NOT NULL,
	phone     TEXT   NOT NULL,
	email     TEXT   NOT NULL,
	place     TEXT   NOT NULL,
	from_day  DATE   NOT NULL,
	to_day    DATE,
	PRIMARY KEY (tenant_id, id)
);
CREATE TABLE team_catchment (
	tenant_id        BIGINT NOT NULL,
	id               BIGINT NOT NULL,
	team_id          BIGINT NOT NULL,
	neighbourhood_id BIGINT,
	postcode         TEXT   NOT NULL,
	from_day         DATE   NOT NULL,
	to_day           DATE,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, team_id) REFERENCES team (tenant_id, id)
);
CREATE INDEX team_catchment_by_area ON team_catchment (tenant_id, neighbourhood_id, postcode);
CREATE TABLE team_handover (
	tenant_id    BIGINT   NOT NULL,
	id           BIGINT   NOT NULL,
	household_id BIGINT   NOT NULL,
	from_id      BIGINT,
	to_id        BIGINT   NOT NULL,
	team_id      BIGINT   NOT NULL,
	reason       TEXT     NOT NULL,
	by_id        BIGINT,
	at           {{time}} NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, household_id) REFERENCES household (tenant_id, id),
	FOREIGN KEY (tenant_id, team_id) REFERENCES team (tenant_id, id)
);
CREATE INDEX team_handover_by_household ON team_handover (tenant_id, household_id, id);

-- +goose Down
DROP TABLE team_handover;
DROP TABLE team_catchment;
DROP TABLE team;
