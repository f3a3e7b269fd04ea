//! What wants a decision of the organisers.

use std::collections::BTreeMap;

use shared::catalogue::Catalogue;
use shared::checkin::{Mark, Passage, Reason};
use shared::ids::KioskId;
use shared::ledger::{Counter, Counters};
use shared::time::UnixMs;

use super::lost_kiosks::{self, LostKiosks};
use super::refused_imports::{self, RefusedImport};
use super::tickets::{StatusChange, set_status_in};
use super::trust::{self, SetAsideRecord, TrustError, written};
use crate::ports::{ChangeNote, Database, Decision, OpenRecords, PortError, ReadTx};

/// How many tickets with conflicts are listed.
const CONFLICTS_MOST: usize = 200;
/// How many records are accepted in one decision: all others wait until it is stored.
const ACCEPTED_MOST: u64 = 500;
/// How many records of an item are named.
const RECORDS_NAMED: u32 = 20;
/// How long after it was last seen a silent device stays in the inbox, in milliseconds.
const DAY_MS: i64 = 24 * 3_600_000;
/// How long a device may be silent while another is heard, in milliseconds.
const SILENT_MS: i64 = 10 * 60_000;

/// What wants a decision, the most urgent first.
#[derive(Debug, Clone)]
pub struct Inbox {
    /// The items.
    pub items: Vec<InboxItem>,
    /// The catalogue in force.
    pub catalogue: Catalogue,
}

/// One thing that wants a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxItem {
    /// Which one of its kind.
    pub subject: String,
    /// How far it has come: when more of it comes after a decision, it wants another one.
    pub up_to: i64,
    /// What it is about.
    pub facts: InboxFacts,
}

/// What an item of the inbox is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InboxFacts {
    /// A party was let in whom the rules would refuse with all that is known now.
    Conflict {
        /// Why they would refuse it.
        reason: Reason,
        /// The admission.
        passage: Box<Passage>,
        /// The last admission before it that counts.
        earlier: Option<Box<Passage>>,
    },
    /// Records were set aside.
    SetAside(OpenRecords),
    /// Records came under numbers that were taken: two devices are one kiosk, or its disk was set back.
    Forked {
        /// The kiosk.
        kiosk: KioskId,
        /// How many records.
        records: u64,
    },
    /// A device was not heard for a while, and others were.
    Silent {
        /// The kiosk.
        kiosk: KioskId,
        /// When it was last seen.
        last_seen: UnixMs,
    },
    /// A list or a workbook was not taken in, or not all of it.
    Import(RefusedImport),
    /// A restored database does not know some kiosks.
    LostKiosks(LostKiosks),
    /// Records have a time that can't be right.
    WrongClock {
        /// The kiosk.
        kiosk: KioskId,
        /// How many are ahead of their receipt.
        ahead: u64,
        /// How many have a time at which nothing can have happened.
        untimed: u64,
    },
}

/// What can be decided about an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InboxChoice {
    /// It stays as it is.
    Settle,
    /// This admission is annulled.
    AnnulThis,
    /// The admission before it is annulled.
    AnnulEarlier,
    /// The ticket is blocked.
    Block,
    /// The records count.
    Accept,
    /// Nothing counts that the device handed in.
    Quarantine,
}

/// What is decided about an item, and by whom.
#[derive(Debug, Clone, Copy)]
pub struct InboxDecision<'a> {
    /// The item's kind.
    pub kind: &'a str,
    /// Which one of its kind.
    pub subject: &'a str,
    /// What is decided.
    pub choice: InboxChoice,
    /// Why. No record is accepted without it; nothing else asks for it.
    pub reason: &'a str,
    /// The name of their account.
    pub author: &'a str,
}

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum InboxError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// A record or a device.
    #[error(transparent)]
    Trust(#[from] TrustError),
    /// Somebody else decided, or it is over.
    #[error("{0} wants no decision any more; look at the list again")]
    Gone(String),
    /// The item has no such choice.
    #[error("that can't be decided about {0}; look at its choices")]
    NoSuchChoice(String),
}

impl InboxChoice {
    /// Every choice.
    const ALL: [Self; 6] = [
        Self::Settle,
        Self::AnnulThis,
        Self::AnnulEarlier,
        Self::Block,
        Self::Accept,
        Self::Quarantine,
    ];

    /// Returns the choice's name in forms and in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Settle => "settle",
            Self::AnnulThis => "annul-this",
            Self::AnnulEarlier => "annul-earlier",
            Self::Block => "block",
            Self::Accept => "accept",
            Self::Quarantine => "quarantine",
        }
    }

    /// Returns the choice of a name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.code() == code)
    }
}

impl InboxFacts {
    /// Returns the kind's name in forms and in the database.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Conflict { .. } => "conflict",
            Self::SetAside(_) => OpenRecords::KIND,
            Self::Forked { .. } => "fork",
            Self::Silent { .. } => "silent",
            Self::Import(refused) => refused.kind(),
            Self::LostKiosks(_) => "lost-kiosks",
            Self::WrongClock { .. } => "clock",
        }
    }
}

