-- What kiosks learnt of the time. `records.at_ms` is the time that follows from it; the body says what the kiosk's own
-- clock said.
CREATE TABLE clocks (
    kiosk   TEXT    NOT NULL,
    -- One run of the device, from power-on to power-off.
    boot    TEXT    NOT NULL,
    -- At this count since power-on it was this time. Earlier records of the run are corrected by it.
    mono_ms INTEGER NOT NULL,
    at_ms   INTEGER NOT NULL,
    PRIMARY KEY (kiosk, boot)
) STRICT, WITHOUT ROWID;

-- Records that were given another time after they had been stored: kiosks are told of them once more. `arrival` is
-- drawn from one sequence together with `records.arrival`.
CREATE TABLE retimed (
    arrival INTEGER PRIMARY KEY,
    record  INTEGER NOT NULL,
    -- The time that it had before.
    was_ms  INTEGER NOT NULL
) STRICT;
