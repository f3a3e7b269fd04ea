-- What organisers ask of this kiosk, in the JSON of the protocol's DeviceInstructions. It holds for as long as kiosk.toml has
-- the token with this hash.
ALTER TABLE state ADD COLUMN instructions TEXT;
ALTER TABLE state ADD COLUMN instructions_token BLOB;
-- The order to rehearse, or not, that was carried out last, by the server's time.
ALTER TABLE state ADD COLUMN rehearsal_ms INTEGER NOT NULL DEFAULT 0;
