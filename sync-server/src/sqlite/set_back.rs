//! A database that was set back begins a new epoch: kiosks send again what it lacks, and what only its mark knows is done
//! again or told by name.

use std::fmt::{self, Display, Write};
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior, params};
use shared::ids::KioskId;
use tracing::{error, warn};

use super::folder;
use super::mark::{self, StoreMark};
use crate::clock::system_time;
use crate::engine::{delete_again, follow_changes, last_position_before};
use crate::ports::{Author, JournalsTx, KIOSK_LOST, ReadCatalogue, last_ticket_by_clock};
use crate::sqlite::SqliteError;

/// Why a database is taken to have been set back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SetBackCause {
    /// It is behind its mark.
    BehindMark,
    /// It is a copy of the file that the mark is about.
    Copied,
    /// Its mark is missing.
    NoMark,
    /// A kiosk knows of what it lacks.
    Kiosk(KioskId),
    /// Somebody says so.
    Asked,
}

impl Display for SetBackCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BehindMark => f.write_str("it is behind exhibition.mark"),
            Self::Copied => {
                f.write_str("the file is a copy, not the one that was written here last")
            }
            Self::NoMark => f.write_str("exhibition.mark beside it is missing"),
            Self::Kiosk(kiosk) => write!(f, "kiosk {kiosk} knows of records that it lacks"),
            Self::Asked => f.write_str("by new-epoch"),
        }
    }
}

/// Compares a database that was just opened with its mark. One that was set back begins a new epoch.
pub(super) fn check(data: &Path, db: &mut Connection) -> Result<(), SqliteError> {
    // Read before the database: another process may move both on meanwhile.
    let mark = mark::read(data)?;
    let now = StoreMark::of(data, db)?;
    let cause = match (cause(mark.as_ref(), &now), &mark) {
        (Some(cause), _) => cause,
        (None, Some(mark)) => {
            if let Some(fault) = mark.damage(&now) {
                error!("STORED DATA IS DAMAGED: {fault}");
                // Later changes do not make it whole.
                let mut mark = mark.clone();
                mark.keep_damaged();
                mark::put(data, &mark);
            }
            return Ok(());
        }
        (None, None) => {
            mark::count_edit(db)?;
            // Its counters may have to be counted anew still.
            let mut unhashed = StoreMark::of(data, db)?;
            unhashed.tables = None;
            return mark::write(data, &unhashed);
        }
    };
    let known = mark.as_ref().unwrap_or(&now);
    begin_epoch(data, db, &cause, Some((&now.epoch, known))).map(|_| ())
}

/// Returns why a database is taken to have been set back; `None` for one that was not. One that was never marked is of an
/// earlier version.
fn cause(mark: Option<&StoreMark>, now: &StoreMark) -> Option<SetBackCause> {
    match mark {
        Some(mark) if mark.is_ahead_of(now) => Some(SetBackCause::BehindMark),
        Some(mark) if !mark.is_of_same_file(now) => Some(SetBackCause::Copied),
        None if now.edits > 0 => Some(SetBackCause::NoMark),
        _ => None,
    }
}

/// Returns why a database was set back, where no server has noticed it yet.
pub(super) fn unnoticed(data: &Path, db: &Connection) -> Result<Option<SetBackCause>, SqliteError> {
    let mark = mark::read(data)?;
    Ok(cause(mark.as_ref(), &StoreMark::of(data, db)?))
}

/// Returns what is wrong with what no chain vouches for, as far as the mark tells.
pub(super) fn damage(data: &Path, db: &Connection) -> Result<Option<String>, SqliteError> {
    let Some(mark) = mark::read(data)? else {
        return Ok(None);
    };
    Ok(mark.damage(&StoreMark::of(data, db)?))
}

