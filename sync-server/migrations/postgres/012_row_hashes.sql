-- By these hashes of its other columns a row is known that changed by itself (`src/sql/row_hash.rs`). NULL until the
-- records are counted anew.

ALTER TABLE tickets ADD COLUMN row_hash BYTEA;
ALTER TABLE histories ADD COLUMN row_hash BYTEA;
ALTER TABLE records ADD COLUMN row_hash BYTEA;

-- Has them counted anew.
UPDATE exhibition SET counted_fold = 0;

-- The hash of the small tables (`src/sql/small_tables.rs`) and how far the database was then: one that is as far and has
-- another hash was damaged. It stays so until the records are counted anew: the hash is then empty.
CREATE TABLE mark (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    moment TEXT NOT NULL,
    hash   TEXT NOT NULL
);
