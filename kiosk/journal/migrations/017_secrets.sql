-- The exhibition's key over other sellers' codes, sealed with the device's secret. PIN hashes are bound to that secret too.
CREATE TABLE code_key (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    sealed BLOB NOT NULL
) STRICT;
