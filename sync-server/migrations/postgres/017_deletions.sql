-- What was deleted of people's names and tickets, as hashes and times: by it a backup that is older is put right when it
-- is restored. What a backup's own rows say was deleted before it was made.
CREATE TABLE deletions (
    id TEXT PRIMARY KEY
);

-- Statistics are copies of values; a change of type, even to the same, deletes those that were made.
ALTER TABLE tickets ALTER COLUMN holder TYPE TEXT, ALTER COLUMN words TYPE TEXT;
ALTER TABLE tickets ALTER COLUMN holder SET STATISTICS 0, ALTER COLUMN words SET STATISTICS 0;
ALTER TABLE ticket_notes ALTER COLUMN note TYPE TEXT;
ALTER TABLE ticket_notes ALTER COLUMN note SET STATISTICS 0;
ALTER TABLE changes ALTER COLUMN value_after TYPE TEXT;
ALTER TABLE changes ALTER COLUMN value_after SET STATISTICS 0;