impl InboxItem {
    /// Returns what can be decided.
    #[must_use]
    pub fn choices(&self) -> Vec<InboxChoice> {
        let mut choices = vec![InboxChoice::Settle];
        match &self.facts {
            InboxFacts::Conflict {
                reason, earlier, ..
            } => {
                let is_good = !matches!(reason, Reason::Revoked | Reason::Blocked);
                choices.push(InboxChoice::AnnulThis);
                choices.extend(earlier.is_some().then_some(InboxChoice::AnnulEarlier));
                choices.extend(is_good.then_some(InboxChoice::Block));
            }
            InboxFacts::SetAside(open) => {
                let acceptable = open.aside.can_be_accepted() && open.records <= ACCEPTED_MOST;
                choices.extend(acceptable.then_some(InboxChoice::Accept));
                choices.push(InboxChoice::Quarantine);
            }
            InboxFacts::Forked { .. } => choices.push(InboxChoice::Quarantine),
            InboxFacts::Silent { .. }
            | InboxFacts::Import(_)
            | InboxFacts::LostKiosks(_)
            | InboxFacts::WrongClock { .. } => {}
        }
        choices
    }

    fn of(subject: String, up_to: i64, facts: InboxFacts) -> Self {
        Self {
            subject,
            up_to,
            facts,
        }
    }
}

/// Returns what wants a decision.
///
/// # Errors
/// [`PortError`] when the database can't be read.
pub fn items(database: &dyn Database, now: UnixMs) -> Result<Inbox, PortError> {
    items_in(&*database.read()?, now)
}

fn items_in(view: &dyn ReadTx, now: UnixMs) -> Result<Inbox, PortError> {
    let catalogue = view.catalogue()?;
    let counters = view.counters()?;
    let lost = lost_kiosks::waiting(view)?.into_iter();
    let lost = lost.map(|it| {
        let subject = "after-restore".to_owned();
        InboxItem::of(subject, it.change as i64, InboxFacts::LostKiosks(it))
    });
    let mut items: Vec<InboxItem> = lost.collect();
    items.extend(conflicts(view, &catalogue)?);
    let open = view.open_records()?.into_iter();
    items.extend(
        open.map(|it| InboxItem::of(it.subject(), it.last as i64, InboxFacts::SetAside(it))),
    );
    let forks = view.forked_records()?.into_iter();
    items.extend(forks.map(|(kiosk, records)| {
        let facts = InboxFacts::Forked {
            kiosk: kiosk.clone(),
            records,
        };
        InboxItem::of(kiosk.to_string(), records as i64, facts)
    }));
    items.extend(silent(view, now)?);
    items.extend(clocks(&counters));
    let imports = refused_imports::waiting(view)?.into_iter();
    items.extend(imports.map(|it| {
        let subject = it.subject().to_owned();
        InboxItem::of(subject, it.change as i64, InboxFacts::Import(it))
    }));
    let decided = view.decisions()?;
    items.retain(|item| {
        let is_decided = |it: &Decision| {
            it.kind == item.facts.kind() && it.subject == item.subject && it.up_to >= item.up_to
        };
        !decided.iter().any(is_decided)
    });
    Ok(Inbox { items, catalogue })
}

/// The newest records of each item about records that were set aside, by the item's subject.
pub type NamedRecords = BTreeMap<String, Vec<SetAsideRecord>>;

/// Returns what wants a decision, with the records that are to be named.
///
/// # Errors
/// [`PortError`] when the database can't be read.
pub fn items_with_records(
    database: &dyn Database,
    now: UnixMs,
) -> Result<(Inbox, NamedRecords), PortError> {
    let view = database.read()?;
    let inbox = items_in(&*view, now)?;
    let mut named = NamedRecords::new();
    for item in &inbox.items {
        if let InboxFacts::SetAside(open) = &item.facts {
            let records = view.newest_open_records(open, RECORDS_NAMED)?.into_iter();
            let records = records.filter_map(|stored| SetAsideRecord::of(stored, None));
            named.insert(item.subject.clone(), records.collect());
        }
    }
    Ok((inbox, named))
}

