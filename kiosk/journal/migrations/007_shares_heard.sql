-- In which run of the device the server was last heard on a share. In another one, the disk may have been set back
-- meanwhile, and nobody knows yet what was given out of it.
ALTER TABLE shares ADD COLUMN heard_in TEXT NOT NULL DEFAULT '';
