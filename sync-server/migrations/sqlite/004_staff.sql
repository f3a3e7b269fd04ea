-- Who may open staff mode at the kiosks. Of a PIN there is only its Argon2id hash.
CREATE TABLE staff (
    id       TEXT PRIMARY KEY,
    pin_hash TEXT NOT NULL,
    made_ms  INTEGER NOT NULL
) STRICT;