/// Decides about an item, and records who did.
///
/// # Errors
/// [`InboxError`]; then nothing is decided.
pub fn decide(
    database: &dyn Database,
    decision: &InboxDecision<'_>,
    now: UnixMs,
) -> Result<InboxItem, InboxError> {
    let InboxDecision {
        kind,
        subject,
        choice,
        reason,
        author,
    } = *decision;
    let change = database.write()?;
    let mut items = items_in(&*change, now)?.items.into_iter();
    let item = items.find(|item| item.facts.kind() == kind && item.subject == subject);
    let item = item.ok_or_else(|| InboxError::Gone(format!("{kind}:{subject}")))?;
    if !item.choices().contains(&choice) {
        return Err(InboxError::NoSuchChoice(format!("{kind}:{subject}")));
    }
    let annul = |passage: &Passage| {
        trust::annul_in(&*change, &passage.order.id(), author, choice.code(), now)
    };
    match (choice, &item.facts) {
        (InboxChoice::AnnulThis, InboxFacts::Conflict { passage, .. }) => annul(passage)?,
        (InboxChoice::AnnulEarlier, InboxFacts::Conflict { earlier, .. }) => {
            earlier.as_deref().map_or(Ok(()), annul)?;
        }
        (InboxChoice::Block, InboxFacts::Conflict { passage, .. }) => {
            let ticket = [passage.claims.number];
            set_status_in(&*change, &ticket, "", StatusChange::Block, now)?;
        }
        (InboxChoice::Accept, InboxFacts::SetAside(open)) => {
            for it in change.newest_open_records(open, ACCEPTED_MOST as u32)? {
                match trust::accept_in(&*change, &it.id, reason, now) {
                    // It was decided meanwhile, or can't be read.
                    Ok(()) | Err(TrustError::NothingToDecide(..)) => {}
                    Err(error) => return Err(error.into()),
                }
            }
        }
        (
            InboxChoice::Quarantine,
            InboxFacts::SetAside(OpenRecords { kiosk, .. }) | InboxFacts::Forked { kiosk, .. },
        ) => {
            trust::quarantine_in(&*change, kiosk, None, now)?;
        }
        _ => {}
    }
    change.put_decision(&Decision {
        kind: kind.to_owned(),
        subject: subject.to_owned(),
        up_to: item.up_to,
        choice: choice.code().to_owned(),
        author: author.to_owned(),
        made: now,
    })?;
    change.note_change(ChangeNote {
        what: "inbox_decided",
        thing: &format!("{kind}:{subject}"),
        before: None,
        after: Some(choice.code()),
    })?;
    change.commit()?;
    Ok(item)
}

/// Returns the admissions that the rules would refuse with all that is known now, the newest first.
fn conflicts(view: &dyn ReadTx, catalogue: &Catalogue) -> Result<Vec<InboxItem>, PortError> {
    let rules = catalogue.rules();
    let mut items = Vec::new();
    for ticket in view.conflicting_tickets(CONFLICTS_MOST)? {
        let history = view.ticket_history(ticket)?;
        let marks = history.marks(&rules);
        let mut earlier: Option<&Passage> = None;
        for (passage, mark) in history.passages.iter().zip(&marks) {
            match mark {
                Mark::Entry { .. } => earlier = Some(passage),
                Mark::Conflict(reason) => {
                    let facts = InboxFacts::Conflict {
                        reason: *reason,
                        passage: Box::new(passage.clone()),
                        earlier: earlier.cloned().map(Box::new),
                    };
                    items.push((
                        passage.order.at,
                        InboxItem::of(written(&passage.order.id()), 0, facts),
                    ));
                }
                Mark::Exit { .. } | Mark::SetAside => {}
            }
        }
    }
    items.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    Ok(items.into_iter().map(|(_, item)| item).collect())
}

/// Returns the devices that were seen within a day and not of late, while another was.
fn silent(view: &dyn ReadTx, now: UnixMs) -> Result<Vec<InboxItem>, PortError> {
    let seen = view.devices()?.into_iter();
    let seen: Vec<_> = seen
        .filter_map(|it| Some((it.id.parse::<KioskId>().ok()?, it.last_seen?)))
        .collect();
    let is_silent = |last_seen: UnixMs| now.since(last_seen) > SILENT_MS;
    if seen.iter().all(|(_, last_seen)| is_silent(*last_seen)) {
        return Ok(Vec::new());
    }
    let silent = seen
        .into_iter()
        .filter(|(_, last_seen)| is_silent(*last_seen) && now.since(*last_seen) < DAY_MS);
    let items = silent.map(|(kiosk, last_seen)| {
        let subject = kiosk.to_string();
        InboxItem::of(
            subject,
            last_seen.0,
            InboxFacts::Silent { kiosk, last_seen },
        )
    });
    Ok(items.collect())
}

/// Returns the kiosks with records whose time can't be right.
fn clocks(counters: &Counters) -> Vec<InboxItem> {
    let mut kiosks: BTreeMap<&KioskId, (u64, u64)> = BTreeMap::new();
    for (counter, count) in counters.on(None) {
        let count = count.max(0) as u64;
        match counter {
            Counter::Ahead(kiosk) => kiosks.entry(kiosk).or_default().0 = count,
            Counter::Untimed(kiosk) => kiosks.entry(kiosk).or_default().1 = count,
            _ => {}
        }
    }
    let items = kiosks.into_iter().map(|(kiosk, (ahead, untimed))| {
        let facts = InboxFacts::WrongClock {
            kiosk: kiosk.clone(),
            ahead,
            untimed,
        };
        InboxItem::of(kiosk.to_string(), (ahead + untimed) as i64, facts)
    });
    items.collect()
}
