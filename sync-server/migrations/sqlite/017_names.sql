-- Names and types as on every other engine, so that statements are the same.

DROP TRIGGER issued_more;
DROP TRIGGER issued_otherwise;
CREATE TABLE issued_by_number (
    -- The type is the ninth byte of the claims.
    kind    INTEGER PRIMARY KEY,
    tickets INTEGER NOT NULL
) STRICT;
INSERT INTO issued_by_number (kind, tickets)
    SELECT 16 * (instr('0123456789ABCDEF', substr(hex(kind), 1, 1)) - 1)
         + instr('0123456789ABCDEF', substr(hex(kind), 2, 1)) - 1, tickets FROM issued;
DROP TABLE issued;
ALTER TABLE issued_by_number RENAME TO issued;

ALTER TABLE register RENAME TO tickets;
ALTER TABLE offices RENAME TO seat_allocators;
ALTER TABLE seat_allocators RENAME COLUMN office TO allocator;
ALTER TABLE kiosks RENAME COLUMN gives_places TO gives_seats;

CREATE TABLE clocks_by_bytes (
    kiosk   TEXT    NOT NULL,
    -- One run of the device, from power-on to power-off. Its name is any string of JSON.
    boot    BLOB    NOT NULL,
    -- At this count since power-on it was this time. Earlier records of the run are corrected by it.
    mono_ms INTEGER NOT NULL,
    at_ms   INTEGER NOT NULL,
    PRIMARY KEY (kiosk, boot)
) STRICT, WITHOUT ROWID;
INSERT INTO clocks_by_bytes SELECT kiosk, CAST(boot AS BLOB), mono_ms, at_ms FROM clocks;
DROP TABLE clocks;
ALTER TABLE clocks_by_bytes RENAME TO clocks;
