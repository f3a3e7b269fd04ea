-- Visits to booths are of kind 8. Booths that were looked up are of kind 9; how many times is in `people`. What was
-- stored before under kind 0 is looked at again.
ALTER TABLE records ADD COLUMN booth INTEGER;

-- What a kiosk is there for: 'door', 'hall' or the number of its booth.
ALTER TABLE kiosks ADD COLUMN role TEXT NOT NULL DEFAULT 'door';

-- What visitors left with their name on it, for the organisers and for nobody else. Rows are deleted on request.
CREATE TABLE letters (
    id          BLOB PRIMARY KEY CHECK (length(id) = 16),
    -- The kiosk it was written at.
    kiosk       TEXT NOT NULL,
    written_ms  INTEGER NOT NULL,
    received_ms INTEGER NOT NULL,
    -- The language of what they agreed to.
    language    TEXT NOT NULL,
    name        TEXT NOT NULL,
    reach       TEXT NOT NULL,
    -- One who joins the network: as what, and from where. Else the booth, and what about.
    role        TEXT CHECK (role IN ('producer', 'distributor', 'consumer')),
    place       TEXT,
    booth       INTEGER,
    note        TEXT,
    CHECK ((role IS NULL) <> (booth IS NULL))
) STRICT, WITHOUT ROWID;

-- Ids of letters that were deleted: one that is sent again, because its kiosk never heard that it had come, stays gone.
CREATE TABLE letters_gone (
    id BLOB PRIMARY KEY CHECK (length(id) = 16)
) STRICT, WITHOUT ROWID;
