//! The counters follow what organisers change beside the records.

use shared::ledger::FOLD_VERSION;

use super::ingest::set_statuses;
use crate::ports::{CountingTx, PortError};

/// Counts what organisers changed since this was called last: anew where the rules of the catalogue in force judge
/// otherwise than those that were counted by, and else the new statuses of tickets.
pub(crate) fn follow_changes(tx: &impl CountingTx) -> Result<(), PortError> {
    let Some(counted) = tx.counted()? else {
        return Ok(());
    };
    let Some((version, catalogue)) = tx.catalogue(None)? else {
        return Ok(());
    };
    let rules = catalogue.rules();
    let mut judges_alike = counted.fold == FOLD_VERSION;
    if judges_alike && counted.catalogue != version {
        let before = tx.catalogue(Some(counted.catalogue))?;
        judges_alike = before.is_some_and(|(_, before)| before.rules().judge_like(&rules));
    }
    if !judges_alike {
        return tx.recount(&rules);
    }
    // Oldest first: of each ticket the last one stays.
    set_statuses(tx, &rules, tx.statuses_after(counted.statuses)?)?;
    tx.note_counted()
}
