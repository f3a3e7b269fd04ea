//! The layouts of a journal, and how an older one is brought up to date.

use rusqlite::Connection;
use shared::device_secret::DeviceSecret;
use shared::protocol::v1::KnownItem;

use super::{JournalError, Knowledge, copies, histories, knowledge, staff};
use super::{gate_event::GateEvent, ledger::Ledger};

/// The layouts, oldest first; a journal's `user_version` is how many of them it has been through.
const MIGRATIONS: [&str; 20] = [
    include_str!("../migrations/001_journal.sql"),
    include_str!("../migrations/002_door.sql"),
    include_str!("../migrations/003_register.sql"),
    include_str!("../migrations/004_staff.sql"),
    include_str!("../migrations/005_visits.sql"),
    include_str!("../migrations/006_places.sql"),
    include_str!("../migrations/007_shares_heard.sql"),
    include_str!("../migrations/008_folded_codes.sql"),
    include_str!("../migrations/009_events.sql"),
    include_str!("../migrations/010_clocks.sql"),
    include_str!("../migrations/011_damaged.sql"),
    include_str!("../migrations/012_both_ways.sql"),
    include_str!("../migrations/013_search_by_end.sql"),
    include_str!("../migrations/014_histories.sql"),
    include_str!("../migrations/015_history_hashes.sql"),
    include_str!("../migrations/016_revoked.sql"),
    include_str!("../migrations/017_secrets.sql"),
    include_str!("../migrations/018_statuses.sql"),
    include_str!("../migrations/019_instructions.sql"),
    include_str!("../migrations/020_soundness.sql"),
];
/// The layout from which on there are histories.
const HISTORIES: i64 = 14;
/// The layout from which on they have hashes.
const HASHES: i64 = 15;
/// The layout from which on hashes of PINs are bound to the device.
const BOUND_PINS: i64 = 17;
/// The layout from which on statuses are kept apart from histories too.
const STATUSES: i64 = 18;
/// The layout from which on there are copies of tables.
const COPIES: i64 = 20;

/// The latest layout.
pub(super) const LATEST: i64 = MIGRATIONS.len() as i64;

/// Brings a journal of an older layout up to date. Corrects what the disk changed in tables that are kept three times.
pub(super) fn apply(
    db: &Connection,
    found: i64,
    secret: &DeviceSecret,
) -> Result<(), JournalError> {
    if found >= COPIES {
        copies::mend(db)?;
    }
    if found == LATEST {
        return Ok(());
    }
    copies::delete(db)?;
    for (done, migration) in (1..).zip(MIGRATIONS).skip(found as usize) {
        db.execute_batch(migration)?;
        match done {
            HASHES if found < HISTORIES => move_items(db)?,
            HASHES => histories::add_hashes(db)?,
            BOUND_PINS => staff::bind(db, secret)?,
            STATUSES => {
                histories::keep_statuses(db)?;
                knowledge::add_key_hashes(db)?;
            }
            _ => {}
        }
        db.pragma_update(None, "user_version", done)?;
    }
    copies::make(db)
}

/// What a journal of an earlier layout knows, as items of the feed.
const ITEMS: &str = "
    SELECT json_object('kind', iif(outward, 'exit', iif(by_staff, 'override', 'entry')), 'kiosk', kiosk,
        'incarnation', incarnation, 'seq', seq, 'at_ms', at_ms, 'gate', gate, 'claims', lower(hex(claims)),
        'people', people) FROM passages
    UNION ALL
    SELECT json_object('kind', iif(blocked, 'blocked', 'revoked'), 'ticket', ticket, 'since_ms', since_ms)
    FROM standings
    UNION ALL
    SELECT json_object('kind', iif(outward, 'walk_out', 'walk_in'), 'kiosk', kiosk, 'incarnation', incarnation,
        'seq', seq, 'at_ms', at_ms, 'gate', gate, 'ticket_type', kind, 'people', people) FROM walks_before";

fn move_items(db: &Connection) -> Result<(), JournalError> {
    let mut ledger = Ledger::new(db, &Knowledge::default())?;
    let mut items = db.prepare(ITEMS)?;
    let mut rows = items.query([])?;
    while let Some(row) = rows.next()? {
        let item: String = row.get(0)?;
        let item: KnownItem = serde_json::from_str(&item)
            .map_err(|error| JournalError::Damaged(format!("{item}: {error}")))?;
        if let Some((ticket, status)) = item.ticket_status() {
            ledger.set_status(ticket, status)?;
        } else if let Some(event) = GateEvent::of_item(&item) {
            ledger.add(&event)?;
        }
    }
    ledger.store()?;
    drop(rows);
    drop(items);
    db.execute_batch("DROP TABLE passages; DROP TABLE standings; DROP TABLE walks_before;")?;
    Ok(())
}
