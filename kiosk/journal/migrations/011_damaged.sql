-- Own records that could not be read back from the disk, with the bytes that were left of each. In `records` a placeholder
-- stands in their place, so that those behind them are sent.
CREATE TABLE damaged (
    incarnation INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    why         TEXT    NOT NULL,
    link        BLOB,
    body        BLOB,
    PRIMARY KEY (incarnation, seq)
) STRICT, WITHOUT ROWID;
