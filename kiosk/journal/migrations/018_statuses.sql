-- The tickets that are revoked or blocked, apart from their histories: where a history is damaged, this is left.
CREATE TABLE statuses (ticket INTEGER PRIMARY KEY, status BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
-- What a key is checked by: one with a flipped bit would turn everyone away.
ALTER TABLE keys ADD COLUMN hash BLOB NOT NULL DEFAULT x'';
