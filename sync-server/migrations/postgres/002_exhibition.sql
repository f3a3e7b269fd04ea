-- The exhibition, and what its organisers decide. Times are milliseconds since 1970 in UTC.

CREATE TABLE exhibition (
    id               INTEGER PRIMARY KEY CHECK (id = 1),
    number           INTEGER NOT NULL,
    -- Names one life of this database; a database restored from a backup gets a new one.
    epoch            TEXT NOT NULL,
    made_ms          BIGINT NOT NULL,
    -- How often organisers or the allocators of seats changed something.
    edits            BIGINT NOT NULL DEFAULT 0,
    -- No ticket gets a number up to this one: they may have been given out before the database was set back.
    ticket_floor     BIGINT NOT NULL DEFAULT 0,
    -- When it was noticed that the database had been set back; NULL for never.
    set_back_ms      BIGINT,
    -- The version of the catalogue by whose rules the counters were made; 0 for none.
    counted_by       BIGINT NOT NULL DEFAULT 0,
    -- The version of the fold that made the counters.
    counted_fold     INTEGER NOT NULL DEFAULT 0,
    -- The last change of a ticket's status that the counters have.
    counted_statuses BIGINT NOT NULL DEFAULT 0
);

-- The highest version is in force.
CREATE TABLE catalogues (
    version BIGINT PRIMARY KEY,
    json    TEXT NOT NULL,
    made_ms BIGINT NOT NULL
);

-- The highest id signs new tickets; all of them are valid.
CREATE TABLE signing_keys (
    id      SMALLINT PRIMARY KEY CHECK (id BETWEEN 1 AND 255),
    seed    BYTEA NOT NULL CHECK (length(seed) = 32),
    public  BYTEA NOT NULL CHECK (length(public) = 32),
    made_ms BIGINT NOT NULL
);

CREATE TABLE kiosks (
    id             TEXT COLLATE "C" PRIMARY KEY,
    gate           TEXT NOT NULL,
    direction      TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    -- Whether the gate is open both ways; the direction is then the way that staff may narrow it to.
    both_ways      BOOLEAN NOT NULL,
    -- What it is there for: 'door', 'hall' or the number of its booth.
    role           TEXT NOT NULL,
    token_sha256   BYTEA NOT NULL UNIQUE CHECK (length(token_sha256) = 32),
    made_ms        BIGINT NOT NULL,
    -- A kiosk is taken to give out seats until it says that it holds no allocation of any.
    gives_seats    BOOLEAN NOT NULL DEFAULT true,
    -- What follows is written now and then.
    last_heard_ms  BIGINT,
    complete_to_ms BIGINT,
    waiting        BIGINT NOT NULL DEFAULT 0
);

-- Who may open staff mode at the kiosks. Of a PIN there is only its Argon2id hash.
CREATE TABLE staff (
    id       TEXT COLLATE "C" PRIMARY KEY,
    pin_hash TEXT NOT NULL,
    made_ms  BIGINT NOT NULL
);

-- Every ticket the organisers know, their own and those of other sellers, under one sequence of numbers.
CREATE TABLE tickets (
    number       BIGINT PRIMARY KEY,
    -- Drawn anew from one sequence whenever the row is added or changed; rows never go. Kiosks read the list by it.
    revision     BIGINT NOT NULL UNIQUE,
    claims       BYTEA NOT NULL CHECK (length(claims) = 16),
    made_ms      BIGINT NOT NULL,
    -- An own ticket.
    digits       TEXT,
    short_bits   BIGINT,
    -- A ticket of another seller: its code as a hash only, and what the seller's list said of it.
    seller       TEXT COLLATE "C",
    hash         BYTEA CHECK (length(hash) = 16),
    -- The hash of the code without regard to case and white space, where that is another than `hash`.
    folded       BYTEA CHECK (length(folded) = 16),
    reference    TEXT,
    holder       TEXT,
    -- Whether kiosks may have the holder's name.
    share_holder BOOLEAN NOT NULL DEFAULT false,
    CHECK ((digits IS NULL) = (short_bits IS NULL)),
    CHECK ((seller IS NULL) = (hash IS NULL)),
    CHECK ((digits IS NULL) <> (seller IS NULL))
);
-- Not unique: two sellers may use the same code, and so may one by mistake.
CREATE INDEX tickets_hash ON tickets (hash) WHERE hash IS NOT NULL;
CREATE INDEX tickets_folded ON tickets (folded) WHERE folded IS NOT NULL;
CREATE INDEX tickets_seller ON tickets (seller, number) WHERE seller IS NOT NULL;

-- How many tickets there are of each type. The type is the ninth byte of the claims.
CREATE TABLE issued (
    kind    SMALLINT PRIMARY KEY,
    tickets BIGINT NOT NULL
);

-- Sessions that have only so many seats: what the allocator of each knows, as JSON.
CREATE TABLE seat_allocators (
    session   TEXT PRIMARY KEY,
    -- The epoch in which the allocator was written. Under another one, it was restored from a backup.
    epoch     TEXT NOT NULL,
    allocator TEXT NOT NULL
);

-- What visitors left with their name on it, for the organisers and for nobody else. The table's file is written anew
-- whenever a row is deleted on request.
CREATE TABLE submissions (
    id           BYTEA PRIMARY KEY CHECK (length(id) = 16),
    -- The kiosk it was written at.
    kiosk        TEXT NOT NULL,
    written_ms   BIGINT NOT NULL,
    -- Whether the kiosk knew the time then; NULL where it did not say.
    time_known   BOOLEAN,
    received_ms  BIGINT NOT NULL,
    -- The language of what they agreed to, and the SHA-256 of its words; NULL where the kiosk did not say.
    language     TEXT NOT NULL,
    consent      BYTEA CHECK (length(consent) = 32),
    name         TEXT NOT NULL,
    reach        TEXT NOT NULL,
    -- One who joins the network: as what, for whom, and from where. Else the booth, and what about.
    role         TEXT CHECK (role IN ('producer', 'distributor', 'consumer')),
    organisation TEXT CHECK (organisation IS NULL OR role IS NOT NULL),
    place        TEXT,
    booth        INTEGER,
    note         TEXT,
    CHECK ((role IS NULL) <> (booth IS NULL))
);
-- Statistics are copies of values.
ALTER TABLE submissions
    ALTER COLUMN name SET STATISTICS 0, ALTER COLUMN reach SET STATISTICS 0, ALTER COLUMN organisation SET STATISTICS 0,
    ALTER COLUMN place SET STATISTICS 0, ALTER COLUMN note SET STATISTICS 0;

-- Ids of submissions that were deleted: one that is sent again, because its kiosk never heard that it had come, stays
-- deleted.
CREATE TABLE forgotten (
    id BYTEA PRIMARY KEY CHECK (length(id) = 16)
);

-- The contents of pictures and videos by their SHA-256, in pieces of at most a mebibyte.
CREATE TABLE media (
    sha256  TEXT COLLATE "C" NOT NULL CHECK (length(sha256) = 64),
    piece   INTEGER NOT NULL,
    content BYTEA NOT NULL CHECK (length(content) <= 1048576),
    PRIMARY KEY (sha256, piece)
);
ALTER TABLE media ALTER COLUMN content SET STORAGE EXTERNAL;
