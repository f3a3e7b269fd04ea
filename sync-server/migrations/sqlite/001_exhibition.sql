-- One exhibition to a database. Times are milliseconds since 1970 in UTC.

CREATE TABLE exhibition (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    number  INTEGER NOT NULL,
    -- Names one life of this database; a database restored from a backup gets a new one.
    epoch   TEXT NOT NULL,
    made_ms INTEGER NOT NULL
) STRICT;

-- The highest version is in force.
CREATE TABLE catalogues (
    version INTEGER PRIMARY KEY,
    json    TEXT NOT NULL,
    made_ms INTEGER NOT NULL
) STRICT;

-- The highest id signs new tickets; all of them are valid.
CREATE TABLE signing_keys (
    id      INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 255),
    seed    BLOB NOT NULL CHECK (length(seed) = 32),
    public  BLOB NOT NULL CHECK (length(public) = 32),
    made_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE kiosks (
    id             TEXT PRIMARY KEY,
    gate           TEXT NOT NULL,
    direction      TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    token_sha256   BLOB NOT NULL UNIQUE CHECK (length(token_sha256) = 32),
    made_ms        INTEGER NOT NULL,
    -- What follows is written now and then, for the first minute after a restart.
    last_heard_ms  INTEGER,
    complete_to_ms INTEGER,
    waiting        INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE tickets (
    number     INTEGER PRIMARY KEY,
    claims     BLOB NOT NULL CHECK (length(claims) = 16),
    digits     TEXT NOT NULL,
    short_bits INTEGER NOT NULL,
    made_ms    INTEGER NOT NULL
) STRICT;

-- Changes of standing, oldest first. `arrival` is drawn from one sequence together with
-- `records.arrival`: the two tables read by that number are the feed.
CREATE TABLE standings (
    arrival  INTEGER PRIMARY KEY,
    ticket   INTEGER NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('good', 'revoked', 'blocked')),
    since_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE journals (
    id          INTEGER PRIMARY KEY,
    exhibition  INTEGER NOT NULL,
    kiosk       TEXT NOT NULL,
    incarnation INTEGER NOT NULL,
    UNIQUE (exhibition, kiosk, incarnation)
) STRICT;

-- Every record of every journal, once, contiguous by `seq` within its journal.
CREATE TABLE records (
    arrival     INTEGER PRIMARY KEY,
    journal     INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    hash        BLOB NOT NULL,
    body        TEXT NOT NULL,
    received_ms INTEGER NOT NULL,
    -- 0 in good order; 1 the link does not fit; 2 the body can't be read; 3 told already under another life of the kiosk.
    aside       INTEGER NOT NULL,
    -- What the body says, for the tally and the feed: 1 entry, 2 exit, 3 refused, 0 anything else.
    kind        INTEGER NOT NULL,
    at_ms       INTEGER,
    gate        TEXT,
    claims      BLOB,
    people      INTEGER,
    reason      TEXT
) STRICT;
CREATE UNIQUE INDEX records_identity ON records (journal, seq);
CREATE INDEX records_aside ON records (journal) WHERE aside <> 0;

-- Second bodies that came under a number already taken.
CREATE TABLE forks (
    journal     INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    hash        BLOB NOT NULL,
    body        TEXT NOT NULL,
    received_ms INTEGER NOT NULL,
    PRIMARY KEY (journal, seq, hash)
) STRICT, WITHOUT ROWID;
