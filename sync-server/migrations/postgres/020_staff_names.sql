-- What people call somebody with a PIN, beside the name that is recorded.
ALTER TABLE staff ADD COLUMN name TEXT NOT NULL DEFAULT '';
