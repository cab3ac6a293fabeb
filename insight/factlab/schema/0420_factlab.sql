-- +goose Up
CREATE TABLE factlab_round (
	tenant_id    BIGINT   NOT NULL,
	id           BIGINT   NOT NULL,
	number       BIGINT   NOT NULL,
	name         TEXT     NOT NULL,
	month        TEXT     NOT NULL,
	deadline     DATE     NOT NULL,
	state        TEXT     NOT NULL,
	terms        {{json}} NOT NULL,
	maker_id     BIGINT   NOT NULL,
	made_at      {{time}} NOT NULL,
	opened_at    {{time}},
	closed_at    {{time}},
	joined_at    {{time}},
	destroyed_at {{time}},
	version      BIGINT   NOT NULL,
	PRIMARY KEY (tenant_id, id),
	UNIQUE (tenant_id, number)
);
CREATE TABLE factlab_place (
	tenant_id     BIGINT NOT NULL,
	round_id      BIGINT NOT NULL,
	neighbourhood TEXT   NOT NULL,
	name          TEXT   NOT NULL,
	district      TEXT   NOT NULL,
	district_name TEXT   NOT NULL,
	addresses     BIGINT NOT NULL,
	PRIMARY KEY (tenant_id, round_id, neighbourhood),
	FOREIGN KEY (tenant_id, round_id) REFERENCES factlab_round (tenant_id, id)
);
CREATE TABLE factlab_participant (
	tenant_id   BIGINT   NOT NULL,
	id          BIGINT   NOT NULL,
	round_id    BIGINT   NOT NULL,
	name        TEXT     NOT NULL,
	email       TEXT     NOT NULL,
	state       TEXT     NOT NULL,
	reason      TEXT     NOT NULL,
	public_key  TEXT     NOT NULL,
	declared    BIGINT   NOT NULL,
	registry    BOOLEAN  NOT NULL,
	invited_at  {{time}},
	answered_at {{time}},
	reminded_at {{time}},
	version     BIGINT   NOT NULL,
	PRIMARY KEY (tenant_id, id),
	UNIQUE (tenant_id, round_id, name),
	FOREIGN KEY (tenant_id, round_id) REFERENCES factlab_round (tenant_id, id)
);
CREATE TABLE factlab_document (
	tenant_id BIGINT   NOT NULL,
	file_id   BIGINT   NOT NULL,
	round_id  BIGINT   NOT NULL,
	kind      TEXT     NOT NULL,
	maker_id  BIGINT   NOT NULL,
	made_at   {{time}} NOT NULL,
	PRIMARY KEY (tenant_id, file_id),
	FOREIGN KEY (tenant_id, round_id) REFERENCES factlab_round (tenant_id, id)
);
CREATE TABLE factlab_destruction (
	tenant_id BIGINT    NOT NULL,
	id        BIGINT    NOT NULL,
	round_id  BIGINT    NOT NULL,
	body      TEXT      NOT NULL,
	record    {{bytes}} NOT NULL,
	made_at   {{time}}  NOT NULL,
	PRIMARY KEY (tenant_id, id),
	UNIQUE (tenant_id, round_id, body),
	FOREIGN KEY (tenant_id, round_id) REFERENCES factlab_round (tenant_id, id)
);

-- +goose Down
DROP TABLE factlab_destruction;
DROP TABLE factlab_document;
DROP TABLE factlab_participant;
DROP TABLE factlab_place;
DROP TABLE factlab_round;
