-- Codes that enrol a device once, the latest of each kiosk. Of a code's secret there is only the hash.
CREATE TABLE invitations (
    kiosk          TEXT COLLATE "C" PRIMARY KEY,
    secret_sha256  BYTEA NOT NULL UNIQUE CHECK (length(secret_sha256) = 32),
    gate           TEXT NOT NULL,
    direction      TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    both_ways      BOOLEAN NOT NULL,
    role           TEXT NOT NULL,
    expires_ms     BIGINT NOT NULL,
    -- The hash of the request by which a device used it.
    request_sha256 BYTEA CHECK (length(request_sha256) = 32)
);

-- Tokens are replaced in use. The next one follows from the token and a nonce, so that it is the same however often it is
-- asked for; the token ends when the next one is used.
ALTER TABLE kiosks
    ADD COLUMN token_made_ms     BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN next_nonce        BYTEA CHECK (length(next_nonce) = 32),
    ADD COLUMN next_token_sha256 BYTEA CHECK (length(next_token_sha256) = 32);
UPDATE kiosks SET token_made_ms = made_ms;
