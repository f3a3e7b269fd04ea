-- Tickets are found by the last five characters of what is printed on them: of the short code, which are the low 20
-- bits and a check character, and of another seller's number.
CREATE INDEX register_code_end ON register ((number & 127) << 13 | proof) WHERE proof IS NOT NULL;
CREATE INDEX register_reference_end ON register (substr(reference_key, -5)) WHERE reference_key IS NOT NULL;
