-- Whether kiosk.toml said that the gate is open both ways when staff set the door up.

ALTER TABLE mode ADD COLUMN configured_both INTEGER NOT NULL DEFAULT 0 CHECK (configured_both IN (0, 1));
