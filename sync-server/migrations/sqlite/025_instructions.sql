-- What organisers ask of a kiosk, in the JSON of the protocol's DeviceInstructions; NULL where they never asked anything.
ALTER TABLE kiosks ADD COLUMN instructions TEXT;
-- Records of earlier times are not of this place; NULL for no such limit.
ALTER TABLE device_places ADD COLUMN since_ms INTEGER;
