-- The kiosk's journal: what it recorded, what the server has of it, and what it knows of elsewhere.

-- Whose journal this is, and how far it has listened to the server.
CREATE TABLE state (
    one             INTEGER PRIMARY KEY CHECK (one = 1),
    exhibition      INTEGER NOT NULL,
    kiosk           TEXT    NOT NULL,
    -- The server's life that the marks in `lives` belong to.
    push_epoch      TEXT    NOT NULL DEFAULT '',
    -- The server's life that the feed's cursor belongs to, and the cursor.
    feed_epoch      TEXT    NOT NULL DEFAULT '',
    feed_next       INTEGER NOT NULL DEFAULT 0,
    -- Counts up whenever the catalogue or the keys change, so that a reader knows when to read them again.
    knowledge       INTEGER NOT NULL DEFAULT 0,
    clock_offset_ms INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The lives of this journal in the order they began; the last one is written to.
CREATE TABLE lives (
    number      INTEGER PRIMARY KEY,
    incarnation INTEGER NOT NULL UNIQUE,
    -- Every record up to `ack` is durable on the server, up to `safe` also backed up.
    ack         INTEGER NOT NULL DEFAULT 0,
    safe        INTEGER NOT NULL DEFAULT 0,
    -- The last record that counts under this life, once the life is over.
    ends        INTEGER
) STRICT;

-- Own records. Those above the mark of their life are the outbox: one row is the fact and the duty to send it.
CREATE TABLE records (
    incarnation INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    link        BLOB    NOT NULL,
    body        TEXT    NOT NULL,
    -- Where the record went when its life turned out to be a copy; it counts there and no longer here.
    moved_to    INTEGER,
    moved_seq   INTEGER,
    PRIMARY KEY (incarnation, seq)
) STRICT, WITHOUT ROWID;

-- Passages of every kiosk, own ones too, kept together by ticket: one seek answers a scan.
CREATE TABLE passages (
    ticket      INTEGER NOT NULL,
    kiosk       TEXT    NOT NULL,
    incarnation INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    at_ms       INTEGER NOT NULL,
    gate        TEXT    NOT NULL,
    outward     INTEGER NOT NULL CHECK (outward IN (0, 1)),
    claims      BLOB    NOT NULL,
    people      INTEGER NOT NULL,
    PRIMARY KEY (ticket, kiosk, incarnation, seq)
) STRICT, WITHOUT ROWID;

-- Tickets that the organisers do not honour.
CREATE TABLE standings (
    ticket   INTEGER PRIMARY KEY,
    blocked  INTEGER NOT NULL CHECK (blocked IN (0, 1)),
    since_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE keys (
    id     INTEGER PRIMARY KEY,
    public BLOB    NOT NULL
) STRICT;

CREATE TABLE catalogue (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    version  INTEGER NOT NULL,
    document TEXT    NOT NULL
) STRICT;

-- Own records that the server put aside instead of counting them.
CREATE TABLE set_aside (
    incarnation INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    code        TEXT    NOT NULL,
    detail      TEXT    NOT NULL,
    noticed_ms  INTEGER NOT NULL,
    PRIMARY KEY (incarnation, seq, code)
) STRICT, WITHOUT ROWID;
