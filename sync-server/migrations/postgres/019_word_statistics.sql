-- Statistics are copies of values, so they would keep a word of a name that was deleted; a change of type, even to the same,
-- deletes those that were made.
ALTER TABLE ticket_words ALTER COLUMN word TYPE TEXT COLLATE "C", ALTER COLUMN words TYPE TEXT;
ALTER TABLE ticket_words ALTER COLUMN word SET STATISTICS 0, ALTER COLUMN words SET STATISTICS 0;
