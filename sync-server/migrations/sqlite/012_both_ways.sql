-- A kiosk at a gate that is open both ways. Its direction is then the way that staff may narrow it to.

ALTER TABLE kiosks ADD COLUMN both_ways INTEGER NOT NULL DEFAULT 0 CHECK (both_ways IN (0, 1));
