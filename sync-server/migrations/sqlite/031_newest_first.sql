-- The newest changes of one kind, and the newest acts of staff by their time, are read from their end.
CREATE INDEX changes_by_what ON changes (what, id);
CREATE INDEX records_beside_scans_by_time ON records (at_ms) WHERE NOT plain;
-- The same condition as queries have, or none uses it.
DROP INDEX records_beside_scans;
CREATE INDEX records_beside_scans ON records (arrival) WHERE NOT plain;
-- Counters of single tickets are read apart: there may be as many as tickets.
UPDATE counters SET date = 'u' WHERE date = '' AND name LIKE 'ticket-conflicts/%';
