-- +goose Up
CREATE TABLE decision_letter (
	tenant_id      BIGINT    NOT NULL,
	id             BIGINT    NOT NULL,
	decision_id    BIGINT    NOT NULL,
	household_id   BIGINT    NOT NULL,
	resident_id    BIGINT    NOT NULL,
	lang           TEXT      NOT NULL,
	number         TEXT      NOT NULL,
	made_on        DATE      NOT NULL,
	template       BIGINT    NOT NULL,
	sha256         TEXT      NOT NULL,
	first_read_at  {{time}},
	sealed         {{bytes}} NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, decision_id) REFERENCES decision (tenant_id, id)
);
CREATE UNIQUE INDEX decision_letter_by_decision ON decision_letter (tenant_id, decision_id, lang);
CREATE INDEX decision_letter_by_resident ON decision_letter (tenant_id, resident_id, id);
CREATE TABLE decision_print (
	tenant_id  BIGINT    NOT NULL,
	id         BIGINT    NOT NULL,
	sha256     TEXT      NOT NULL,
	printed_at {{time}}  NOT NULL,
	sealed     {{bytes}} NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, id) REFERENCES decision_letter (tenant_id, id)
);
