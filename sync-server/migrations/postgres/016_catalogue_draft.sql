-- The catalogue that organisers are working on, which is not in force. There is one at most.
CREATE TABLE catalogue_drafts (
    id         BIGINT PRIMARY KEY CHECK (id = 1),
    -- Another one with every change.
    revision   BIGINT NOT NULL,
    -- The version in force when it was begun.
    made_from  BIGINT NOT NULL,
    json       TEXT NOT NULL,
    changed_ms BIGINT NOT NULL,
    author     TEXT NOT NULL
);
