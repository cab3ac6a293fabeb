-- +goose Up
CREATE TABLE account (
	tenant_id BIGINT    NOT NULL,
	id        BIGINT    NOT NULL,
	name      TEXT      NOT NULL,
	phone     TEXT      NOT NULL,
	demo      BOOLEAN   NOT NULL,
	about     TEXT      NOT NULL,
	made_at   {{time}}  NOT NULL,
	email     {{bytes}},
	PRIMARY KEY (tenant_id, id)
);
CREATE INDEX account_demo ON account (tenant_id, id) WHERE demo;
CREATE TABLE account_role (
	tenant_id  BIGINT NOT NULL,
	id         BIGINT NOT NULL,
	account_id BIGINT NOT NULL,
	role       TEXT   NOT NULL,
	team_id    BIGINT,
	mandate    BIGINT NOT NULL,
	from_day   DATE   NOT NULL,
	to_day     DATE,
	PRIMARY KEY (tenant_id, id),
	FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, id)
);
CREATE INDEX account_role_account ON account_role (tenant_id, account_id);
CREATE TABLE account_identity (
	issuer     TEXT   NOT NULL,
	subject    TEXT   NOT NULL,
	tenant_id  BIGINT NOT NULL,
	account_id BIGINT NOT NULL,
	PRIMARY KEY (issuer, subject, tenant_id, account_id)
);

-- +goose Down
DROP TABLE account_identity;
DROP TABLE account_role;
DROP TABLE account;
