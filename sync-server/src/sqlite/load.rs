//! Reading at start, and again whatever another process changed.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, Row};
use shared::catalogue::Catalogue;
use shared::checkin::TicketStatus;
use shared::ids::{ExhibitionId, Incarnation, KeyId, KioskId, TicketNumber};
use shared::pin::StaffPin;
use shared::protocol::v1::{KioskRole, KioskState, PublicKey};
use shared::record::Origin;
use shared::time::UnixMs;

use crate::engine;
use crate::ports::{Published, ServerSecret};
use crate::sqlite::SqliteError;

/// What the organisers decided.
pub(super) fn published(db: &Connection) -> Result<Published, SqliteError> {
    let (epoch, was_set_back) = db.query_row(
        "SELECT epoch, set_back_ms IS NOT NULL FROM exhibition",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let (catalogue_version, catalogue) = catalogue(db)?;
    let mut tokens = HashMap::new();
    let mut roles = HashMap::new();
    let mut found = db.prepare_cached("SELECT token_sha256, id, role FROM kiosks")?;
    let mut rows = found.query([])?;
    while let Some(row) = rows.next()? {
        let kiosk: KioskId = name(row, 1)?;
        tokens.insert(row.get(0)?, kiosk.clone());
        roles.insert(kiosk, role(row, 2)?);
    }
    let mut found = db.prepare_cached("SELECT token_sha256 FROM revoked_tokens")?;
    let revoked_tokens = found.query_map([], |row| row.get(0))?;
    Ok(Published {
        epoch,
        was_set_back,
        catalogue_version,
        catalogue: Arc::new(catalogue),
        keys: public_keys(db)?,
        staff: staff(db)?,
        ticket_list: super::ticket_list::last_revision(db)?,
        issued: super::ticket_list::issued(db)?,
        secrets: Arc::new(secrets(db)?),
        tokens,
        roles,
        revoked_tokens: revoked_tokens.collect::<Result<_, _>>()?,
    })
}

/// Returns what the server keeps to itself.
fn secrets(db: &Connection) -> Result<BTreeMap<ServerSecret, Vec<u8>>, SqliteError> {
    let mut found = db.prepare_cached("SELECT name, value FROM server_secrets")?;
    let mut rows = found.query([])?;
    let mut secrets = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        // A later version may keep others.
        let mut known = ServerSecret::ALL.into_iter();
        if let Some(secret) = known.find(|secret| secret.name() == name) {
            secrets.insert(secret, row.get(1)?);
        }
    }
    Ok(secrets)
}

/// Returns the public keys in force, oldest first.
pub(super) fn public_keys(db: &Connection) -> Result<Vec<PublicKey>, SqliteError> {
    let mut found = db.prepare_cached(
        "SELECT id, public FROM signing_keys WHERE retired_ms IS NULL ORDER BY id",
    )?;
    let keys = found.query_map([], |row| {
        Ok(PublicKey {
            id: KeyId(row.get(0)?),
            public: row.get(1)?,
        })
    })?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// Everyone who may open staff mode, by name.
pub(super) fn staff(db: &Connection) -> Result<Vec<StaffPin>, SqliteError> {
    let mut found = db.prepare_cached("SELECT id, pin_hash FROM staff ORDER BY id")?;
    let mut rows = found.query([])?;
    let mut staff = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, hash) = (name(row, 0)?, row.get(1)?);
        staff.push(StaffPin { id, hash });
    }
    Ok(staff)
}

