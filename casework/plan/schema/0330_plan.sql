-- +goose Up
CREATE TABLE plan (
	tenant_id    BIGINT    NOT NULL,
	id           BIGINT    NOT NULL,
	household_id BIGINT    NOT NULL,
	state        TEXT      NOT NULL,
	revision     BIGINT    NOT NULL,
	version      BIGINT    NOT NULL,
	started_by   BIGINT    NOT NULL,
	started_at   {{time}}  NOT NULL,
	shared_at    {{time}},
	agreed_at    {{time}},
	closed_at    {{time}},
	changed_by   BIGINT    NOT NULL,
	changed_at   {{time}}  NOT NULL,
	sealed       {{bytes}} NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, household_id) REFERENCES household (tenant_id, id)
);
-- One household, one running plan.
CREATE UNIQUE INDEX plan_running ON plan (tenant_id, household_id) WHERE state <> 'closed';
CREATE INDEX plan_by_household ON plan (tenant_id, household_id, id);
CREATE TABLE plan_score (
	tenant_id   BIGINT    NOT NULL,
	id          BIGINT    NOT NULL,
	plan_id     BIGINT    NOT NULL,
	resident_id BIGINT    NOT NULL,
	domain      TEXT      NOT NULL,
	level       BIGINT    NOT NULL,
	own_level   BIGINT    NOT NULL,
	scored_on   DATE      NOT NULL,
	scorer_id   BIGINT    NOT NULL,
	scored_at   {{time}}  NOT NULL,
	sealed      {{bytes}} NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, id),
	FOREIGN KEY (tenant_id, resident_id) REFERENCES household_resident (tenant_id, id)
);
CREATE INDEX plan_score_by_plan ON plan_score (tenant_id, plan_id, id);
CREATE TABLE plan_goal (
	tenant_id   BIGINT    NOT NULL,
	id          BIGINT    NOT NULL,
	plan_id     BIGINT    NOT NULL,
	resident_id BIGINT,
	domain      TEXT      NOT NULL,
	worded_by   TEXT      NOT NULL,
	state       TEXT      NOT NULL,
	reach_by    DATE,
	version     BIGINT    NOT NULL,
	made_at     {{time}}  NOT NULL,
	changed_by  BIGINT    NOT NULL,
	changed_at  {{time}}  NOT NULL,
	sealed      {{bytes}} NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, id),
	FOREIGN KEY (tenant_id, resident_id) REFERENCES household_resident (tenant_id, id)
);
CREATE INDEX plan_goal_by_plan ON plan_goal (tenant_id, plan_id, id);
CREATE TABLE plan_step (
	tenant_id  BIGINT    NOT NULL,
	id         BIGINT    NOT NULL,
	plan_id    BIGINT    NOT NULL,
	goal_id    BIGINT    NOT NULL,
	rung       TEXT      NOT NULL,
	outcome    TEXT      NOT NULL,
	doer       TEXT      NOT NULL,
	ask_id     BIGINT,
	entry_id   BIGINT,
	version    BIGINT    NOT NULL,
	changed_by BIGINT    NOT NULL,
	changed_at {{time}}  NOT NULL,
	sealed     {{bytes}} NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, id),
	FOREIGN KEY (tenant_id, goal_id) REFERENCES plan_goal (tenant_id, id)
);
CREATE UNIQUE INDEX plan_step_by_goal ON plan_step (tenant_id, goal_id, rung);
CREATE INDEX plan_step_by_plan ON plan_step (tenant_id, plan_id, id);
CREATE TABLE plan_remark (
	tenant_id  BIGINT    NOT NULL,
	id         BIGINT    NOT NULL,
	plan_id    BIGINT    NOT NULL,
	account_id BIGINT    NOT NULL,
	made_at    {{time}}  NOT NULL,
	sealed     {{bytes}} NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, id)
);
CREATE INDEX plan_remark_by_plan ON plan_remark (tenant_id, plan_id, id);
CREATE TABLE plan_answer (
	tenant_id   BIGINT    NOT NULL,
	id          BIGINT    NOT NULL,
	plan_id     BIGINT    NOT NULL,
	revision    BIGINT    NOT NULL,
	agrees      BOOLEAN   NOT NULL,
	how         TEXT      NOT NULL,
	account_id  BIGINT    NOT NULL,
	answered_at {{time}}  NOT NULL,
	sealed      {{bytes}} NOT NULL,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, id)
);
CREATE INDEX plan_answer_by_plan ON plan_answer (tenant_id, plan_id, id);
