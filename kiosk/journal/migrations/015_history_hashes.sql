-- Tells a history that the disk changed. The program fills it in.
ALTER TABLE histories ADD COLUMN hash BLOB NOT NULL DEFAULT x'';
