-- Whether a PIN opens staff mode in halls and at booths, and not at doors.
ALTER TABLE staff ADD COLUMN in_halls INTEGER NOT NULL DEFAULT 0 CHECK (in_halls IN (0, 1));

-- The pins of this server that a kiosk knows, with spaces between; NULL for one that does not say.
ALTER TABLE kiosks ADD COLUMN known_pins TEXT;

-- Records that were set aside and that the organisers let count. Rows go when that is taken back.
CREATE TABLE accepted (
    -- The record.
    arrival INTEGER PRIMARY KEY,
    -- Why it was set aside, as in `records.aside`.
    aside   INTEGER NOT NULL,
    -- Why it counts, as the organisers say.
    reason  TEXT NOT NULL,
    made_ms INTEGER NOT NULL
) STRICT;
