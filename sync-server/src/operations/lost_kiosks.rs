//! Kiosks that a restored database does not know: enrolled after the backup, by the mark beside it or by the token that they
//! show. They are refused until they are in service again.

use std::collections::BTreeSet;

use shared::ids::KioskId;
use shared::time::UnixMs;

use crate::ports::{Author, ChangeNote, ChangeQuery, Database, KIOSK_LOST, PortError, ReadTx};

/// How many are looked for.
const LOOKED_AT: u32 = 200;

/// Kiosks that the database does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostKiosks {
    /// By name.
    pub kiosks: BTreeSet<KioskId>,
    /// When the last of them was noticed.
    pub at: UnixMs,
    /// Its place in the log of changes.
    pub change: u64,
}

/// Notes a kiosk that showed a token of this exhibition, once.
///
/// # Errors
/// [`PortError`]; then it is noted at its next request.
pub(crate) fn note(database: &dyn Database, kiosk: &KioskId, now: UnixMs) -> Result<(), PortError> {
    let query = ChangeQuery {
        thing: Some(kiosk.to_string()),
        what: Some(KIOSK_LOST),
        limit: 1,
        ..ChangeQuery::default()
    };
    let view = database.read()?;
    if !view.changes(&query)?.is_empty() || view.was_enrolled(kiosk)? {
        return Ok(());
    }
    drop(view);
    let database = database.by(Author {
        name: Author::SERVER.to_owned(),
        at: Some(now),
    });
    let change = database.write()?;
    change.note_change(ChangeNote::of(KIOSK_LOST, kiosk.as_str()))?;
    change.commit()
}

/// Returns the kiosks that are not in service again, and that nobody took out of service.
pub(super) fn waiting(view: &dyn ReadTx) -> Result<Option<LostKiosks>, PortError> {
    let query = ChangeQuery {
        what: Some(KIOSK_LOST),
        limit: LOOKED_AT,
        ..ChangeQuery::default()
    };
    let mut lost: Option<LostKiosks> = None;
    for noted in view.changes(&query)? {
        let Ok(kiosk) = noted.thing.parse::<KioskId>() else {
            continue;
        };
        if view.was_enrolled(&kiosk)? {
            continue;
        }
        let newest = lost.get_or_insert_with(|| LostKiosks {
            kiosks: BTreeSet::new(),
            at: noted.at,
            change: noted.id,
        });
        newest.kiosks.insert(kiosk);
    }
    Ok(lost)
}
