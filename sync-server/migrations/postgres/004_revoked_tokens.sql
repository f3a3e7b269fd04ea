-- The hashes of tokens that the organisers have ended: whoever has one is told so.
CREATE TABLE revoked_tokens (
    token_sha256 BYTEA PRIMARY KEY
);
