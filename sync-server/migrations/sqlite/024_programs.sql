-- What programs of the organisers may do, and what they are told.

-- Tokens. Of the secret there is only the hash.
CREATE TABLE api_tokens (
    id           INTEGER PRIMARY KEY,
    name         TEXT NOT NULL,
    token_sha256 BLOB NOT NULL UNIQUE CHECK (length(token_sha256) = 32),
    -- The words of its scopes, with spaces between.
    scopes       TEXT NOT NULL,
    made_ms      INTEGER NOT NULL,
    expires_ms   INTEGER,
    last_used_ms INTEGER
) STRICT;

-- What happened that no record tells of: one row from when it began until it was over.
CREATE TABLE alerts (
    id         INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL,
    -- What it is about: a kiosk, or nothing.
    subject    TEXT NOT NULL,
    raised_ms  INTEGER NOT NULL,
    cleared_ms INTEGER
) STRICT;
CREATE INDEX alerts_open ON alerts (kind, subject) WHERE cleared_ms IS NULL;

CREATE TABLE webhooks (
    id             INTEGER PRIMARY KEY,
    address        TEXT NOT NULL,
    -- What it signs with.
    secret         BLOB NOT NULL,
    -- The words of the events it wants, with spaces between.
    events         TEXT NOT NULL,
    -- Whether the address may be one of this network.
    private        INTEGER NOT NULL CHECK (private IN (0, 1)),
    made_ms        INTEGER NOT NULL,
    -- How far it was told: a place in the feed, and an alert.
    arrival        INTEGER NOT NULL,
    alert          INTEGER NOT NULL,
    -- Failed deliveries since the last good one, and since when there is no further attempt.
    failures       INTEGER NOT NULL DEFAULT 0,
    paused_ms      INTEGER,
    -- Which server delivers, and until when no other does.
    claimed_by     TEXT,
    claimed_until  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE webhook_deliveries (
    id       INTEGER PRIMARY KEY,
    webhook  INTEGER NOT NULL,
    made_ms  INTEGER NOT NULL,
    -- The words of the events in it, with spaces between.
    events   TEXT NOT NULL,
    -- How many they were.
    items    INTEGER NOT NULL,
    -- Which attempt it was, from 1 on; 0 for a test.
    attempt  INTEGER NOT NULL,
    -- The status of the answer; NULL where none came.
    status   INTEGER,
    -- How the answer begins, or why there is none.
    answer   TEXT NOT NULL,
    took_ms  INTEGER NOT NULL
) STRICT;
CREATE INDEX webhook_deliveries_of ON webhook_deliveries (webhook, id);
