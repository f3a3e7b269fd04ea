//! What the exhibition has decided about entry, resolved from its data.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::{Date, Time};

use crate::ids::{BoothNumber, ExhibitionId, GateId, TicketType, ZoneBit};
use crate::ticket::{Claims, EntryPolicy};
use crate::time::{Calendar, DAY_MS, UnixMs};

/// The rules of entry; they come from the exhibition's data, never from code.
/// [`crate::catalogue::Catalogue::rules`] makes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// The exhibition whose tickets are good.
    pub exhibition: ExhibitionId,
    /// Its days and its zone.
    pub calendar: Calendar,
    /// Whether a party that was scanned out may come in again on the same day, where its ticket
    /// admits only so often and its type does not say otherwise.
    pub reentry: bool,
    /// The kinds of ticket. A ticket of any other kind needs staff.
    pub types: HashMap<TicketType, TypeRule>,
    /// The gates. Nobody is admitted at one that is not here, and nothing counts that was recorded there.
    pub gates: HashMap<GateId, GateRule>,
    /// The booths.
    pub booths: BTreeSet<BoothNumber>,
    /// What is particular to a zone. A zone that is not here has [`ZoneRule::PLAIN`].
    pub zones: BTreeMap<ZoneBit, ZoneRule>,
    /// The date of a rehearsal, on which every ticket is good; `None` for rules in earnest.
    pub rehearsed_on: Option<Date>,
}

/// What is particular to a kind of ticket. All of it narrows what the signed ticket grants: a
/// ticket never gets more than it says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a rule of its own, as organisers write it"
)]
pub struct TypeRule {
    /// Re-entry after an exit; `None` for what the exhibition says.
    pub reentry: Option<bool>,
    /// The days on which the kind admits, a bit each, on top of the ticket's own.
    pub days: u16,
    /// The hours at which the kind admits; `None` for all.
    pub hours: Option<Vec<Opening>>,
    /// How long before a gate opens it admits already, in milliseconds.
    pub early_ms: i64,
    /// How long after a gate closed it still admits, in milliseconds.
    pub late_ms: i64,
    /// Admissions a day and zone at most.
    pub per_day: Option<u16>,
    /// Admissions in all, a zone, at most.
    pub in_all: Option<u16>,
    /// Whether a return after an exit counts among `per_day` and `in_all`; `None` for only where there is no re-entry.
    pub count_reentry: Option<bool>,
    /// Different days, a zone, at most.
    pub days_at_most: Option<u16>,
    /// The least time between two admissions, in milliseconds.
    pub wait_ms: i64,
    /// Whether the party may come in parts. Admissions are then counted by the head.
    pub partial: bool,
    /// Whether it is admitted when the house is full.
    pub beyond_capacity: bool,
    /// Whether a person always decides.
    pub needs_staff: bool,
    /// Whether the kind left the catalogue. Its tickets need staff; recorded passages keep the rules it had.
    pub retired: bool,
}

/// What is particular to a gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateRule {
    /// The zone it leads into.
    pub zone: ZoneBit,
    /// Whether the ticket must name that zone.
    pub guarded: bool,
    /// The kinds of ticket it admits; `None` for all.
    pub types: Option<Vec<TicketType>>,
    /// When it is open; `None` for always. An empty list is a gate that never opens.
    pub hours: Option<Vec<Opening>>,
    /// Whether the gate left the catalogue. Nobody is admitted there; recorded passages keep the rules it had.
    pub retired: bool,
}

/// What is particular to a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ZoneRule {
    /// The most people inside.
    pub capacity: Option<u32>,
    /// Whether a ticket that opens it may come and go, however often the exhibition admits it.
    pub unlimited: bool,
}

/// Hours of one day, or of every day. Those that close no later than they open go on past midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// The date; `None` for every date.
    pub date: Option<Date>,
    /// The first moment at which it is open.
    pub opens: Time,
    /// The first moment at which it is closed again.
    pub closes: Time,
}

impl Rules {
    /// Rules with no kind of ticket and no gate yet.
    #[must_use]
    pub fn plain(exhibition: ExhibitionId, calendar: Calendar, reentry: bool) -> Self {
        Self {
            exhibition,
            calendar,
            reentry,
            types: HashMap::new(),
            gates: HashMap::new(),
            booths: BTreeSet::new(),
            zones: BTreeMap::new(),
            rehearsed_on: None,
        }
    }

    /// Returns the rules for a rehearsal on a date: every ticket is good on it, at all hours, so that the evening before
    /// the exhibition shows what its days will.
    #[must_use]
    pub fn in_rehearsal(&self, today: Date) -> Self {
        let mut rules = self.clone();
        rules.rehearsed_on = Some(today);
        for gate in rules.gates.values_mut() {
            gate.hours = None;
        }
        for kind in rules.types.values_mut() {
            kind.hours = None;
        }
        rules
    }