/// The catalogue in force and its version.
pub(super) fn catalogue(db: &Connection) -> Result<(u64, Catalogue), SqliteError> {
    let (version, json): (i64, String) = db.query_row(
        "SELECT version, json FROM catalogues ORDER BY version DESC LIMIT 1",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok((version as u64, parse_catalogue(version as u64, &json)?))
}

/// A version of the catalogue; `None` when there is no such version.
pub(super) fn catalogue_version(
    db: &Connection,
    version: u64,
) -> Result<Option<Catalogue>, SqliteError> {
    let json: Option<String> = db
        .query_row(
            "SELECT json FROM catalogues WHERE version = ?1",
            [version as i64],
            |row| row.get(0),
        )
        .optional()?;
    json.map(|json| parse_catalogue(version, &json)).transpose()
}

fn parse_catalogue(version: u64, json: &str) -> Result<Catalogue, SqliteError> {
    Catalogue::from_json(json)
        .map_err(|error| SqliteError::Damaged(format!("catalogue {version}: {error}")))
}

/// The journals by their rows, in every layout.
pub(super) fn origins(
    db: &Connection,
    exhibition: ExhibitionId,
) -> Result<Vec<(i64, Origin)>, SqliteError> {
    let mut found =
        db.prepare("SELECT id, kiosk, incarnation FROM journals WHERE exhibition = ?1")?;
    let mut rows = found.query([exhibition.0])?;
    let mut origins = Vec::new();
    while let Some(row) = rows.next()? {
        let origin = Origin {
            exhibition,
            kiosk: name(row, 1)?,
            incarnation: Incarnation(row.get(2)?),
        };
        origins.push((row.get(0)?, origin));
    }
    Ok(origins)
}

/// Every kiosk that may push, and how current it was when that was last written down.
pub(super) fn kiosks(db: &Connection) -> Result<BTreeMap<KioskId, KioskState>, SqliteError> {
    let mut found =
        db.prepare("SELECT id, gate, last_heard_ms, complete_to_ms, waiting, role FROM kiosks")?;
    let mut kiosks = BTreeMap::new();
    let mut rows = found.query([])?;
    while let Some(row) = rows.next()? {
        let id: KioskId = name(row, 0)?;
        let state = KioskState {
            id: id.clone(),
            gate: name(row, 1)?,
            role: role(row, 5)?,
            last_seen_ms: row.get::<_, Option<i64>>(2)?.map(UnixMs),
            complete_to_ms: row.get::<_, Option<i64>>(3)?.map(UnixMs),
            waiting: row.get::<_, i64>(4)? as u64,
            set_aside: 0,
            ahead: 0,
            untimed: 0,
        };
        kiosks.insert(id, state);
    }
    Ok(kiosks)
}

/// Writes when a kiosk was last heard, and how current it is.
pub(super) fn write_last_seen(db: &Connection, state: &KioskState) -> Result<(), SqliteError> {
    db.prepare_cached(
        "UPDATE kiosks SET last_heard_ms = ?2, complete_to_ms = ?3, waiting = ?4 WHERE id = ?1",
    )?
    .execute((
        state.id.as_str(),
        state.last_seen_ms.map(|at| at.0),
        state.complete_to_ms.map(|at| at.0),
        state.waiting as i64,
    ))?;
    Ok(())
}

/// The version of the catalogue by whose rules the counters were made.
pub(super) fn counted_by(db: &Connection) -> Result<u64, SqliteError> {
    let version: i64 = db
        .prepare_cached("SELECT counted_by FROM exhibition")?
        .query_row([], |row| row.get(0))?;
    Ok(version as u64)
}

/// What a kiosk is there for.
pub(super) fn role(row: &Row<'_>, column: usize) -> Result<KioskRole, SqliteError> {
    let code: String = row.get(column)?;
    KioskRole::from_code(&code).ok_or_else(|| SqliteError::Damaged(format!("the role \"{code}\"")))
}

/// A change of status: its place in the feed, the ticket, what it is now, and since when.
pub(super) type TicketStatusChange = (u64, TicketNumber, TicketStatus, UnixMs);

/// Changes of status after a place of the feed.
pub(crate) fn standings(
    db: &Connection,
    after: u64,
    limit: usize,
) -> Result<Vec<TicketStatusChange>, SqliteError> {
    let mut found = db.prepare_cached(
        "SELECT arrival, ticket, standing, since_ms FROM standings
         WHERE arrival > ?1 ORDER BY arrival LIMIT ?2",
    )?;
    let mut rows = found.query([after as i64, limit as i64])?;
    let mut standings = Vec::new();
    while let Some(row) = rows.next()? {
        let word: String = row.get(2)?;
        let since = UnixMs(row.get(3)?);
        let standing = match word.as_str() {
            "good" => TicketStatus::Good,
            "revoked" => TicketStatus::Revoked(since),
            "blocked" => TicketStatus::Blocked(since),
            _ => return Err(SqliteError::Damaged(format!("the standing \"{word}\""))),
        };
        let arrival = row.get::<_, i64>(0)? as u64;
        standings.push((arrival, TicketNumber(row.get(1)?), standing, since));
    }
    Ok(standings)
}

/// The last word on every ticket that was ever withdrawn, stopped or made good again.
pub(super) fn latest_standings(
    db: &Connection,
) -> Result<HashMap<TicketNumber, TicketStatus>, SqliteError> {
    let changes = standings(db, 0, i32::MAX as usize)?.into_iter();
    // Oldest first: a later change takes the place of an earlier one.
    let latest = changes.map(|(_, ticket, standing, _)| (ticket, standing));
    Ok(latest.collect())
}

/// The last place of the feed that is taken, 0 for none.
pub(super) fn last_arrival(db: &Connection) -> Result<u64, SqliteError> {
    let last: i64 = db
        .prepare_cached(
            "SELECT max(coalesce((SELECT max(arrival) FROM records), 0),
                        coalesce((SELECT max(arrival) FROM standings), 0),
                        coalesce((SELECT max(arrival) FROM retimed), 0))",
        )?
        .query_row([], |row| row.get(0))?;
    Ok(last as u64)
}

/// Returns the next place of the feed. Places go with the clock, so that a database that was set back never takes one
/// that a kiosk knows as another's.
pub(super) fn next_arrival(db: &Connection, now: UnixMs) -> Result<u64, SqliteError> {
    Ok(last_arrival(db)?.max(engine::places_before(now)) + 1)
}

/// Returns the highest number that was given to a ticket, or may have been before the database was set back.
pub(super) fn last_ticket(db: &Connection) -> Result<u32, SqliteError> {
    let last =
        "SELECT max(coalesce((SELECT max(number) FROM register), 0), ticket_floor) FROM exhibition";
    Ok(db.query_row(last, [], |row| row.get(0))?)
}

/// A name from a column.
pub(super) fn name<T: std::str::FromStr>(row: &Row<'_>, column: usize) -> Result<T, SqliteError> {
    let text: String = row.get(column)?;
    text.parse()
        .map_err(|_| SqliteError::Damaged(format!("the name \"{text}\"")))
}
