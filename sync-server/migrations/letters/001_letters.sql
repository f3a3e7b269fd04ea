-- What visitors left with their name on it, for the organisers and for nobody else: in a database of its own, which is
-- written anew whenever a row was deleted on request.
CREATE TABLE letters (
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    -- The kiosk it was written at.
    kiosk       TEXT NOT NULL,
    written_ms  INTEGER NOT NULL,
    -- Whether the kiosk knew the time then; NULL where it did not say.
    time_known  INTEGER CHECK (time_known IN (0, 1)),
    received_ms INTEGER NOT NULL,
    -- The language of what they agreed to, and the SHA-256 of its words; NULL where the kiosk did not say.
    language    TEXT NOT NULL,
    consent     BLOB CHECK (length(consent) = 32),
    name        TEXT NOT NULL,
    reach       TEXT NOT NULL,
    -- One who joins the network: as what, and from where. Else the booth, and what about.
    role        TEXT CHECK (role IN ('producer', 'distributor', 'consumer')),
    place       TEXT,
    booth       INTEGER,
    note        TEXT,
    CHECK ((role IS NULL) <> (booth IS NULL))
) STRICT;

-- Ids of letters that were deleted: one that is sent again, because its kiosk never heard that it had come, stays gone.
-- `clean` is 1 once the file was written anew since.
CREATE TABLE gone (
    id    BLOB PRIMARY KEY CHECK (length(id) = 16),
    clean INTEGER NOT NULL DEFAULT 0 CHECK (clean IN (0, 1))
) STRICT, WITHOUT ROWID;
