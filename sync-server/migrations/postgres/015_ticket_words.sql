-- The words by which tickets are found, a row each: a search reads the rows of its rarest word alone. Triggers keep them, so that
-- whatever changes or takes away a ticket's words does so here too.
CREATE TABLE ticket_words (
    word   TEXT COLLATE "C" NOT NULL,
    ticket BIGINT NOT NULL,
    -- All words of the ticket, as `tickets` has them.
    words  TEXT NOT NULL
);
DROP INDEX tickets_words;

-- Words are letters and digits with a space before each.
INSERT INTO ticket_words
    SELECT DISTINCT w.word COLLATE "C", t.number, t.words
    FROM tickets t, unnest(string_to_array(substr(t.words, 2), ' ')) AS w (word)
    ORDER BY 1, 2;
ALTER TABLE ticket_words ADD PRIMARY KEY (word, ticket) INCLUDE (words);

CREATE FUNCTION add_ticket_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO ticket_words
        SELECT DISTINCT w.word, t.number, t.words
        FROM added t, unnest(string_to_array(substr(t.words, 2), ' ')) AS w (word);
    RETURN NULL;
END $$;
CREATE FUNCTION delete_ticket_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM ticket_words d
        USING gone t, unnest(string_to_array(substr(t.words, 2), ' ')) AS w (word)
        WHERE d.word = w.word COLLATE "C" AND d.ticket = t.number;
    RETURN NULL;
END $$;
CREATE TRIGGER ticket_words_added AFTER INSERT ON tickets
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION add_ticket_words();
-- By their names, the words that are gone before those that are added.
CREATE TRIGGER ticket_words_changed_1 AFTER UPDATE ON tickets
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION delete_ticket_words();
CREATE TRIGGER ticket_words_changed_2 AFTER UPDATE ON tickets
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION add_ticket_words();
CREATE TRIGGER ticket_words_gone AFTER DELETE ON tickets
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION delete_ticket_words();
