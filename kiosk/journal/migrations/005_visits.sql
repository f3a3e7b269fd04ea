-- Which booths tickets have visited: own scans, and on a kiosk in a hall those of all others too.
CREATE TABLE visits (
    ticket  INTEGER NOT NULL,
    booth   INTEGER NOT NULL,
    -- When it was last seen there.
    last_ms INTEGER NOT NULL,
    PRIMARY KEY (ticket, booth)
) STRICT, WITHOUT ROWID;

-- Whether the server is asked for visits to booths, which only stamp cards need.
ALTER TABLE state ADD COLUMN visits INTEGER NOT NULL DEFAULT 0 CHECK (visits IN (0, 1));
