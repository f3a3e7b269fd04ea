-- What records add up to is kept in rows, which change in the transaction that stores the records. What a record says
-- is read from its body alone.

CREATE TABLE records_by_body (
    arrival     INTEGER PRIMARY KEY,
    journal     INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    hash        BLOB NOT NULL,
    body        TEXT NOT NULL,
    received_ms INTEGER NOT NULL,
    -- 0 in good order; 1 the hash does not fit; 2 the body can't be read; 3 a duplicate of another incarnation's record.
    aside       INTEGER NOT NULL,
    -- The time by all that is known of the kiosk's clock; NULL where the record is set aside.
    at_ms       INTEGER,
    -- Whether it is a scan, a booth visit or a look-up, so nothing that an audit tells of.
    plain       INTEGER NOT NULL
) STRICT;
INSERT INTO records_by_body
    SELECT arrival, journal, seq, hash, body, received_ms, aside, CASE aside WHEN 0 THEN at_ms END, kind IN (1, 2, 3, 8, 9)
    FROM records ORDER BY arrival;
DROP TABLE records;
ALTER TABLE records_by_body RENAME TO records;
CREATE UNIQUE INDEX records_identity ON records (journal, seq);
CREATE INDEX records_beside_scans ON records (arrival) WHERE plain = 0;

-- How far each journal is stored: its last record, and that record's hash.
ALTER TABLE journals ADD COLUMN head_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE journals ADD COLUMN head_hash BLOB;
UPDATE journals SET head_seq = coalesce((SELECT max(seq) FROM records WHERE journal = journals.id), 0);
UPDATE journals SET head_hash = (SELECT hash FROM records WHERE journal = journals.id AND seq = journals.head_seq);

-- Passages and booth visits by ticket, in the form of `shared::ledger::TicketHistory`.
CREATE TABLE histories (
    ticket  INTEGER PRIMARY KEY,
    history BLOB NOT NULL
) STRICT;

-- Sums by date and by what is counted, in the names of `shared::ledger::Counter`; the date is empty for those without.
CREATE TABLE counters (
    date  TEXT NOT NULL,
    name  TEXT NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (date, name)
) STRICT, WITHOUT ROWID;

-- Records that do not count, whether or not they have come.
CREATE TABLE annulments (
    kiosk       TEXT NOT NULL,
    incarnation INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    PRIMARY KEY (kiosk, incarnation, seq)
) STRICT, WITHOUT ROWID;

-- The bodies of those kiosks that have more than one journal, each with the journal in which it counts.
CREATE TABLE bodies (
    kiosk   TEXT NOT NULL,
    digest  BLOB NOT NULL,
    journal INTEGER NOT NULL,
    PRIMARY KEY (kiosk, digest)
) STRICT, WITHOUT ROWID;

-- The version of the catalogue by whose rules the counters were made; 0 for none.
ALTER TABLE exhibition ADD COLUMN counted_by INTEGER NOT NULL DEFAULT 0;
-- The version of the fold that made the counters.
ALTER TABLE exhibition ADD COLUMN counted_fold INTEGER NOT NULL DEFAULT 0;
-- The last change of a ticket's status that the counters have.
ALTER TABLE exhibition ADD COLUMN counted_statuses INTEGER NOT NULL DEFAULT 0;