/// Begins a new epoch of the database in one durable commit, logs what that means, and returns the epoch's name.
///
/// `noticed` is the epoch that is over and the mark that shows it. Tickets that were withdrawn by the mark are withdrawn again. No ticket number up to the mark's last one is given out
/// again; where the mark may itself be old, numbers go on by the clock.
pub(super) fn begin_epoch(
    data: &Path,
    db: &mut Connection,
    cause: &SetBackCause,
    noticed: Option<(&str, &StoreMark)>,
) -> Result<String, SqliteError> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|error| SqliteError::Random(error.to_string()))?;
    let epoch = hex::encode(bytes);
    let [.., a, b, c, d] = bytes;
    let random = u32::from_be_bytes([a, b, c, d]);
    let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let before = StoreMark::of(data, &change)?;
    let known = match noticed {
        // Another process has noticed it as well.
        Some((epoch, _)) if epoch != before.epoch => return Ok(before.epoch),
        Some((_, mark)) => mark,
        None => &before,
    };
    let now = system_time();
    let mut last_ticket = before.last_ticket.max(known.last_ticket);
    if *cause != SetBackCause::BehindMark {
        last_ticket = last_ticket_by_clock(last_ticket, change.made()?, now, random);
    }
    change.execute(
        "UPDATE exhibition SET epoch = ?1, edits = max(edits, ?2) + 1,
            ticket_floor = max(ticket_floor, ?3), set_back_ms = ?4",
        params![epoch, known.edits, last_ticket, now.0],
    )?;
    // Nobody was heard in this epoch, and no backup is of it.
    change.execute("UPDATE journals SET safe = 0", [])?;
    change.execute(
        "UPDATE kiosks SET last_heard_ms = NULL, complete_to_ms = NULL",
        [],
    )?;
    // Who signed out since would be signed in again, and a token that was revoked would be good.
    change.execute("DELETE FROM account_sessions", [])?;
    change.execute_batch("DELETE FROM api_tokens; DELETE FROM api_calls;")?;
    // The archive is of another state, and devices that are to go on would be wiped. A kiosk alone takes no such order back.
    if !matches!(cause, SetBackCause::Kiosk(_)) {
        change.execute("DELETE FROM server_secrets WHERE name = 'closing'", [])?;
    }
    let here = mark::by_ticket(&before.statuses);
    let lost = known.statuses.iter().filter(|status| {
        let known_here = here.get(&status.ticket);
        known_here.is_none_or(|here| here.arrival < status.arrival)
    });
    let mut again = Vec::new();
    for status in lost {
        change.execute(
            "INSERT INTO standings (arrival, ticket, standing, since_ms) VALUES (?1, ?2, ?3, ?4)",
            params![
                (change.last_arrival()?.max(last_position_before(now)) + 1) as i64,
                status.ticket,
                status.word,
                status.since_ms
            ],
        )?;
        again.push(format!("{} {}", status.ticket, status.word));
    }
    for kiosk in absent(&known.kiosks, &before.kiosks) {
        change.execute(
            "INSERT INTO changes (id, made_ms, author, what, thing)
             VALUES ((SELECT coalesce(max(id), 0) + 1 FROM changes), ?1, ?2, ?3, ?4)",
            params![now.0, Author::SERVER, KIOSK_LOST, kiosk],
        )?;
    }
    let deleted_again = delete_again(&*change, &known.deletions())?;
    follow_changes(&*change)?;
    let after = match cause {
        SetBackCause::Kiosk(_) | SetBackCause::Asked => StoreMark::next(data, &change)?,
        // Another file has taken the place of the one that was looked at.
        _ => StoreMark::of(data, &change)?,
    };
    change.commit()?;
    mark::put(data, &after);
    if deleted_again {
        folder::write_anew(db)?;
    }
    warn!("{}", report(cause, known, &before, &after, &again));
    Ok(epoch)
}

/// Returns what the organisers have to know.
fn report(
    cause: &SetBackCause,
    known: &StoreMark,
    before: &StoreMark,
    after: &StoreMark,
    again: &[String],
) -> String {
    let mut text = format!(
        "THE DATABASE WAS SET BACK ({cause}). It goes on under the new epoch {}: kiosks send again what it lacks. New tickets are numbered from {} on.",
        after.epoch,
        u64::from(after.last_ticket) + 1
    );
    if !again.is_empty() {
        let _ = write!(
            text,
            " Changed again, as exhibition.mark says: tickets {}.",
            again.join(", ")
        );
    }
    let missing = missing(known, before);
    if !missing.is_empty() {
        let _ = write!(text, " Lost, so do it again: {}.", missing.join("; "));
    }
    if *cause != SetBackCause::BehindMark {
        text.push_str(
            " What was done here after that state is not known: compare your lists of issued and withdrawn tickets, kiosks, staff and keys, and do again what is missing.",
        );
    }
    text
}

fn absent(known: &[String], here: &[String]) -> Vec<String> {
    let absent = known.iter().filter(|name| !here.contains(name));
    absent.cloned().collect()
}

/// Returns what the mark knows of and the database lacks.
fn missing(known: &StoreMark, here: &StoreMark) -> Vec<String> {
    let mut missing = Vec::new();
    let kiosks = absent(&known.kiosks, &here.kiosks);
    if !kiosks.is_empty() {
        missing.push(format!("kiosks {} (`kiosk invite`)", kiosks.join(", ")));
    }
    let staff = absent(&known.staff, &here.staff);
    if !staff.is_empty() {
        missing.push(format!("PINs of {} (`staff add`)", staff.join(", ")));
    }
    if known.last_key > here.last_key {
        missing.push(format!(
            "signing keys {} to {}: tickets signed with them are refused",
            here.last_key + 1,
            known.last_key
        ));
    }
    if known.catalogue > here.catalogue {
        missing.push("the latest catalogue (`catalogue replace`)".to_owned());
    }
    if known.last_ticket > here.last_ticket {
        missing.push(format!(
            "the list of tickets {} to {}; doors admit those that are signed, and those of other sellers after `tickets import`",
            u64::from(here.last_ticket) + 1,
            known.last_ticket
        ));
    } else if known.ticket_list > here.ticket_list {
        missing
            .push("what was imported last of other sellers' lists (`tickets import`)".to_owned());
    }
    missing
}
