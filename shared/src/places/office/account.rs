//! What the office knows of one life of a kiosk.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::places::{Given, Kind, Report, Tokens};
use crate::time::UnixMs;

/// What one life of a kiosk holds and has given out, as far as it was heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Account {
    pub(super) stock: Tokens,
    pub(super) late: Tokens,
    /// The number of the last report that was heard.
    pub(super) heard: u64,
    /// When that was, by the office's clock.
    pub(super) heard_at: UnixMs,
    /// Whether it gives out places of its stock still.
    pub(super) open: bool,
    /// How many people wait there.
    pub(super) waiting: u32,
    /// How much stock it was asked to have returned, in all.
    pub(super) asked_back: u32,
    /// The places that stand: heard of before the last call was over, or confirmed afterwards.
    given: BTreeMap<u32, Given>,
    /// The places that were heard of too late. Once said, it is not taken back.
    pub(super) lapsed: BTreeSet<u32>,
}

/// How much room there is for places that are heard of for the first time.
#[derive(Debug, Clone, Copy)]
pub(super) enum Room {
    /// Before the last call is over: each has its token still.
    Enough,
    /// Afterwards: as many as there are in the pool; others lapse.
    Only(u32),
    /// Afterwards, while it is not known what is in the pool: they have to wait.
    Unknown,
}

impl Default for Account {
    /// An account of which nothing was heard.
    fn default() -> Self {
        Self {
            stock: Tokens::default(),
            late: Tokens::default(),
            heard: 0,
            heard_at: UnixMs(i64::MIN),
            open: false,
            waiting: 0,
            asked_back: 0,
            given: BTreeMap::new(),
            lapsed: BTreeSet::new(),
        }
    }
}

impl Account {
    /// Takes in a report, and answers whether it was a new one.
    pub(super) fn hear(&mut self, report: &Report, mut room: Room, now: UnixMs) -> bool {
        self.stock.merge(report.stock);
        self.late.merge(report.late);
        if report.number <= self.heard {
            return false;
        }
        self.heard = report.number;
        self.heard_at = now;
        self.open = report.open;
        self.waiting = report.waiting;
        let before = std::mem::take(&mut self.given);
        for place in &report.given {
            if self.lapsed.contains(&place.number) {
                continue;
            }
            let promised = place.kind == Kind::Late || place.confirmed;
            let stands = promised || before.contains_key(&place.number);
            if !stands {
                match &mut room {
                    Room::Enough => {}
                    Room::Unknown => continue,
                    Room::Only(0) => {
                        self.lapsed.insert(place.number);
                        continue;
                    }
                    Room::Only(left) => *left -= 1,
                }
            }
            self.given.insert(place.number, *place);
        }
        true
    }

    /// How many tokens are not in the pool on its account.
    pub(super) fn away(&self, called: bool) -> u32 {
        let stock = if called {
            self.used(Kind::Stock)
        } else {
            self.stock.held()
        };
        stock + self.late.held()
    }

    /// How many tokens of a kind it has to give, when nothing has happened since its last report.
    pub(super) fn free(&self, kind: Kind) -> u32 {
        let held = match kind {
            Kind::Stock => self.stock.held(),
            Kind::Late => self.late.held(),
        };
        held.saturating_sub(self.used(kind))
    }

    /// How many tokens it can give now: of its stock only while that is open.
    pub(super) fn usable(&self) -> u32 {
        let stock = if self.open { self.free(Kind::Stock) } else { 0 };
        stock + self.free(Kind::Late)
    }

    /// How many people wait there for whom it has no token.
    pub(super) fn lacking(&self) -> u32 {
        self.waiting.saturating_sub(self.usable())
    }

    pub(super) fn grant(&mut self, kind: Kind, tokens: u32) {
        match kind {
            Kind::Stock => self.stock.granted += tokens,
            Kind::Late => self.late.granted += tokens,
        }
    }

    /// How many tokens it was asked for and has, so that they may be expected.
    pub(super) fn on_the_way(&self) -> u32 {
        let asked = self.asked_back.saturating_sub(self.stock.returned);
        asked.min(self.free(Kind::Stock))
    }

    /// How many more it could be asked for: what nobody waits for and was not asked for yet.
    pub(super) fn to_spare(&self) -> u32 {
        let free = self.free(Kind::Stock);
        free.saturating_sub(self.waiting + self.on_the_way())
    }

    pub(super) fn ask_back(&mut self, tokens: u32) {
        self.asked_back = self.stock.returned + self.on_the_way() + tokens;
    }

    /// The numbers of the places that are kept to the end.
    pub(super) fn confirmed(&self) -> impl Iterator<Item = u32> + '_ {
        self.given.keys().copied()
    }

    /// The places that stand.
    pub(super) fn standing(&self) -> impl Iterator<Item = &Given> {
        self.given.values()
    }

    /// Lets the next report count, whatever its number: after a restore, the numbers of reports may lie ahead.
    pub(super) fn forget_reports(&mut self) {
        self.heard = 0;
    }

    fn used(&self, kind: Kind) -> u32 {
        let given = self.given.values().filter(|given| given.kind == kind);
        given.count() as u32
    }
}
