-- What the server keeps to itself, by name: the keys that kiosks know it by.

CREATE TABLE server_secrets (
    name  TEXT COLLATE "C" PRIMARY KEY,
    value BYTEA NOT NULL
);
