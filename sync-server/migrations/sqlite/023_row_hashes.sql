-- By these hashes of its other columns a row is known that changed by itself (`src/sql/row_hash.rs`). NULL until the
-- records are counted anew, which follows.

ALTER TABLE tickets ADD COLUMN row_hash BLOB;
ALTER TABLE histories ADD COLUMN row_hash BLOB;
ALTER TABLE records ADD COLUMN row_hash BLOB;
