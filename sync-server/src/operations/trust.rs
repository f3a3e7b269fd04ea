//! What a device's word counts for, as organisers decide and see it.

use shared::ids::{Incarnation, KioskId};
use shared::protocol::v1::parse_body;
use shared::record::{Fact, RecordId};
use shared::time::{UnixMs, VenueTimeZone};

use crate::ports::{
    ChangeNote, Database, PortError, QuarantineReport, RecordDecision, SetAsideReason,
    StoredRecord, TicketNote, WriteTx,
};

/// Why a kiosk could not be quarantined or released.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// It was never enrolled.
    #[error("there never was a kiosk {0}")]
    NoKiosk(KioskId),
    /// It was never stored, or nothing is to be changed about it.
    #[error(
        "record {0} can't be {1}: see `sync-server inbox` for those that are set aside and those that were accepted. A duplicate counts already, what can't be read never does, and of a kiosk in quarantine nothing does (`kiosk release`)"
    )]
    NothingToDecide(String, &'static str),
    /// No reason was given.
    #[error("say why")]
    NoReason,
    /// It is not in quarantine.
    #[error("kiosk {0} is not in quarantine")]
    NotQuarantined(KioskId),
}

/// A record that is stored and does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAsideRecord {
    /// Which one.
    pub record: RecordId,
    /// Why.
    pub reason: SetAsideReason,
    /// Why it counts nevertheless, where the organisers say so.
    pub accepted: Option<String>,
    /// What it says.
    pub fact: Option<Fact>,
    /// When, as its kiosk says.
    pub at: Option<UnixMs>,
}

/// What was set aside, in the order in which it came, and then what the organisers let count of it.
#[derive(Debug)]
pub struct SetAsideList {
    /// The records.
    pub records: Vec<SetAsideRecord>,
    /// The zone of the exhibition.
    pub(crate) zone: VenueTimeZone,
}

/// Sets aside what a kiosk handed in from an instant on, or all of it, and what it will hand in. Its records stay.
///
/// # Errors
/// [`TrustError`]; then nothing was changed.
pub fn quarantine(
    database: &dyn Database,
    kiosk: &KioskId,
    since: Option<UnixMs>,
    now: UnixMs,
) -> Result<QuarantineReport, TrustError> {
    let change = database.write()?;
    let report = quarantine_in(&*change, kiosk, since, now)?;
    change.commit()?;
    Ok(report)
}

/// Does the same as a part of a change.
pub(super) fn quarantine_in(
    change: &dyn WriteTx,
    kiosk: &KioskId,
    since: Option<UnixMs>,
    now: UnixMs,
) -> Result<QuarantineReport, TrustError> {
    if !change.was_enrolled(kiosk)? {
        return Err(TrustError::NoKiosk(kiosk.clone()));
    }
    let before = quarantine_of(change, kiosk)?;
    let from = since.unwrap_or(UnixMs(i64::MIN));
    let report = change.quarantine(kiosk, Some(from), now)?;
    note(change, "device_quarantined", kiosk, before, Some(from))?;
    Ok(report)
}

/// Returns what a quarantine from an instant on would change, or without an instant its end.
///
/// # Errors
/// [`TrustError::NoKiosk`], [`TrustError::Database`].
pub fn preview_quarantine(
    database: &dyn Database,
    kiosk: &KioskId,
    since: Option<UnixMs>,
) -> Result<QuarantineReport, TrustError> {
    let view = database.read()?;
    if !view.was_enrolled(kiosk)? {
        return Err(TrustError::NoKiosk(kiosk.clone()));
    }
    Ok(view.preview_quarantine(kiosk, since)?)
}

/// Counts again what a kiosk handed in.
///
/// # Errors
/// [`TrustError`]; then nothing was changed.
pub fn release(
    database: &dyn Database,
    kiosk: &KioskId,
    now: UnixMs,
) -> Result<QuarantineReport, TrustError> {
    let change = database.write()?;
    let Some(before) = quarantine_of(&*change, kiosk)? else {
        return Err(TrustError::NotQuarantined(kiosk.clone()));
    };
    let report = change.quarantine(kiosk, None, now)?;
    note(&*change, "device_released", kiosk, Some(before), None)?;
    change.commit()?;
    Ok(report)
}

/// Returns from when on what a kiosk hands in does not count.
fn quarantine_of(view: &dyn WriteTx, kiosk: &KioskId) -> Result<Option<UnixMs>, PortError> {
    let mut quarantines = view.quarantines()?.into_iter();
    let found = quarantines.find(|(it, _)| it == kiosk);
    Ok(found.map(|(_, since)| since))
}

fn note(
    change: &dyn WriteTx,
    what: &'static str,
    kiosk: &KioskId,
    before: Option<UnixMs>,
    after: Option<UnixMs>,
) -> Result<(), PortError> {
    let zone = change.catalogue()?.calendar().zone;
    let written = |since: Option<UnixMs>| match since {
        None => "counts".to_owned(),
        Some(UnixMs(i64::MIN)) => "nothing counts".to_owned(),
        Some(since) => {
            let since = zone.local_datetime(since);
            format!("counts until {}", since.strftime("%Y-%m-%d %H:%M"))
        }
    };
    let note = ChangeNote::of(what, kiosk.as_str());
    change.note_change(note.before(&written(before)).after(&written(after)))
}

