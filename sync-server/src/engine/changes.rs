//! The counters follow what organisers change beside the records.

use shared::checkin::Rules;
use shared::ledger::FOLD_VERSION;

use super::ingest::set_statuses;
use crate::ports::{CountingTx, PortError};

/// Counts what organisers changed since this was called last: with `rebuild` where the rules of the catalogue in force
/// judge otherwise than those that were counted by, and else the new statuses of tickets.
pub(crate) fn follow_changes(
    tx: &dyn CountingTx,
    rebuild: impl FnOnce(&Rules) -> Result<(), PortError>,
) -> Result<(), PortError> {
    let Some(counted) = tx.counted()? else {
        return Ok(());
    };
    let (version, catalogue) = tx.catalogue_in_force()?;
    let rules = catalogue.rules();
    if counted.fold != FOLD_VERSION {
        return rebuild(&rules);
    }
    if counted.catalogue != version {
        let before = tx.catalogue_version(counted.catalogue)?;
        if before.is_none_or(|before| !before.rules().judge_like(&rules)) {
            return rebuild(&rules);
        }
    }
    // Oldest first: of each ticket the last one stays.
    set_statuses(&*tx.ledger(), &rules, tx.statuses_after(counted.statuses)?)?;
    tx.note_counted()
}
