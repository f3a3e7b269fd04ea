-- How many tickets the register has of each type, so that nobody has to count them. The type is the ninth byte of the
-- claims.

CREATE TABLE issued (
    kind    BLOB PRIMARY KEY CHECK (length(kind) = 1),
    tickets INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO issued (kind, tickets) SELECT substr(claims, 9, 1), count(*) FROM register GROUP BY 1;

CREATE TRIGGER issued_more AFTER INSERT ON register BEGIN
    INSERT INTO issued (kind, tickets) VALUES (substr(NEW.claims, 9, 1), 1)
        ON CONFLICT DO UPDATE SET tickets = tickets + 1;
END;

CREATE TRIGGER issued_otherwise AFTER UPDATE OF claims ON register
    WHEN substr(OLD.claims, 9, 1) <> substr(NEW.claims, 9, 1)
BEGIN
    UPDATE issued SET tickets = tickets - 1 WHERE kind = substr(OLD.claims, 9, 1);
    INSERT INTO issued (kind, tickets) VALUES (substr(NEW.claims, 9, 1), 1)
        ON CONFLICT DO UPDATE SET tickets = tickets + 1;
END;
