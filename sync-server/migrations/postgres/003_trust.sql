-- What a device's records count for.

-- Shows that another seller's code was seen; an own ticket's is computed from its digits. Tickets imported earlier get
-- theirs when their list is imported again.
ALTER TABLE tickets ADD COLUMN proof BYTEA CHECK (length(proof) = 16);

-- A passage that is received from here on needs its proof; NULL for none. One with a wrong proof never counts.
ALTER TABLE exhibition ADD COLUMN proof_from_ms BIGINT;

-- Every place that a kiosk was ever given. Rows never go: its records may come late.
CREATE TABLE device_places (
    kiosk TEXT NOT NULL,
    gate  TEXT NOT NULL,
    role  TEXT NOT NULL,
    PRIMARY KEY (kiosk, gate, role)
);
INSERT INTO device_places SELECT id, gate, role FROM kiosks;

-- Kiosks whose records do not count that are received from an instant on.
CREATE TABLE quarantines (
    kiosk    TEXT PRIMARY KEY,
    since_ms BIGINT NOT NULL
);

-- A key that is retired signs nothing; tickets signed with it are refused.
ALTER TABLE signing_keys ADD COLUMN retired_ms BIGINT;

CREATE INDEX records_set_aside ON records (arrival) WHERE aside <> 0;
