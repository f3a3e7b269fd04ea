-- What programs of the organisers may do, and what they are told.

-- Tokens. Of the secret there is only the hash.
CREATE TABLE api_tokens (
    id           BIGINT PRIMARY KEY,
    name         TEXT NOT NULL,
    token_sha256 BYTEA NOT NULL UNIQUE CHECK (length(token_sha256) = 32),
    -- The words of its scopes, with spaces between.
    scopes       TEXT NOT NULL,
    made_ms      BIGINT NOT NULL,
    expires_ms   BIGINT,
    last_used_ms BIGINT
);

-- What happened that no record tells of: one row from when it began until it was over.
CREATE TABLE alerts (
    id         BIGINT PRIMARY KEY,
    kind       TEXT NOT NULL,
    -- What it is about: a kiosk, or nothing.
    subject    TEXT NOT NULL,
    raised_ms  BIGINT NOT NULL,
    cleared_ms BIGINT
);
CREATE INDEX alerts_open ON alerts (kind, subject) WHERE cleared_ms IS NULL;

CREATE TABLE webhooks (
    id             BIGINT PRIMARY KEY,
    address        TEXT NOT NULL,
    -- What it signs with.
    secret         BYTEA NOT NULL,
    -- The words of the events it wants, with spaces between.
    events         TEXT NOT NULL,
    -- Whether the address may be one of this network.
    private        BOOLEAN NOT NULL,
    made_ms        BIGINT NOT NULL,
    -- How far it was told: a place in the feed, and an alert.
    arrival        BIGINT NOT NULL,
    alert          BIGINT NOT NULL,
    -- Failed deliveries since the last good one, and since when there is no further attempt.
    failures       BIGINT NOT NULL DEFAULT 0,
    paused_ms      BIGINT,
    -- Which server delivers, and until when no other does.
    claimed_by     TEXT,
    claimed_until  BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE webhook_deliveries (
    id       BIGINT PRIMARY KEY,
    webhook  BIGINT NOT NULL,
    made_ms  BIGINT NOT NULL,
    -- The words of the events in it, with spaces between.
    events   TEXT NOT NULL,
    -- How many they were.
    items    BIGINT NOT NULL,
    -- Which attempt it was, from 1 on; 0 for a test.
    attempt  BIGINT NOT NULL,
    -- The status of the answer; NULL where none came.
    status   BIGINT,
    -- How the answer begins, or why there is none.
    answer   TEXT NOT NULL,
    took_ms  BIGINT NOT NULL
);
CREATE INDEX webhook_deliveries_of ON webhook_deliveries (webhook, id);
