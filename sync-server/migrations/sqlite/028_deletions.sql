-- What was deleted of people's names and tickets, as hashes and times: by it a backup that is older is put right when it
-- is restored. What a backup's own rows say was deleted before it was made.
CREATE TABLE deletions (
    id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
