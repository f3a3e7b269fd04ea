-- Writes of programs under a key of their own: one that comes again within a day is done once.
CREATE TABLE api_calls (
    token          BIGINT NOT NULL,
    key_sha256     BYTEA NOT NULL CHECK (length(key_sha256) = 32),
    request_sha256 BYTEA NOT NULL CHECK (length(request_sha256) = 32),
    -- The tickets that it issued; NULL where it issued none.
    first_ticket   BIGINT,
    last_ticket    BIGINT,
    made_ms        BIGINT NOT NULL,
    PRIMARY KEY (token, key_sha256)
);
