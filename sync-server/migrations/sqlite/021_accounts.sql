-- The organisers' accounts. Of a password there is only the hash (Argon2id).
CREATE TABLE accounts (
    -- The name in small letters.
    id            TEXT PRIMARY KEY,
    name          TEXT NOT NULL,
    role          TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    -- Whether the password was given by somebody else, and has to be changed first.
    must_change   INTEGER NOT NULL CHECK (must_change IN (0, 1)),
    -- The key of one-time codes (RFC 6238), and the step of the last one that was used.
    totp_key      BLOB,
    totp_step     INTEGER NOT NULL DEFAULT 0,
    made_ms       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Browsers in which somebody is signed in. Of a token there is only the hash.
CREATE TABLE account_sessions (
    token_sha256 BLOB PRIMARY KEY CHECK (length(token_sha256) = 32),
    account      TEXT NOT NULL,
    made_ms      INTEGER NOT NULL,
    last_used_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What organisers changed. Rows are only ever added.
CREATE TABLE changes (
    id           INTEGER PRIMARY KEY,
    made_ms      INTEGER NOT NULL,
    -- The name of an account.
    author       TEXT NOT NULL,
    what         TEXT NOT NULL,
    thing        TEXT NOT NULL,
    value_before TEXT,
    value_after  TEXT
) STRICT;
CREATE INDEX changes_by_thing ON changes (thing, id);
