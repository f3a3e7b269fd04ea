-- Up to which record each journal is in a verified backup.
ALTER TABLE journals ADD COLUMN safe INTEGER NOT NULL DEFAULT 0;
