-- 1 once the server has said that the organisers took this kiosk out of service, until it accepts the kiosk again.
ALTER TABLE state ADD COLUMN revoked INTEGER NOT NULL DEFAULT 0 CHECK (revoked IN (0, 1));
