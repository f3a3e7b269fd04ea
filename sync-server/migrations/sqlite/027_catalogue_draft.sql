-- The catalogue that organisers are working on, which is not in force. There is one at most.
CREATE TABLE catalogue_drafts (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    -- Another one with every change.
    revision   INTEGER NOT NULL,
    -- The version in force when it was begun.
    made_from  INTEGER NOT NULL,
    json       TEXT NOT NULL,
    changed_ms INTEGER NOT NULL,
    author     TEXT NOT NULL
) STRICT;
