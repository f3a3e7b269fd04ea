-- The organisation that one who joins the network speaks for; NULL where they did not say.
ALTER TABLE letters ADD COLUMN organisation TEXT CHECK (organisation IS NULL OR role IS NOT NULL);
