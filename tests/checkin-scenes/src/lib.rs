//! The rules of check-in as scenes: given, when, then.
//!
//! The scenes are lines of text in `scenes.txt`, played at the exhibition in `exhibition.json`. This crate reads them
//! for its own tests of the rules, and for those of the kiosk's desk and of the server.

mod figures;
mod read;
mod written;

use jiff::civil::Time;

use shared::catalogue::{Catalogue, GateHours, Hours};
use shared::checkin::{Direction, Reason, Span};
use shared::ids::{ExhibitionId, GateId, KeyId, StaffReason, TicketNumber, TicketType};
use shared::ticket::{Claims, EntryPolicy};
use shared::time::UnixMs;

pub use figures::figure;

/// The exhibition that the scenes are played at, as JSON.
pub const EXHIBITION: &str = include_str!("exhibition.json");

/// The scenes as they are written, with what the lines mean.
pub const TEXT: &str = include_str!("scenes.txt");

/// One scene.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    /// What it shows.
    pub name: String,
    /// Hours that gates have in this scene instead of their own.
    pub hours: Vec<SceneHours>,
    /// What happens, in the order in which the first door, kiosk `A1`, comes to know of it.
    pub steps: Vec<SceneStep>,
    /// What must be counted in the end, on some day: pairs of a figure's name and its value.
    pub totals: Vec<(u8, Vec<(String, i64)>)>,
}

/// Hours of a gate on one day of a scene.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SceneHours {
    /// The gate.
    pub gate: GateId,
    /// The day, counted from 1.
    pub day: u8,
    /// The first moment.
    pub opens: Time,
    /// The moment from which on it is closed; after midnight where it is no later than `opens`.
    pub closes: Time,
}

/// One thing that happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SceneStep {
    /// When.
    pub when: SceneMoment,
    /// At which gate.
    pub gate: GateId,
    /// What.
    pub act: Act,
    /// What must come of it.
    pub then: Expectation,
}

/// A time on a day of the exhibition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SceneMoment {
    /// The day, counted from 1.
    pub day: u8,
    /// The local time.
    pub time: Time,
}

/// A ticket in a scene.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// The key of its kind in the catalogue.
    pub kind: String,
    /// Which one of its kind.
    pub number: u32,
    /// Its valid days, a bit each.
    pub days: u16,
    /// The exhibition it is for, when that is another one.
    pub elsewhere: Option<ExhibitionId>,
    /// Another ticket with the same code, of another seller.
    pub twin: Option<Box<Self>>,
}

/// What happens in a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Someone shows a ticket at this door; `None` for one that nobody knows.
    Scan(Direction, Option<Ticket>, Option<u16>),
    /// This door hears only now of what happened at another one, kiosk `B1`: a passage, or what staff
    /// did there.
    Heard(Box<Self>),
    /// Staff let someone in.
    Staff(Option<Ticket>, Option<u16>, StaffReason),
    /// People pass without a ticket.
    Walk(Direction, String, u16),
    /// The step with this number, from 1, was a mistake.
    Annul(usize),
    /// A passage is rehearsed.
    Rehearse(Direction, Ticket),
    /// The organisers change their mind about a ticket.
    Stand(Ticket, Change),
    /// The organisers put a catalogue into force that has something no longer.
    Drop(OmittedFact),
}

/// What a catalogue has no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OmittedFact {
    /// A kind of ticket, by its key.
    Type(String),
    /// A gate.
    Gate(GateId),
}

/// What becomes of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It is withdrawn.
    Revoke,
    /// It is stopped.
    Block,
    /// It is good again.
    Reinstate,
}

/// What must come of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// What the door says.
    pub verdict: Verdict,
    /// Facts that must go with it.
    pub told: Vec<ExpectedFact>,
    /// The conflict that an admission turns into once everything is known.
    pub in_the_end: Option<Reason>,
}

/// What a door says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Come in.
    Admitted,
    /// Come in again.
    Again,
    /// Goodbye.
    Exited,
    /// Goodbye, though no entry is known.
    Unmatched,
    /// No.
    Refused(Reason),
    /// Nothing; it is only written down.
    Noted,
}

