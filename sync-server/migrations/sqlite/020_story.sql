-- How a ticket's story is found, and what organisers note and decide.

-- The ticket of a record that its history does not hold: refused, rehearsed, an annulment, set aside, or at a time that
-- does not count. What counts again keeps it.
ALTER TABLE records ADD COLUMN ticket INTEGER;
-- The number is the second four bytes of the claims, in hexadecimal.
UPDATE records SET ticket = (
        SELECT sum((instr('0123456789abcdef', substr(body, instr(body, '"claims":"') + 17 + n.value, 1)) - 1) << (4 * (8 - n.value)))
        FROM json_each('[1,2,3,4,5,6,7,8]') AS n)
    WHERE instr(body, '"claims":"') > 0 AND substr(body, instr(body, '"claims":"') + 18, 8) NOT GLOB '*[^0-9a-f]*'
      AND (aside <> 0 OR instr(body, '"kind":"refused"') > 0 OR instr(body, '"kind":"rehearsal"') > 0);
UPDATE records SET ticket = CAST(substr(body, instr(body, '"ticket":') + 9) AS INTEGER)
    WHERE NOT plain AND instr(body, '"ticket":') > 0;
CREATE INDEX records_of_ticket ON records (ticket) WHERE ticket IS NOT NULL;
-- What organisers have not decided about by themselves.
CREATE INDEX records_open ON records (journal, aside, arrival) WHERE aside NOT IN (0, 3, 11, 12);
CREATE INDEX standings_of_ticket ON standings (ticket);

-- The words of the holder's name and of the seller's number, without case and diacritics and with a space before each.
ALTER TABLE tickets ADD COLUMN words TEXT;
CREATE INDEX tickets_words ON tickets (words) WHERE words IS NOT NULL;
CREATE INDEX tickets_reference ON tickets (reference) WHERE reference IS NOT NULL;

CREATE TABLE ticket_notes (
    id      INTEGER PRIMARY KEY,
    ticket  INTEGER NOT NULL,
    author  TEXT NOT NULL,
    note    TEXT NOT NULL,
    made_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX ticket_notes_of_ticket ON ticket_notes (ticket);

-- What organisers decided about something that wanted a decision: the latest of each subject.
CREATE TABLE decisions (
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- How far the subject had come; what comes later wants another decision.
    up_to   INTEGER NOT NULL,
    choice  TEXT NOT NULL,
    author  TEXT NOT NULL,
    made_ms INTEGER NOT NULL,
    PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;
