-- Who may open staff mode, as the server told last; of a PIN there is only its Argon2id hash.
CREATE TABLE staff (
    id   TEXT PRIMARY KEY,
    hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Wrong PINs and pauses so far, so that a restart gives no new tries.
CREATE TABLE tries (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    wrong    INTEGER NOT NULL,
    pauses   INTEGER NOT NULL,
    until_ms INTEGER
) STRICT;
INSERT INTO tries (one, wrong, pauses) VALUES (1, 0, 0);