/// A fact that goes with a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpectedFact {
    /// The earlier admission.
    Earlier(SceneMoment, GateId),
    /// When the gate opens.
    Opens(SceneMoment),
    /// When it closed.
    Closed(SceneMoment),
    /// The next valid day, from 1.
    NextValid(u8),
    /// The last valid day, from 1.
    LastValid(u8),
    /// Minutes to wait.
    Wait(i64),
    /// How often the ticket admits.
    Limit(u16, Span),
    /// How many people may still come in.
    Left(u16),
}

/// Reads all scenes.
///
/// # Errors
/// The line that can't be read, and why.
pub fn all() -> Result<Vec<Scene>, String> {
    read::scenes(TEXT)
}

/// The exhibition that the scenes are played at.
///
/// # Errors
/// What the JSON parser found.
pub fn exhibition() -> Result<Catalogue, serde_json::Error> {
    Catalogue::from_json(EXHIBITION)
}

impl Scene {
    /// The exhibition with the hours of this scene.
    ///
    /// # Errors
    /// What the JSON parser found.
    pub fn exhibition(&self) -> Result<Catalogue, serde_json::Error> {
        let mut catalogue = exhibition()?;
        for gate in &mut catalogue.gates {
            let hours = self.hours.iter().filter(|hours| hours.gate == gate.id);
            let hours: Vec<Hours> = hours
                .map(|hours| Hours {
                    day: hours.day.checked_sub(1),
                    opens: hours.opens,
                    closes: hours.closes,
                })
                .collect();
            if !hours.is_empty() {
                gate.hours = GateHours::Own(hours);
            }
        }
        Ok(catalogue)
    }
}

impl SceneMoment {
    /// The instant; `None` when the exhibition has no such day.
    #[must_use]
    pub fn at(self, catalogue: &Catalogue) -> Option<UnixMs> {
        let day = usize::from(self.day).checked_sub(1)?;
        let date = catalogue.days.get(day)?.date;
        Some(catalogue.calendar().at(date, self.time))
    }
}

impl Ticket {
    /// What the ticket claims, as the exhibition would issue it; `None` when it has no such kind.
    #[must_use]
    pub fn claims(&self, catalogue: &Catalogue) -> Option<Claims> {
        let (id, party, policy, zones) = if let Some(id) = self.stranger() {
            (id, 1, EntryPolicy::Unlimited, u16::MAX)
        } else {
            let retired = &catalogue.retired.ticket_types;
            let mut kinds = catalogue.ticket_types.iter().chain(retired);
            let kind = kinds.find(|kind| kind.key == self.kind)?;
            (kind.id, kind.party, kind.policy, kind.zones)
        };
        Some(Claims {
            key: KeyId(1),
            exhibition: self.elsewhere.unwrap_or(catalogue.exhibition),
            number: TicketNumber(u32::from(id.0) * 1000 + self.number),
            kind: id,
            party,
            days: self.days,
            policy,
            zones,
        })
    }

    /// The tickets that have its code.
    pub fn with_twin(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(self.twin.as_deref())
    }

    /// The number of a kind that no catalogue has: `type99`.
    fn stranger(&self) -> Option<TicketType> {
        let number = self.kind.strip_prefix("type")?.parse().ok()?;
        Some(TicketType(number))
    }
}

/// A catalogue without something, as organisers would write it.
#[must_use]
pub fn without(catalogue: &Catalogue, dropped: &OmittedFact) -> Catalogue {
    let mut without = catalogue.clone();
    match dropped {
        OmittedFact::Type(key) => {
            without.ticket_types.retain(|kind| kind.key != *key);
            for gate in &mut without.gates {
                gate.ticket_types.retain(|kind| kind != key);
            }
        }
        OmittedFact::Gate(id) => without.gates.retain(|gate| gate.id != *id),
    }
    without
}

/// The number of a kind of ticket; `None` when the exhibition has no such kind.
#[must_use]
pub fn kind_of(catalogue: &Catalogue, key: &str) -> Option<TicketType> {
    let mut kinds = catalogue.ticket_types.iter();
    kinds.find(|kind| kind.key == key).map(|kind| kind.id)
}
