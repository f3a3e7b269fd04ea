-- The time by the server as it was first heard in each run of the device, from power-on to power-off.
CREATE TABLE clocks (
    boot    TEXT    PRIMARY KEY,
    -- At this count since power-on it was this time.
    mono_ms INTEGER NOT NULL,
    at_ms   INTEGER NOT NULL,
    -- Whether a record states it, so that earlier records of the run are corrected by it, here and at the server.
    stated  INTEGER NOT NULL CHECK (stated IN (0, 1))
) STRICT, WITHOUT ROWID;

-- The server's clock in the last news: no later time is before it.
ALTER TABLE state ADD COLUMN server_ms INTEGER;
