-- The hash of another seller's code without regard to case and white space, where that is another
-- than `hash`: a code that was typed, or scanned with Caps Lock on, is found by it.
ALTER TABLE register ADD COLUMN folded BLOB;
CREATE INDEX register_folded ON register (folded) WHERE folded IS NOT NULL;
