-- +goose Up
CREATE TABLE intake_number (
	tenant_id BIGINT NOT NULL,
	id        BIGINT NOT NULL,
	last      BIGINT NOT NULL,
	PRIMARY KEY (tenant_id, id)
);
CREATE TABLE intake_question (
	tenant_id        BIGINT    NOT NULL,
	id               BIGINT    NOT NULL,
	number           TEXT      NOT NULL,
	owner_id         BIGINT,
	maker_id         BIGINT,
	for_whom         TEXT      NOT NULL,
	state            TEXT      NOT NULL,
	neighbourhood_id BIGINT,
	team_id          BIGINT    NOT NULL,
	household_id     BIGINT,
	taken_by         BIGINT,
	asked_at         {{time}}  NOT NULL,
	taken_at         {{time}},
	ended_at         {{time}},
	call_by          DATE      NOT NULL,
	inquiry_due      DATE      NOT NULL,
	lang             TEXT      NOT NULL,
	sealed           {{bytes}} NOT NULL,
	version          BIGINT    NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, team_id) REFERENCES team (tenant_id, id),
	FOREIGN KEY (tenant_id, household_id) REFERENCES household (tenant_id, id)
);
CREATE UNIQUE INDEX intake_question_by_number ON intake_question (tenant_id, number);
CREATE INDEX intake_question_by_team ON intake_question (tenant_id, team_id, id) WHERE state = 'asked';
CREATE INDEX intake_question_by_owner ON intake_question (tenant_id, owner_id, id) WHERE owner_id IS NOT NULL;
CREATE INDEX intake_question_by_household ON intake_question (tenant_id, household_id, id) WHERE household_id IS NOT NULL;
CREATE TABLE intake_notice (
	tenant_id      BIGINT   NOT NULL,
	id             BIGINT   NOT NULL,
	question_id    BIGINT   NOT NULL,
	household_id   BIGINT   NOT NULL,
	noticed_on     DATE     NOT NULL,
	receipt_on     DATE     NOT NULL,
	plan_until     DATE     NOT NULL,
	plan_on        DATE,
	plan_answer    TEXT     NOT NULL,
	support_on     DATE     NOT NULL,
	support_answer TEXT     NOT NULL,
	support_by     BIGINT,
	registered_by  BIGINT,
	registered_at  {{time}} NOT NULL,
	version        BIGINT   NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, question_id) REFERENCES intake_question (tenant_id, id),
	FOREIGN KEY (tenant_id, household_id) REFERENCES household (tenant_id, id)
);
CREATE UNIQUE INDEX intake_notice_by_question ON intake_notice (tenant_id, question_id);
CREATE TABLE intake_inquiry (
	tenant_id    BIGINT    NOT NULL,
	id           BIGINT    NOT NULL,
	notice_id    BIGINT    NOT NULL,
	household_id BIGINT    NOT NULL,
	state        TEXT      NOT NULL,
	term         {{json}}  NOT NULL,
	due          DATE,
	identity_on  DATE,
	explained_on DATE,
	outcome      TEXT      NOT NULL,
	sealed       {{bytes}},
	closed_by    BIGINT,
	closed_at    {{time}},
	version      BIGINT    NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, notice_id) REFERENCES intake_notice (tenant_id, id),
	FOREIGN KEY (tenant_id, household_id) REFERENCES household (tenant_id, id)
);
CREATE UNIQUE INDEX intake_inquiry_by_notice ON intake_inquiry (tenant_id, notice_id);
CREATE INDEX intake_inquiry_by_household ON intake_inquiry (tenant_id, household_id, id);

-- +goose Down
DROP TABLE intake_inquiry;
DROP TABLE intake_notice;
DROP TABLE intake_question;
DROP TABLE intake_number;
