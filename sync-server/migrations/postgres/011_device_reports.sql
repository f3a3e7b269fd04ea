-- How the device is doing, as it said last, in JSON; NULL for one that does not say.
ALTER TABLE kiosks ADD COLUMN report TEXT;
