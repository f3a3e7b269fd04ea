-- Places in sessions that have only so many: what the office of each session knows, as JSON.
CREATE TABLE offices (
    session TEXT PRIMARY KEY,
    -- The life of this database in which the office was written down. Under another one, it was restored from a backup.
    epoch   TEXT NOT NULL,
    office  TEXT NOT NULL
) STRICT;

-- A kiosk is taken to give out places until it says that it holds no shares of any.
ALTER TABLE kiosks ADD COLUMN gives_places INTEGER NOT NULL DEFAULT 1 CHECK (gives_places IN (0, 1));