    /// Returns whether records are judged under both in the same way. How many people a zone holds is asked only before
    /// anybody is let in, and which booths there are only before a visit is stored.
    #[must_use]
    pub fn judge_like(&self, other: &Self) -> bool {
        let whatever_fits = |rules: &Self| {
            let mut rules = rules.clone();
            rules.booths.clear();
            for zone in rules.zones.values_mut() {
                zone.capacity = None;
            }
            for kind in rules.types.values_mut() {
                kind.beyond_capacity = false;
            }
            rules
        };
        self == other || whatever_fits(self) == whatever_fits(other)
    }

    /// Returns what is particular to a kind of ticket; nothing to one that is not known.
    #[must_use]
    pub fn of_type(&self, kind: TicketType) -> &TypeRule {
        static PLAIN: TypeRule = TypeRule::PLAIN;
        self.types.get(&kind).unwrap_or(&PLAIN)
    }

    /// Returns what is particular to a gate; nothing to one that is not known.
    #[must_use]
    pub fn of_gate(&self, gate: &GateId) -> &GateRule {
        static PLAIN: GateRule = GateRule::PLAIN;
        self.gates.get(gate).unwrap_or(&PLAIN)
    }

    /// Returns whether a gate is in force: in the catalogue, and not only in an earlier one.
    #[must_use]
    pub fn has_gate(&self, gate: &GateId) -> bool {
        self.gates.get(gate).is_some_and(|gate| !gate.retired)
    }

    /// Returns what is particular to a zone.
    #[must_use]
    pub fn of_zone(&self, zone: ZoneBit) -> ZoneRule {
        self.zones.get(&zone).copied().unwrap_or(ZoneRule::PLAIN)
    }

    /// Returns whether a party with this kind of ticket may come in again after it went out.
    #[must_use]
    pub fn reentry_for(&self, kind: TicketType) -> bool {
        self.of_type(kind).reentry.unwrap_or(self.reentry)
    }

    /// Returns whether re-entry after an exit is distinguished from a first entry.
    pub(super) fn knows_returns(&self, kind: TicketType) -> bool {
        self.reentry_for(kind) || self.of_type(kind).count_reentry.is_some()
    }

    /// Returns how often a ticket admits to a zone: by its policy, then by its kind a day, in all, and on how many
    /// days.
    pub(super) fn limits(&self, claims: &Claims, zone: ZoneBit) -> [Option<Limit>; 4] {
        if self.of_zone(zone).unlimited {
            return [None; 4];
        }
        let rule = self.of_type(claims.kind);
        let anew = !self.reentry_for(claims.kind);
        let counts_returns = rule.count_reentry.unwrap_or(anew);
        let limit = |span, counts_returns| {
            move |admissions| Limit {
                span,
                admissions,
                counts_returns,
            }
        };
        let policy = match claims.policy {
            EntryPolicy::OncePerDay => Some(limit(Span::Day, anew)(1)),
            EntryPolicy::Single => Some(limit(Span::Exhibition, anew)(1)),
            EntryPolicy::Unlimited => None,
        };
        [
            policy,
            rule.per_day.map(limit(Span::Day, counts_returns)),
            rule.in_all.map(limit(Span::Exhibition, counts_returns)),
            rule.days_at_most.map(limit(Span::Days, false)),
        ]
    }
}

/// How often a ticket admits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// In what time.
    pub span: Span,
    /// So many times; for [`Span::Days`], on so many days.
    pub admissions: u16,
    /// Whether a return after an exit on the same day is one of them.
    pub counts_returns: bool,
}

/// What a limit counts over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// A local date.
    Day,
    /// The whole exhibition.
    Exhibition,
    /// The whole exhibition, in dates on which the ticket was admitted.
    Days,
}

impl TypeRule {
    /// Nothing particular: the ticket alone decides.
    pub const PLAIN: Self = Self {
        reentry: None,
        days: u16::MAX,
        hours: None,
        early_ms: 0,
        late_ms: 0,
        per_day: None,
        in_all: None,
        count_reentry: None,
        days_at_most: None,
        wait_ms: 0,
        partial: false,
        beyond_capacity: false,
        needs_staff: false,
        retired: false,
    };
}

impl GateRule {
    /// A gate into the exhibition itself, for all tickets and at all hours.
    pub const PLAIN: Self = Self {
        zone: ZoneBit(0),
        guarded: false,
        types: None,
        hours: None,
        retired: false,
    };
}

impl ZoneRule {
    /// A zone that is never full, and in which a ticket's admissions are counted.
    pub const PLAIN: Self = Self {
        capacity: None,
        unlimited: false,
    };
}

impl Opening {
    /// From when to when it is open on a date; `None` when it is not open then.
    #[must_use]
    pub fn on(&self, calendar: &Calendar, date: Date) -> Option<(UnixMs, UnixMs)> {
        if self.date.is_some_and(|day| day != date) {
            return None;
        }
        let opens = calendar.at(date, self.opens);
        let closes = calendar.zone.at(date, self.closes);
        let days_later = opens.since(closes).div_euclid(DAY_MS) + 1;
        Some((opens, closes.plus(days_later.max(0) * DAY_MS)))
    }
}
