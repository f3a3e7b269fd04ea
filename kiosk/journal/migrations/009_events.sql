-- A copied disk gives the same incarnation and number to other events than this one does, until the copies learn of each
-- other from the server and one of them moves on. Until then the time tells such events apart.
CREATE TABLE passages_by_time (
    ticket      INTEGER NOT NULL,
    kiosk       TEXT    NOT NULL,
    incarnation INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    at_ms       INTEGER NOT NULL,
    gate        TEXT    NOT NULL,
    outward     INTEGER NOT NULL CHECK (outward IN (0, 1)),
    claims      BLOB    NOT NULL,
    people      INTEGER NOT NULL,
    by_staff    INTEGER NOT NULL CHECK (by_staff IN (0, 1)),
    PRIMARY KEY (ticket, kiosk, incarnation, seq, at_ms)
) STRICT, WITHOUT ROWID;
INSERT INTO passages_by_time
    SELECT ticket, kiosk, incarnation, seq, at_ms, gate, outward, claims, people, by_staff FROM passages;
DROP TABLE passages;
ALTER TABLE passages_by_time RENAME TO passages;

CREATE TABLE walks_by_time (
    kiosk       TEXT    NOT NULL,
    incarnation INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    at_ms       INTEGER NOT NULL,
    gate        TEXT    NOT NULL,
    outward     INTEGER NOT NULL CHECK (outward IN (0, 1)),
    -- The type of ticket they count as; none for those whom staff let in with a ticket that stays unknown.
    kind        INTEGER,
    people      INTEGER NOT NULL,
    PRIMARY KEY (kiosk, incarnation, seq, at_ms)
) STRICT, WITHOUT ROWID;
INSERT INTO walks_by_time SELECT kiosk, incarnation, seq, at_ms, gate, outward, kind, people FROM walks;
DROP TABLE walks;
ALTER TABLE walks_by_time RENAME TO walks;
