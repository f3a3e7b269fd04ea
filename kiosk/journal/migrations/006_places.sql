-- The kiosk's shares of places in sessions that have only so many, as JSON.
CREATE TABLE shares (
    session     TEXT PRIMARY KEY,
    -- The life of this journal in which the share began. In a later one, the disk has turned out to be a copy.
    incarnation INTEGER NOT NULL,
    share       TEXT NOT NULL,
    -- Tickets that have places from elsewhere, as the server said last.
    elsewhere   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- When the time was last had from the server: in which run of the device, and by how many milliseconds its clock was
-- ahead of its count then. In another run, or when the clock was set since, nobody knows the time.
CREATE TABLE time_known (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    boot    TEXT    NOT NULL,
    lead_ms INTEGER NOT NULL
) STRICT;
