-- Submissions are read page by page, in the order in which they came.
CREATE INDEX IF NOT EXISTS letters_in_order ON letters (received_ms, written_ms, id);
