-- Records and what follows from them. One exhibition to a schema. Times are milliseconds since 1970 in UTC.

CREATE TABLE journals (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    exhibition  INTEGER NOT NULL,
    kiosk       TEXT NOT NULL,
    incarnation BIGINT NOT NULL,
    -- Up to which record it is in a verified backup.
    safe        BIGINT NOT NULL DEFAULT 0,
    -- Its last record, and that record's hash.
    head_seq    BIGINT NOT NULL DEFAULT 0,
    head_hash   BYTEA,
    UNIQUE (exhibition, kiosk, incarnation)
);

-- Every record of every journal, once, contiguous by `seq` within its journal.
CREATE TABLE records (
    -- The place in the feed. One writer at a time draws places, so they become visible in their order.
    arrival     BIGINT PRIMARY KEY,
    journal     BIGINT NOT NULL,
    seq         BIGINT NOT NULL,
    hash        BYTEA NOT NULL,
    body        TEXT NOT NULL,
    received_ms BIGINT NOT NULL,
    -- 0 in good order; 1 the hash does not fit; 2 the body can't be read; 3 a duplicate of another incarnation's record.
    aside       SMALLINT NOT NULL,
    -- The time by all that is known of the kiosk's clock; NULL where the record is set aside.
    at_ms       BIGINT,
    -- Whether it is a scan, a booth visit or a look-up, so nothing that an audit tells of.
    plain       BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX records_identity ON records (journal, seq);
CREATE INDEX records_beside_scans ON records (arrival) WHERE NOT plain;

-- Second bodies that came under a number already taken.
CREATE TABLE forks (
    journal     BIGINT NOT NULL,
    seq         BIGINT NOT NULL,
    hash        BYTEA NOT NULL,
    body        TEXT NOT NULL,
    received_ms BIGINT NOT NULL,
    PRIMARY KEY (journal, seq, hash)
);

-- Records that were given another time after they had been stored. `arrival` is drawn from one sequence together with
-- `records.arrival`.
CREATE TABLE retimed (
    arrival BIGINT PRIMARY KEY,
    record  BIGINT NOT NULL,
    -- The time that it had before.
    was_ms  BIGINT NOT NULL
);

-- Changes of tickets' statuses, oldest first. `arrival` is drawn from one sequence together with `records.arrival`.
CREATE TABLE standings (
    arrival  BIGINT PRIMARY KEY,
    ticket   BIGINT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('good', 'revoked', 'blocked')),
    since_ms BIGINT NOT NULL
);

-- Passages and booth visits by ticket, in the form of `shared::ledger::TicketHistory`.
CREATE TABLE histories (
    ticket  BIGINT PRIMARY KEY,
    history BYTEA NOT NULL
);

-- Sums by date and by what is counted, in the names of `shared::ledger::Counter`; the date is empty for those without.
CREATE TABLE counters (
    date  TEXT NOT NULL,
    name  TEXT NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (date, name)
);

-- Records that do not count, whether or not they have come.
CREATE TABLE annulments (
    kiosk       TEXT NOT NULL,
    incarnation BIGINT NOT NULL,
    seq         BIGINT NOT NULL,
    PRIMARY KEY (kiosk, incarnation, seq)
);

-- The bodies of those kiosks that have more than one journal, each with the journal in which it counts.
CREATE TABLE bodies (
    kiosk   TEXT NOT NULL,
    digest  BYTEA NOT NULL,
    journal BIGINT NOT NULL,
    PRIMARY KEY (kiosk, digest)
);

-- What kiosks learnt of the time.
CREATE TABLE clocks (
    kiosk   TEXT NOT NULL,
    -- One run of the device. Its name is any string of JSON, and text can't hold the character 0.
    boot    BYTEA NOT NULL,
    -- At this count since power-on it was this time. Earlier records of the run are corrected by it.
    mono_ms BIGINT NOT NULL,
    at_ms   BIGINT NOT NULL,
    PRIMARY KEY (kiosk, boot)
);
