-- The register: every ticket that the organisers know. There may be a million, so a row is as short
-- as it can be; the number is the row's id, which is the shortest key there is.
CREATE TABLE register (
    number        INTEGER PRIMARY KEY,
    claims        BLOB    NOT NULL,
    -- An own ticket: what its short code says beside the number.
    proof         INTEGER,
    -- A ticket of another seller: the hash of its code, and what the seller's list said of it.
    hash          BLOB,
    seller        INTEGER,
    reference     TEXT,
    -- The reference as it is searched for: folded, without anything between its letters and digits.
    reference_key TEXT,
    holder        TEXT,
    -- The life of the register that last said so. What only an earlier one said goes once a new one is whole.
    life          INTEGER NOT NULL
) STRICT;
-- Not unique: a code that two tickets have is refused until the organisers have settled it.
CREATE INDEX register_hash ON register (hash) WHERE hash IS NOT NULL;
CREATE INDEX register_reference ON register (reference_key) WHERE reference_key IS NOT NULL;

CREATE TABLE register_sellers (
    id   INTEGER PRIMARY KEY,
    name TEXT    NOT NULL UNIQUE
) STRICT;

-- The words of the holders' names, folded, by row id: which tickets have a word, and no more. The
-- lists of beginnings keep a search by one or two letters from reading all words.
CREATE VIRTUAL TABLE register_words USING fts5(
    words, content = '', detail = none, columnsize = 0, prefix = '1 2', tokenize = 'ascii'
);

-- Every word there ever was in a name: a few thousand. A search by the beginning of a word looks here
-- for the words it may mean, since asking the table above for all that begin so takes far longer.
CREATE TABLE register_vocabulary (
    word TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- How far the register was read.
CREATE TABLE register_state (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    -- The server's life that the cursor belongs to, and the cursor.
    epoch   TEXT    NOT NULL DEFAULT '',
    next    INTEGER NOT NULL DEFAULT 0,
    life    INTEGER NOT NULL DEFAULT 0,
    -- Whether it was once read to its end in this life, and what only an earlier one said is gone.
    whole   INTEGER NOT NULL DEFAULT 0 CHECK (whole IN (0, 1)),
    tickets INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO register_state (one) VALUES (1);