/// Lets a record count that was set aside, like any other, and keeps the reason.
///
/// # Errors
/// [`TrustError`]; then nothing was changed.
pub fn accept(
    database: &dyn Database,
    id: &RecordId,
    reason: &str,
    now: UnixMs,
) -> Result<(), TrustError> {
    let change = database.write()?;
    accept_in(&*change, id, reason, now)?;
    Ok(change.commit()?)
}

/// Does the same as a part of a change.
pub(super) fn accept_in(
    change: &dyn WriteTx,
    id: &RecordId,
    reason: &str,
    now: UnixMs,
) -> Result<(), TrustError> {
    let decision = RecordDecision::Accept(given(reason)?);
    decide(change, id, decision, "accepted", now)
}

/// Sets a record aside again that was accepted.
///
/// # Errors
/// [`TrustError`]; then nothing was changed.
pub fn refuse(database: &dyn Database, id: &RecordId, now: UnixMs) -> Result<(), TrustError> {
    let change = database.write()?;
    decide(&*change, id, RecordDecision::Refuse, "refused", now)?;
    Ok(change.commit()?)
}

/// Annuls what let people through a gate: it counts no longer, at every kiosk in reach within a second. The reason is
/// noted at the ticket.
///
/// # Errors
/// [`TrustError`]; then nothing was changed.
pub fn annul(
    database: &dyn Database,
    id: &RecordId,
    author: &str,
    reason: &str,
    now: UnixMs,
) -> Result<(), TrustError> {
    let change = database.write()?;
    annul_in(&*change, id, author, reason, now)?;
    Ok(change.commit()?)
}

/// Does the same as a part of a change.
pub(super) fn annul_in(
    change: &dyn WriteTx,
    id: &RecordId,
    author: &str,
    reason: &str,
    now: UnixMs,
) -> Result<(), TrustError> {
    let reason = given(reason)?;
    decide(change, id, RecordDecision::Annul(reason), "annulled", now)?;
    let body = change.record_body(id)?;
    let record = body.and_then(|body| parse_body(&body).ok());
    if let Some(ticket) = record.and_then(|record| record.fact.ticket()) {
        change.insert_ticket_note(&TicketNote {
            ticket,
            author: author.to_owned(),
            note: format!("{}: {reason}", written(id)),
            made: now,
        })?;
    }
    Ok(())
}

fn given(reason: &str) -> Result<&str, TrustError> {
    let reason = reason.trim();
    (!reason.is_empty())
        .then_some(reason)
        .ok_or(TrustError::NoReason)
}

fn decide(
    change: &dyn WriteTx,
    id: &RecordId,
    decision: RecordDecision<'_>,
    done: &'static str,
    now: UnixMs,
) -> Result<(), TrustError> {
    let is_changed = change.decide_record(id, decision, now)?;
    is_changed
        .then_some(())
        .ok_or_else(|| TrustError::NothingToDecide(written(id), done))
}

/// Returns the identity of a record as organisers read and type it: `A1/7/42`.
#[must_use]
pub fn written(id: &RecordId) -> String {
    format!("{}/{}/{}", id.kiosk, id.incarnation.0, id.seq)
}

/// Reads what [`written`] writes.
#[must_use]
pub fn read_record(text: &str) -> Option<RecordId> {
    let mut parts = text.split('/');
    let id = RecordId {
        kiosk: parts.next()?.parse().ok()?,
        incarnation: Incarnation(parts.next()?.parse().ok()?),
        seq: parts.next()?.parse().ok()?,
    };
    parts.next().is_none().then_some(id)
}

/// Returns what was set aside of one kiosk or all.
///
/// # Errors
/// [`PortError`] when the database can't be read.
pub fn set_aside(
    database: &dyn Database,
    kiosk: Option<&KioskId>,
) -> Result<SetAsideList, PortError> {
    let view = database.read()?;
    let zone = view.catalogue()?.calendar().zone;
    let stored = view.set_aside_records(kiosk)?.into_iter();
    let stored = stored.map(|stored| (stored, None));
    let accepted = view.accepted_records()?.into_iter();
    let accepted = accepted.filter(|it| kiosk.is_none_or(|kiosk| it.record.id.kiosk == *kiosk));
    let accepted = accepted.map(|it| (it.record, Some(it.reason)));
    let records = stored.chain(accepted);
    let records = records.filter_map(|(stored, accepted)| SetAsideRecord::of(stored, accepted));
    let records = records.collect();
    Ok(SetAsideList { records, zone })
}

impl SetAsideRecord {
    pub(super) fn of(stored: StoredRecord, accepted: Option<String>) -> Option<Self> {
        let read = parse_body(&stored.body).ok();
        Some(Self {
            record: stored.id,
            reason: stored.aside?,
            accepted,
            at: read.as_ref().map(|read| read.stamp.corrected()),
            fact: read.map(|read| read.fact),
        })
    }
}

/// Sets from when on a passage needs to show that its ticket's code was seen; `None` for not at all.
///
/// # Errors
/// [`PortError`]; then nothing was changed.
pub fn require_proof(database: &dyn Database, from: Option<UnixMs>) -> Result<(), PortError> {
    let change = database.write()?;
    change.set_proof_from(from)?;
    let what = from.map_or("proof_waived", |_| "proof_required");
    change.note_change(ChangeNote::of(what, ""))?;
    change.commit()
}
