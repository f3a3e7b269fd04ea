-- Submissions are read page by page, in the order in which they came.
CREATE INDEX submissions_in_order ON submissions (received_ms, written_ms, id);
