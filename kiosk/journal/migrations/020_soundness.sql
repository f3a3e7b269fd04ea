-- By this hash of its other columns a ticket of the list is known that the disk changed. NULL until it is told again.
ALTER TABLE register ADD COLUMN row_hash BLOB;
-- 1 while tickets are missing that were damaged here: until the list was read again to its end.
ALTER TABLE register_state ADD COLUMN list_lost INTEGER NOT NULL DEFAULT 0 CHECK (list_lost IN (0, 1));
-- 1 while passages of other kiosks are missing that were damaged here: until the feed was read again from its start.
ALTER TABLE state ADD COLUMN others_lost INTEGER NOT NULL DEFAULT 0 CHECK (others_lost IN (0, 1));
-- The hash of all tables' definitions. The program fills it in, and keeps copies of this and other tables.
CREATE TABLE layout (one INTEGER PRIMARY KEY CHECK (one = 1), hash BLOB NOT NULL) STRICT;
