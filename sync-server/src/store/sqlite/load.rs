//! Reading at start, and again whatever another process changed.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, Row};
use shared::catalogue::Catalogue;
use shared::checkin::Standing;
use shared::ids::{ExhibitionId, Incarnation, KeyId, KioskId, TicketNumber};
use shared::pin::StaffPin;
use shared::protocol::v1::{KioskRole, KioskState, PublicKey};
use shared::record::{Link, Origin};
use shared::time::{Calendar, Timing, UnixMs};

use super::columns::Said;
use super::writer::Journal;
use crate::ledger::Ledger;
use crate::store::plan::Head;
use crate::store::{Published, StoreError};

/// What the organisers decided.
pub(super) fn published(db: &Connection) -> Result<Published, StoreError> {
    let (epoch, was_set_back) = db.query_row(
        "SELECT epoch, set_back_ms IS NOT NULL FROM exhibition",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let (catalogue_version, catalogue) = catalogue(db)?;
    let keys = db
        .prepare_cached("SELECT id, public FROM signing_keys ORDER BY id")?
        .query_map([], |row| {
            Ok(PublicKey {
                id: KeyId(row.get(0)?),
                public: row.get(1)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    let mut tokens = HashMap::new();
    let mut found = db.prepare_cached("SELECT token_sha256, id FROM kiosks")?;
    let mut rows = found.query([])?;
    while let Some(row) = rows.next()? {
        tokens.insert(row.get(0)?, name(row, 1)?);
    }
    Ok(Published {
        epoch,
        was_set_back,
        catalogue_version,
        catalogue: Arc::new(catalogue),
        keys,
        staff: staff(db)?,
        register: super::register::last_revision(db)?,
        issued: super::register::issued(db)?,
        tokens,
    })
}

/// Everyone who may open staff mode, by name.
pub(super) fn staff(db: &Connection) -> Result<Vec<StaffPin>, StoreError> {
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
pub(super) fn catalogue(db: &Connection) -> Result<(u64, Catalogue), StoreError> {
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
) -> Result<Option<Catalogue>, StoreError> {
    let json: Option<String> = db
        .query_row(
            "SELECT json FROM catalogues WHERE version = ?1",
            [version as i64],
            |row| row.get(0),
        )
        .optional()?;
    json.map(|json| parse_catalogue(version, &json)).transpose()
}

fn parse_catalogue(version: u64, json: &str) -> Result<Catalogue, StoreError> {
    Catalogue::from_json(json)
        .map_err(|error| StoreError::Damaged(format!("catalogue {version}: {error}")))
}

/// How far every journal is stored.
pub(super) fn journals(
    db: &Connection,
    exhibition: ExhibitionId,
) -> Result<HashMap<(KioskId, Incarnation), Journal>, StoreError> {
    let mut found = db.prepare(
        "SELECT j.id, j.kiosk, j.incarnation, r.seq, r.hash, j.safe FROM journals j
         LEFT JOIN records r ON r.journal = j.id
            AND r.seq = (SELECT max(seq) FROM records WHERE journal = j.id)
         WHERE j.exhibition = ?1",
    )?;
    let mut journals = HashMap::new();
    let mut rows = found.query([exhibition.0])?;
    while let Some(row) = rows.next()? {
        let origin = Origin {
            exhibition,
            kiosk: name(row, 1)?,
            incarnation: Incarnation(row.get(2)?),
        };
        let head = match row.get::<_, Option<i64>>(3)? {
            Some(seq) => Head {
                seq: seq as u64,
                link: Link(row.get(4)?),
            },
            None => Head {
                seq: 0,
                link: Link::start(&origin),
            },
        };
        let key = (origin.kiosk.clone(), origin.incarnation);
        let id = row.get(0)?;
        let safe = row.get::<_, i64>(5)? as u64;
        let journal = Journal {
            id,
            origin,
            head,
            safe,
        };
        journals.insert(key, journal);
    }
    Ok(journals)
}

/// How far each journal is in a verified backup, by its row.
pub(super) fn safe(db: &Connection) -> Result<Vec<(i64, u64)>, StoreError> {
    let mut found = db.prepare_cached("SELECT id, safe FROM journals")?;
    let safe = found.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as u64)))?;
    Ok(safe.collect::<Result<_, _>>()?)
}

/// Every kiosk that may push, and how current it was when that was last written down.
pub(super) fn kiosks(db: &Connection) -> Result<BTreeMap<KioskId, KioskState>, StoreError> {
    let mut found = db.prepare(
        "SELECT k.id, k.gate, k.last_heard_ms, k.complete_to_ms, k.waiting,
            (SELECT count(*) FROM records r JOIN journals j ON j.id = r.journal
                WHERE j.kiosk = k.id AND r.aside IN (1, 2))
            + (SELECT count(*) FROM forks f JOIN journals j ON j.id = f.journal WHERE j.kiosk = k.id),
            k.role
         FROM kiosks k",
    )?;
    let mut kiosks = BTreeMap::new();
    let mut rows = found.query([])?;
    while let Some(row) = rows.next()? {
        let id: KioskId = name(row, 0)?;
        let state = KioskState {
            id: id.clone(),
            gate: name(row, 1)?,
            role: role(row, 6)?,
            last_heard_ms: row.get::<_, Option<i64>>(2)?.map(UnixMs),
            complete_to_ms: row.get::<_, Option<i64>>(3)?.map(UnixMs),
            waiting: row.get::<_, i64>(4)? as u64,
            set_aside: row.get::<_, i64>(5)? as u64,
            ahead: 0,
            untimed: 0,
        };
        kiosks.insert(id, state);
    }
    Ok(kiosks)
}

/// What a kiosk is there for.
fn role(row: &Row<'_>, column: usize) -> Result<KioskRole, StoreError> {
    let code: String = row.get(column)?;
    KioskRole::from_code(&code).ok_or_else(|| StoreError::Damaged(format!("the role \"{code}\"")))
}

/// A ledger of every stored record, for a command; a running server has its own.
pub(crate) fn ledger(db: &Connection, catalogue: &Catalogue) -> Result<Ledger, StoreError> {
    let mut ledger = Ledger::new(catalogue.rules());
    let journals = journals(db, catalogue.exhibition)?;
    records(db, &journals, &catalogue.calendar(), &mut ledger)?;
    Ok(ledger)
}

/// Takes every stored record into a ledger; gives those whose time wants a look, by kiosk.
pub(super) fn records(
    db: &Connection,
    journals: &HashMap<(KioskId, Incarnation), Journal>,
    calendar: &Calendar,
    ledger: &mut Ledger,
) -> Result<HashMap<KioskId, Vec<Timing>>, StoreError> {
    let by_id: HashMap<i64, &Origin> = journals
        .values()
        .map(|journal| (journal.id, &journal.origin))
        .collect();
    let mut found = db.prepare(&format!(
        "SELECT {}, r.journal FROM records r WHERE r.aside = 0 ORDER BY r.arrival",
        Said::COLUMNS
    ))?;
    let mut passages = Vec::new();
    let mut odd = HashMap::new();
    let mut rows = found.query([])?;
    while let Some(row) = rows.next()? {
        let origin = by_id
            .get(&row.get(Said::WIDTH)?)
            .ok_or_else(|| StoreError::Damaged("a record of no journal".to_owned()))?;
        let timing = Said::timing(row, calendar)?;
        if timing != Timing::Known {
            let of_kiosk: &mut Vec<_> = odd.entry(origin.kiosk.clone()).or_default();
            of_kiosk.push(timing);
        }
        match Said::read(row, origin)? {
            Said::Annulled(target, ticket) => ledger.annul(&target, ticket),
            _ if !timing.counts() => {}
            Said::Passed(passage) => passages.push(passage),
            Said::Walked(walk) => ledger.walk(&walk),
            Said::Visited(visit) => ledger.visit(&visit),
            Said::LookedUp(lookups) => ledger.look_up(lookups),
            Said::Refused(gate, at, reason) => ledger.refuse(&gate, at, reason),
            Said::Other => {}
        }
        // In portions, so that a long history is not held in memory twice.
        if passages.len() == 100_000 {
            ledger.pass(std::mem::take(&mut passages));
        }
    }
    ledger.pass(passages);
    Ok(odd)
}

/// A change of standing: its place in the feed, the ticket, what it is now, and since when.
pub(super) type StandingChange = (u64, TicketNumber, Standing, UnixMs);

/// Changes of standing after a place of the feed.
pub(crate) fn standings(
    db: &Connection,
    after: u64,
    limit: usize,
) -> Result<Vec<StandingChange>, StoreError> {
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
            "good" => Standing::Good,
            "revoked" => Standing::Revoked(since),
            "blocked" => Standing::Blocked(since),
            _ => return Err(StoreError::Damaged(format!("the standing \"{word}\""))),
        };
        let arrival = row.get::<_, i64>(0)? as u64;
        standings.push((arrival, TicketNumber(row.get(1)?), standing, since));
    }
    Ok(standings)
}

/// The last word on every ticket that was ever withdrawn, stopped or made good again.
pub(super) fn latest_standings(
    db: &Connection,
) -> Result<HashMap<TicketNumber, Standing>, StoreError> {
    let changes = standings(db, 0, i32::MAX as usize)?.into_iter();
    // Oldest first: a later change takes the place of an earlier one.
    let latest = changes.map(|(_, ticket, standing, _)| (ticket, standing));
    Ok(latest.collect())
}

/// The last place of the feed that is taken, 0 for none.
pub(super) fn last_arrival(db: &Connection) -> Result<u64, StoreError> {
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
pub(super) fn next_arrival(db: &Connection, now: UnixMs) -> Result<u64, StoreError> {
    Ok(last_arrival(db)?.max(places_before(now)) + 1)
}

/// Returns the last place of the feed that is taken before an instant. There is room for 1,024 a millisecond.
pub(super) fn places_before(now: UnixMs) -> u64 {
    (now.0.max(0) as u64) << 10
}

/// Whether a place of the feed is taken; 0, the start, always is.
pub(super) fn is_taken(db: &Connection, arrival: u64) -> Result<bool, StoreError> {
    let taken = "SELECT ?1 = 0 OR EXISTS (SELECT 1 FROM records WHERE arrival = ?1)
        OR EXISTS (SELECT 1 FROM standings WHERE arrival = ?1)
        OR EXISTS (SELECT 1 FROM retimed WHERE arrival = ?1)";
    let mut taken = db.prepare_cached(taken)?;
    Ok(taken.query_row([arrival as i64], |row| row.get(0))?)
}

/// A name from a column.
pub(super) fn name<T: std::str::FromStr>(row: &Row<'_>, column: usize) -> Result<T, StoreError> {
    let text: String = row.get(column)?;
    text.parse()
        .map_err(|_| StoreError::Damaged(format!("the name \"{text}\"")))
}
