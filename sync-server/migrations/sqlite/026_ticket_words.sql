-- The words by which tickets are found, a row each: a search reads the rows of its rarest word alone. Triggers keep them, so that
-- whatever changes or takes away a ticket's words does so here too.
CREATE TABLE ticket_words (
    word   TEXT    NOT NULL,
    ticket INTEGER NOT NULL,
    -- All words of the ticket, as `tickets` has them.
    words  TEXT    NOT NULL,
    PRIMARY KEY (word, ticket)
) STRICT, WITHOUT ROWID;
DROP INDEX tickets_words;

-- Words are letters and digits with a space before each.
CREATE TRIGGER ticket_words_added AFTER INSERT ON tickets WHEN NEW.words IS NOT NULL BEGIN
    INSERT OR IGNORE INTO ticket_words
        SELECT value, NEW.number, NEW.words FROM json_each('["' || replace(substr(NEW.words, 2), ' ', '","') || '"]');
END;
CREATE TRIGGER ticket_words_changed AFTER UPDATE OF words ON tickets WHEN OLD.words IS NOT NEW.words BEGIN
    DELETE FROM ticket_words WHERE ticket = OLD.number
        AND word IN (SELECT value FROM json_each('["' || replace(substr(OLD.words, 2), ' ', '","') || '"]'));
    INSERT OR IGNORE INTO ticket_words
        SELECT value, NEW.number, NEW.words FROM json_each('["' || replace(substr(NEW.words, 2), ' ', '","') || '"]')
        WHERE NEW.words IS NOT NULL;
END;
CREATE TRIGGER ticket_words_gone AFTER DELETE ON tickets WHEN OLD.words IS NOT NULL BEGIN
    DELETE FROM ticket_words WHERE ticket = OLD.number
        AND word IN (SELECT value FROM json_each('["' || replace(substr(OLD.words, 2), ' ', '","') || '"]'));
END;

INSERT OR IGNORE INTO ticket_words
    SELECT w.value, t.number, t.words
    FROM tickets t, json_each('["' || replace(substr(t.words, 2), ' ', '","') || '"]') AS w
    WHERE t.words IS NOT NULL
    ORDER BY 1, 2;
