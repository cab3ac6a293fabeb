-- +goose Up
CREATE TABLE decision_number (
	tenant_id BIGINT NOT NULL,
	id        BIGINT NOT NULL,
	last      BIGINT NOT NULL,
	PRIMARY KEY (tenant_id, id)
);
CREATE TABLE decision_application (
	tenant_id    BIGINT    NOT NULL,
	id           BIGINT    NOT NULL,
	household_id BIGINT    NOT NULL,
	resident_id  BIGINT    NOT NULL,
	plan_id      BIGINT    NOT NULL,
	goal_id      BIGINT    NOT NULL,
	law          TEXT      NOT NULL,
	source       TEXT      NOT NULL,
	received_on  DATE      NOT NULL,
	received_by  BIGINT    NOT NULL,
	made_at      {{time}}  NOT NULL,
	term         {{json}}  NOT NULL,
	due          DATE,
	withdrawn_on DATE,
	version      BIGINT    NOT NULL,
	sealed       {{bytes}} NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, household_id) REFERENCES household (tenant_id, id),
	FOREIGN KEY (tenant_id, resident_id) REFERENCES household_resident (tenant_id, id),
	FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, id),
	FOREIGN KEY (tenant_id, goal_id) REFERENCES plan_goal (tenant_id, id)
);
CREATE INDEX decision_application_by_household ON decision_application (tenant_id, household_id, id);
CREATE TABLE decision (
	tenant_id       BIGINT    NOT NULL,
	id              BIGINT    NOT NULL,
	application_id  BIGINT    NOT NULL,
	household_id    BIGINT    NOT NULL,
	resident_id     BIGINT    NOT NULL,
	number          TEXT      NOT NULL,
	state           TEXT      NOT NULL,
	verdict         TEXT      NOT NULL,
	category        TEXT      NOT NULL,
	code            TEXT      NOT NULL,
	volume          BIGINT    NOT NULL,
	unit            TEXT      NOT NULL,
	frequency       TEXT      NOT NULL,
	from_day        DATE,
	to_day          DATE,
	delivery        TEXT      NOT NULL,
	provider_id     BIGINT,
	contract_id     BIGINT,
	rate_cents      BIGINT    NOT NULL,
	rate_unit       TEXT      NOT NULL,
	year_cents      BIGINT    NOT NULL,
	contribution    TEXT      NOT NULL,
	month_cents     BIGINT    NOT NULL,
	wlz_checked     BOOLEAN   NOT NULL,
	heard           BOOLEAN   NOT NULL,
	maker_id        BIGINT,
	signer_id       BIGINT,
	offered_at      {{time}},
	signed_at       {{time}},
	announced_on    DATE,
	objection_until DATE,
	changed_by      BIGINT    NOT NULL,
	changed_at      {{time}}  NOT NULL,
	version         BIGINT    NOT NULL,
	sealed          {{bytes}} NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, application_id) REFERENCES decision_application (tenant_id, id)
);
CREATE UNIQUE INDEX decision_by_number ON decision (tenant_id, number);
CREATE UNIQUE INDEX decision_by_application ON decision (tenant_id, application_id);
CREATE INDEX decision_by_household ON decision (tenant_id, household_id, id);
CREATE INDEX decision_to_sign ON decision (tenant_id, id) WHERE state = 'to_sign';
CREATE INDEX decision_in_hand ON decision (tenant_id, changed_by, id) WHERE state <> 'signed';
