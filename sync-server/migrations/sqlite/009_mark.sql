-- What the mark beside the database is compared with: how often organisers or the places' offices changed something.
ALTER TABLE exhibition ADD COLUMN edits INTEGER NOT NULL DEFAULT 0;

-- No ticket gets a number up to this one: they may have been given out before the database was set back.
ALTER TABLE exhibition ADD COLUMN ticket_floor INTEGER NOT NULL DEFAULT 0;

-- When it was noticed that the database had been set back; NULL for never.
ALTER TABLE exhibition ADD COLUMN set_back_ms INTEGER;
