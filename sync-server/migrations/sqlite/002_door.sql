-- What staff do at the doors gets kinds of its own: 4 an admission by staff, 5 people without a ticket in, 6 the same
-- out, 7 an annulment, whose target is read from its body. What was stored before under kind 0 is looked at again.

-- The type of ticket that people without one count as.
ALTER TABLE records ADD COLUMN ticket_type INTEGER;
