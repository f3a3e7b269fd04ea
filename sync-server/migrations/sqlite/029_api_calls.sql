-- Writes of programs under a key of their own: one that comes again within a day is done once.
CREATE TABLE api_calls (
    token          INTEGER NOT NULL,
    key_sha256     BLOB NOT NULL CHECK (length(key_sha256) = 32),
    request_sha256 BLOB NOT NULL CHECK (length(request_sha256) = 32),
    -- The tickets that it issued; NULL where it issued none.
    first_ticket   INTEGER,
    last_ticket    INTEGER,
    made_ms        INTEGER NOT NULL,
    PRIMARY KEY (token, key_sha256)
) STRICT;
