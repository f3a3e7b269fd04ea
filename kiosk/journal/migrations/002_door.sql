-- What staff do at the door, how many people are inside, and how the door is set up.

-- Whether staff let them in against the rules.
ALTER TABLE passages ADD COLUMN by_staff INTEGER NOT NULL DEFAULT 0 CHECK (by_staff IN (0, 1));

-- People without a ticket that anybody knows, at every kiosk.
CREATE TABLE walks (
    kiosk       TEXT    NOT NULL,
    incarnation INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    at_ms       INTEGER NOT NULL,
    gate        TEXT    NOT NULL,
    outward     INTEGER NOT NULL CHECK (outward IN (0, 1)),
    -- The type of ticket they count as; none for those whom staff let in with a ticket that stays unknown.
    kind        INTEGER,
    people      INTEGER NOT NULL,
    PRIMARY KEY (kiosk, incarnation, seq)
) STRICT, WITHOUT ROWID;

-- Records of every kiosk that do not count. An annulment may come before what it annuls, so this is
-- looked at whenever a passage comes in; what it names is in `passages` and `walks` no longer.
CREATE TABLE annulled (
    kiosk       TEXT    NOT NULL,
    incarnation INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    PRIMARY KEY (kiosk, incarnation, seq)
) STRICT, WITHOUT ROWID;

-- People inside, by the date on which they came in and by zone: what `passages` and `walks` add up to
-- by the rules in force. Changed together with them.
CREATE TABLE inside (
    date   TEXT    NOT NULL,
    zone   INTEGER NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (date, zone)
) STRICT, WITHOUT ROWID;

-- The same while it is being counted anew, because the rules are others now.
CREATE TABLE inside_anew (
    date   TEXT    NOT NULL,
    zone   INTEGER NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (date, zone)
) STRICT, WITHOUT ROWID;

-- How far that is: `inside_anew` has all walks and the tickets up to this number, -1 when it has
-- nothing yet. NULL while `inside` holds.
ALTER TABLE state ADD COLUMN counted_to INTEGER;
UPDATE state SET counted_to = -1;

-- How staff set the door up, and the direction in kiosk.toml that they set out from.
CREATE TABLE mode (
    one           INTEGER PRIMARY KEY CHECK (one = 1),
    configured    INTEGER NOT NULL CHECK (configured IN (0, 1)),
    outward       INTEGER NOT NULL CHECK (outward IN (0, 1)),
    both_ways     INTEGER NOT NULL CHECK (both_ways IN (0, 1)),
    confirm_first INTEGER NOT NULL CHECK (confirm_first IN (0, 1)),
    rehearsal     INTEGER NOT NULL CHECK (rehearsal IN (0, 1)),
    unattended    INTEGER NOT NULL CHECK (unattended IN (0, 1))
) STRICT;
