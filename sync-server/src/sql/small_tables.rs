//! The tables that are small enough to be read whole: no chain and no row of theirs vouches for them, one hash over all of
//! them does.

use sha2::{Digest, Sha256};

use super::{SqlConnection, SqlValue, values};
use crate::ports::PortError;

/// The queries that are hashed. What kiosks say of themselves is not among them, for it changes by itself; of what only
/// grows, the newest rows are.
const QUERIES: [&str; 24] = [
    "SELECT number, made_ms, ticket_floor, set_back_ms, proof_from_ms FROM exhibition",
    "SELECT version, json FROM catalogues ORDER BY version DESC LIMIT 1",
    "SELECT id, seed, public, retired_ms FROM signing_keys ORDER BY id",
    "SELECT id, gate, direction, role, both_ways, gives_seats, token_sha256, token_made_ms, next_nonce, next_token_sha256,
            instructions
     FROM kiosks ORDER BY id",
    "SELECT kiosk, secret_sha256, gate, direction, both_ways, role, expires_ms, request_sha256
     FROM invitations ORDER BY kiosk",
    "SELECT token_sha256 FROM revoked_tokens ORDER BY 1",
    "SELECT kiosk, gate, role, since_ms FROM device_places ORDER BY 1, 2, 3",
    "SELECT kiosk, since_ms FROM quarantines ORDER BY kiosk",
    "SELECT id, exhibition, kiosk, incarnation, head_seq, head_hash, safe FROM journals ORDER BY id",
    "SELECT arrival, ticket, standing, since_ms FROM standings ORDER BY arrival",
    "SELECT date, name, value FROM counters WHERE date < 'u' ORDER BY date, name",
    "SELECT date, name, value FROM counters WHERE date = 'u' ORDER BY date, name LIMIT 10000",
    "SELECT kiosk, incarnation, seq FROM annulments ORDER BY 1, 2, 3",
    "SELECT kind, tickets FROM issued ORDER BY kind",
    "SELECT id, role, password_hash, totp_key FROM accounts ORDER BY id",
    "SELECT id, token_sha256, scopes, expires_ms FROM api_tokens ORDER BY id",
    "SELECT id, address, secret, events, private FROM webhooks ORDER BY id",
    "SELECT id, pin_hash, in_halls, made_ms, name FROM staff ORDER BY id",
    "SELECT name, value FROM server_secrets ORDER BY name",
    "SELECT session, epoch, allocator FROM seat_allocators ORDER BY session",
    "SELECT arrival, aside, reason, made_ms FROM accepted ORDER BY arrival",
    "SELECT kind, subject, up_to, choice, author, made_ms FROM decisions ORDER BY kind, subject",
    "SELECT id, ticket, author, note, made_ms FROM ticket_notes ORDER BY id DESC LIMIT 200",
    "SELECT id, made_ms, author, what, thing, value_before, value_after FROM changes ORDER BY id DESC LIMIT 200",
];

/// Returns a hash of the small tables.
pub(crate) fn hash_small_tables(sql: &dyn SqlConnection) -> Result<String, PortError> {
    let mut hash = Sha256::new();
    for query in QUERIES {
        sql.each(query, &values![], &mut |row| {
            for value in &row.0 {
                let number;
                let (kind, bytes) = match value {
                    SqlValue::Null => (0, &[][..]),
                    SqlValue::Number(value) => {
                        number = value.to_be_bytes();
                        (1, &number[..])
                    }
                    SqlValue::Text(text) => (3, text.as_bytes()),
                    SqlValue::Bytes(bytes) => (4, &bytes[..]),
                };
                hash.update([kind]);
                hash.update(bytes.len().to_be_bytes());
                hash.update(bytes);
            }
            Ok(())
        })?;
        hash.update([u8::MAX]);
    }
    Ok(hex::encode(hash.finalize()))
}
