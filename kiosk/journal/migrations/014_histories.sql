-- The program moves `passages`, `standings` and `walks_before` into `histories` and `walks`, and deletes them.

-- What is known of each ticket: its status and its passages at every kiosk, in one value that `TicketHistory` reads.
CREATE TABLE histories (
    ticket  INTEGER PRIMARY KEY,
    history BLOB    NOT NULL
) STRICT;

-- Named sums by date: what `histories` and `walks` add up to by the rules in force. Changed together with them.
CREATE TABLE counters (
    -- 1 while they are being counted anew, because the rules are others now; `state.counted_to` says how far.
    recount INTEGER NOT NULL CHECK (recount IN (0, 1)),
    date    TEXT    NOT NULL,
    name    TEXT    NOT NULL,
    value   INTEGER NOT NULL,
    PRIMARY KEY (recount, date, name)
) STRICT, WITHOUT ROWID;
INSERT INTO counters SELECT 0, date, 'inside/' || zone, people FROM inside;
INSERT INTO counters SELECT 1, date, 'inside/' || zone, people FROM inside_anew;
DROP TABLE inside;
DROP TABLE inside_anew;

-- People without a ticket, as items of the feed.
ALTER TABLE walks RENAME TO walks_before;
CREATE TABLE walks (
    kiosk       TEXT    NOT NULL,
    incarnation INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    at_ms       INTEGER NOT NULL,
    item        TEXT    NOT NULL,
    PRIMARY KEY (kiosk, incarnation, seq, at_ms)
) STRICT, WITHOUT ROWID;
