-- How a ticket's story is found, and what organisers note and decide.

-- The ticket of a record that its history does not hold: refused, rehearsed, an annulment, set aside, or at a time that
-- does not count. What counts again keeps it.
ALTER TABLE records ADD COLUMN ticket BIGINT;
-- The number is the second four bytes of the claims, in hexadecimal.
UPDATE records SET ticket = ('x' || substring(body from '"claims":"[0-9a-f]{8}([0-9a-f]{8})'))::bit(32)::bigint
    WHERE body ~ '"claims":"[0-9a-f]{16}' AND (aside <> 0 OR body ~ '"kind":"(refused|rehearsal)"');
UPDATE records SET ticket = substring(body from '"ticket":([0-9]{1,10})')::bigint
    WHERE NOT plain AND body ~ '"ticket":[0-9]';
CREATE INDEX records_of_ticket ON records (ticket) WHERE ticket IS NOT NULL;
-- What organisers have not decided about by themselves.
CREATE INDEX records_open ON records (journal, aside, arrival) WHERE aside NOT IN (0, 3, 11, 12);
CREATE INDEX standings_of_ticket ON standings (ticket);

-- The words of the holder's name and of the seller's number, without case and diacritics and with a space before each.
ALTER TABLE tickets ADD COLUMN words TEXT;
CREATE INDEX tickets_words ON tickets (words) INCLUDE (number) WHERE words IS NOT NULL;
CREATE INDEX tickets_reference ON tickets (reference) WHERE reference IS NOT NULL;

CREATE TABLE ticket_notes (
    id      BIGINT PRIMARY KEY,
    ticket  BIGINT NOT NULL,
    author  TEXT NOT NULL,
    note    TEXT NOT NULL,
    made_ms BIGINT NOT NULL
);
CREATE INDEX ticket_notes_of_ticket ON ticket_notes (ticket);

-- What organisers decided about something that wanted a decision: the latest of each subject.
CREATE TABLE decisions (
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- How far the subject had come; what comes later wants another decision.
    up_to   BIGINT NOT NULL,
    choice  TEXT NOT NULL,
    author  TEXT NOT NULL,
    made_ms BIGINT NOT NULL,
    PRIMARY KEY (kind, subject)
);
