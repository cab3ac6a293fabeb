-- +goose Up
CREATE TABLE household_number (
	tenant_id BIGINT NOT NULL,
	id        BIGINT NOT NULL,
	last      BIGINT NOT NULL,
	PRIMARY KEY (tenant_id, id)
);
CREATE TABLE household (
	tenant_id        BIGINT   NOT NULL,
	id               BIGINT   NOT NULL,
	number           TEXT     NOT NULL,
	neighbourhood_id BIGINT,
	team_id          BIGINT   NOT NULL,
	contact_id       BIGINT   NOT NULL,
	state            TEXT     NOT NULL,
	ending           TEXT     NOT NULL,
	secret           BOOLEAN  NOT NULL,
	sealed           {{bytes}} NOT NULL,
	opened_at        {{time}} NOT NULL,
	closed_on        DATE,
	version          BIGINT   NOT NULL,
	PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX household_by_number ON household (tenant_id, number);
CREATE INDEX household_by_contact ON household (tenant_id, contact_id, id) WHERE state = 'open';
CREATE INDEX household_by_team ON household (tenant_id, team_id, id) WHERE state = 'open';
CREATE TABLE household_resident (
	tenant_id    BIGINT    NOT NULL,
	id           BIGINT    NOT NULL,
	household_id BIGINT    NOT NULL,
	account_id   BIGINT,
	bsn_index    {{bytes}},
	sealed       {{bytes}} NOT NULL,
	joined_on    DATE      NOT NULL,
	left_on      DATE,
	leaving      TEXT      NOT NULL,
	version      BIGINT    NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, household_id) REFERENCES household (tenant_id, id)
);
CREATE INDEX household_resident_by_household ON household_resident (tenant_id, household_id, id);
CREATE INDEX household_resident_by_account ON household_resident (tenant_id, account_id) WHERE account_id IS NOT NULL;
CREATE UNIQUE INDEX household_resident_by_bsn ON household_resident (tenant_id, bsn_index) WHERE leaving = '';
CREATE TABLE household_relation (
	tenant_id    BIGINT    NOT NULL,
	id           BIGINT    NOT NULL,
	household_id BIGINT    NOT NULL,
	resident_id  BIGINT    NOT NULL,
	other_id     BIGINT,
	kind         TEXT      NOT NULL,
	sealed       {{bytes}} NOT NULL,
	from_day     DATE      NOT NULL,
	to_day       DATE,
	version      BIGINT    NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, household_id) REFERENCES household (tenant_id, id),
	FOREIGN KEY (tenant_id, resident_id) REFERENCES household_resident (tenant_id, id),
	FOREIGN KEY (tenant_id, other_id) REFERENCES household_resident (tenant_id, id)
);
CREATE INDEX household_relation_by_household ON household_relation (tenant_id, household_id, id);
CREATE TABLE household_consent (
	tenant_id    BIGINT    NOT NULL,
	id           BIGINT    NOT NULL,
	household_id BIGINT    NOT NULL,
	resident_id  BIGINT    NOT NULL,
	purpose      TEXT      NOT NULL,
	ground       TEXT      NOT NULL,
	fields       {{json}}  NOT NULL,
	recipient_id BIGINT,
	sealed       {{bytes}},
	given_by     {{json}}  NOT NULL,
	without      TEXT      NOT NULL,
	from_day     DATE      NOT NULL,
	to_day       DATE,
	withdrawn_at {{time}},
	withdrawn_by BIGINT,
	recorded_by  BIGINT,
	recorded_at  {{time}}  NOT NULL,
	version      BIGINT    NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, household_id) REFERENCES household (tenant_id, id),
	FOREIGN KEY (tenant_id, resident_id) REFERENCES household_resident (tenant_id, id)
);
CREATE INDEX household_consent_by_household ON household_consent (tenant_id, household_id, id);
CREATE INDEX household_consent_by_recipient ON household_consent (tenant_id, recipient_id) WHERE recipient_id IS NOT NULL AND withdrawn_at IS NULL;
CREATE TABLE household_contact_moment (
	tenant_id    BIGINT    NOT NULL,
	id           BIGINT    NOT NULL,
	household_id BIGINT    NOT NULL,
	held_on      DATE      NOT NULL,
	channel      TEXT      NOT NULL,
	by_id        BIGINT    NOT NULL,
	sealed       {{bytes}} NOT NULL,
	next_on      DATE,
	recorded_at  {{time}}  NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, household_id) REFERENCES household (tenant_id, id)
);
CREATE INDEX household_contact_moment_by_household ON household_contact_moment (tenant_id, household_id, held_on, id);

-- +goose Down
DROP TABLE household_contact_moment;
DROP TABLE household_consent;
DROP TABLE household_relation;
DROP TABLE household_resident;
DROP TABLE household;
DROP TABLE household_number;
