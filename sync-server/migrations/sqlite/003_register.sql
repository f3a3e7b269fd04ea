-- The register: every ticket the organisers know, their own and those of other sellers, under one
-- sequence of numbers. SQLite can't take back a NOT NULL, so the table is made anew.

CREATE TABLE register (
    number       INTEGER PRIMARY KEY,
    -- Drawn anew from one sequence whenever the row is added or changed; rows never go. Kiosks read
    -- the register by it.
    revision     INTEGER NOT NULL UNIQUE,
    claims       BLOB NOT NULL CHECK (length(claims) = 16),
    made_ms      INTEGER NOT NULL,
    -- An own ticket.
    digits       TEXT,
    short_bits   INTEGER,
    -- A ticket of another seller: its code as a hash only, and what the seller's list said of it.
    seller       TEXT,
    hash         BLOB CHECK (length(hash) = 16),
    reference    TEXT,
    holder       TEXT,
    -- Whether kiosks may have the holder's name.
    share_holder INTEGER NOT NULL DEFAULT 0 CHECK (share_holder IN (0, 1)),
    CHECK ((digits IS NULL) = (short_bits IS NULL)),
    CHECK ((seller IS NULL) = (hash IS NULL)),
    CHECK ((digits IS NULL) <> (seller IS NULL))
) STRICT;

INSERT INTO register (number, revision, claims, made_ms, digits, short_bits)
    SELECT number, row_number() OVER (ORDER BY number), claims, made_ms, digits, short_bits FROM tickets;
DROP TABLE tickets;

-- Not unique: two sellers may use the same code, and so may one by mistake.
CREATE INDEX register_hash ON register (hash) WHERE hash IS NOT NULL;
