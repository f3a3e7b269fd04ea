//! The bodies by which copies of a kiosk's records are known, compared with the records.

use std::collections::{HashMap, HashSet};

use super::{SqlConnection, values};
use crate::engine::{NAMED, body_digest};
use crate::ports::{PortError, SetAsideReason};

use SetAsideReason::{Annulled, BadBody, BrokenChain, Duplicate, Quarantined};

/// Compares the known bodies of kiosks that have any with their records, and puts right what differs where `mends` says
/// so. A body belongs to a journal that holds it; one that counts, is in quarantine, or was annulled, is known.
pub(super) fn compare_bodies(
    sql: &dyn SqlConnection,
    mends: bool,
    faults: &mut Vec<String>,
) -> Result<(), PortError> {
    let kiosks = "SELECT DISTINCT kiosk FROM bodies ORDER BY kiosk";
    let kiosks: Vec<String> = sql.read(kiosks, &[], |row| row.get(0))?;
    for kiosk in &kiosks {
        let (wrong, missing) = differences(sql, kiosk)?;
        let found = wrong.iter().map(|_| "is kept for a journal without it");
        let found = found.chain(missing.iter().map(|_| "is not kept"));
        faults.extend(found.take(NAMED).map(|what| {
            format!("bodies: one of kiosk {kiosk} {what}, so that a copy of its record might count")
        }));
        if !mends {
            continue;
        }
        for digest in &wrong {
            let delete = "DELETE FROM bodies WHERE kiosk = $1 AND digest = $2";
            sql.execute(delete, &values![kiosk, digest])?;
        }
        for (digest, journal) in &missing {
            let insert = "INSERT INTO bodies (kiosk, digest, journal) VALUES ($1, $2, $3)";
            sql.execute(insert, &values![kiosk, digest, *journal])?;
        }
    }
    Ok(())
}

/// The digests that are kept for a wrong journal, and those that should be kept, each with its journal.
type Differences = (Vec<[u8; 32]>, HashMap<[u8; 32], i64>);

fn differences(sql: &dyn SqlConnection, kiosk: &String) -> Result<Differences, PortError> {
    let (mut held, mut missing) = (HashSet::new(), HashMap::new());
    let records =
        "SELECT r.journal, r.body, r.aside FROM records r JOIN journals j ON j.id = r.journal
         WHERE j.kiosk = $1 ORDER BY r.arrival";
    sql.each(records, &values![kiosk], &mut |row| {
        let journal: i64 = row.get(0)?;
        // What is no text any more is another fault.
        let digest = body_digest(row.text(1).unwrap_or_default());
        let aside = SetAsideReason::from_number(row.get(2)?);
        if matches!(aside, None | Some(Quarantined | Annulled)) {
            missing.entry(digest).or_insert(journal);
        }
        if !matches!(aside, Some(BrokenChain | BadBody | Duplicate)) {
            held.insert((digest, journal));
        }
        Ok(())
    })?;
    let mut wrong = Vec::new();
    let kept = "SELECT digest, journal FROM bodies WHERE kiosk = $1";
    sql.each(kept, &values![kiosk], &mut |row| {
        let digest: [u8; 32] = row.get(0)?;
        if held.contains(&(digest, row.get(1)?)) {
            missing.remove(&digest);
        } else {
            wrong.push(digest);
        }
        Ok(())
    })?;
    Ok((wrong, missing))
}
