//! What the office knows of one life of a kiosk.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::balance::MOMENT_MS;
use crate::ids::TicketNumber;
use crate::seats::{AllocationMessage, GivenSeat, SeatTokens, TokenKind};
use crate::time::UnixMs;

/// What one life of a kiosk holds and has given out, as far as it was heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Account {
    pub(super) stock: SeatTokens,
    pub(super) late: SeatTokens,
    /// The number of the last report that was heard.
    pub(super) heard: u64,
    /// When that was, by the office's clock.
    pub(super) heard_at: UnixMs,
    /// By how much its clock was behind the office's then, in milliseconds; below 0, ahead.
    #[serde(default)]
    pub(super) behind_ms: i64,
    /// The last call of its stock, as far as it has heard.
    #[serde(default = "never")]
    pub(super) last_call: UnixMs,
    /// How much stock it was granted under last calls that were over before that.
    #[serde(default)]
    granted_before: u32,
    /// Whether it gives out places of its stock still.
    pub(super) open: bool,
    /// How many people wait there.
    pub(super) waiting: u32,
    /// How much stock it was asked to have returned, in all.
    pub(super) asked_back: u32,
    /// The places that stand: heard of before the last call was over, or confirmed afterwards.
    given: BTreeMap<u32, GivenSeat>,
    /// The places that were heard of too late. Once said, it is not taken back.
    pub(super) lapsed: BTreeSet<u32>,
    /// The places that were taken away from their tickets.
    #[serde(default)]
    pub(super) released: BTreeSet<u32>,
}

fn never() -> UnixMs {
    UnixMs(i64::MIN)
}

/// How much room there is for places that are heard of for the first time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// Whether the last call of the whole report is over. Before that each of its places has its token still.
    pub(super) over: bool,
    /// How much there is for those whose token may be elsewhere.
    pub(super) beyond: ExcessTokens,
}

/// How much room there is for places whose token may be elsewhere.
#[derive(Debug, Clone, Copy)]
pub(super) enum ExcessTokens {
    /// As many as there are in the pool; others lapse.
    Only(u32),
    /// While it is not known what is in the pool, they have to wait.
    Unknown,
}

impl Default for Account {
    /// An account of which nothing was heard.
    fn default() -> Self {
        Self {
            stock: SeatTokens::default(),
            late: SeatTokens::default(),
            heard: 0,
            heard_at: never(),
            behind_ms: 0,
            last_call: never(),
            granted_before: 0,
            open: false,
            waiting: 0,
            asked_back: 0,
            given: BTreeMap::new(),
            lapsed: BTreeSet::new(),
            released: BTreeSet::new(),
        }
    }
}

impl Account {
    /// Takes in what a report says of tokens and of the time, and answers whether it is a new one.
    pub(super) fn note(
        &mut self,
        report: &AllocationMessage,
        called: Option<UnixMs>,
        now: UnixMs,
    ) -> bool {
        self.stock.merge(report.stock);
        self.late.merge(report.late);
        if report.number <= self.heard {
            return false;
        }
        self.heard = report.number;
        self.heard_at = now;
        self.behind_ms = report.now.map_or(0, |theirs| now.since(theirs));
        let is_void = |last_call| called.is_some_and(|called| last_call <= called);
        if is_void(self.last_call) && !is_void(report.last_call) {
            self.granted_before = self.stock.granted;
        }
        self.last_call = self.last_call.max(report.last_call);
        self.open = report.open;
        self.waiting = report.waiting;
        true
    }

    /// Takes in the places of a new report.
    pub(super) fn hear(&mut self, report: &AllocationMessage, mut room: Room) {
        let before = std::mem::take(&mut self.given);
        for place in &report.given {
            let number = place.number;
            if self.lapsed.contains(&number) || self.released.contains(&number) {
                continue;
            }
            let promised = place.kind == TokenKind::Late || place.confirmed;
            let stands = promised || before.contains_key(&number);
            if !stands && (room.over || place.overdue) {
                match &mut room.beyond {
                    ExcessTokens::Unknown => continue,
                    ExcessTokens::Only(0) => {
                        self.lapsed.insert(number);
                        continue;
                    }
                    ExcessTokens::Only(left) => *left -= 1,
                }
            }
            self.given.insert(number, *place);
        }
        // What it was asked for and has given out meanwhile it is not to return when it gets some for those who wait.
        self.asked_back = self.stock.returned + self.on_the_way();
    }

    /// What its clock shows, if it was heard a moment ago.
    pub(super) fn clock(&self, now: UnixMs) -> Option<UnixMs> {
        let ago = now.0.saturating_sub(self.heard_at.0);
        (0..MOMENT_MS)
            .contains(&ago)
            .then(|| now.plus(-self.behind_ms))
    }

    /// Takes the places of a ticket away; gives the kinds of their tokens.
    pub(super) fn release(&mut self, ticket: TicketNumber) -> Vec<TokenKind> {
        let (theirs, others) = std::mem::take(&mut self.given)
            .into_iter()
            .partition(|(_, given)| given.ticket == ticket);
        self.given = others;
        let theirs: BTreeMap<u32, GivenSeat> = theirs;
        self.released.extend(theirs.keys());
        theirs.values().map(|given| given.kind).collect()
    }

    /// Whether it was granted stock under the present last call.
    pub(super) fn has_had_its_part(&self) -> bool {
        self.stock.granted > self.granted_before
    }

    /// How many tokens are not in the pool on its account.
    pub(super) fn away(&self, is_void: bool) -> u32 {
        let stock = if is_void {
            self.used(TokenKind::Stock)
        } else {
            self.stock.held()
        };
        stock + self.late.held()
    }

    /// How many tokens of a kind it has to give, when nothing has happened since its last report.
    pub(super) fn free(&self, kind: TokenKind) -> u32 {
        let held = match kind {
            TokenKind::Stock => self.stock.held(),
            TokenKind::Late => self.late.held(),
        };
        held.saturating_sub(self.used(kind))
    }

    /// How many tokens it can give now: of its stock only while that is open.
    pub(super) fn usable(&self) -> u32 {
        let stock = if self.open {
            self.free(TokenKind::Stock)
        } else {
            0
        };
        stock + self.free(TokenKind::Late)
    }

    /// How many people wait there for whom it has no token.
    pub(super) fn lacking(&self) -> u32 {
        self.waiting.saturating_sub(self.usable())
    }

    pub(super) fn grant(&mut self, kind: TokenKind, tokens: u32) {
        match kind {
            TokenKind::Stock => self.stock.granted += tokens,
            TokenKind::Late => self.late.granted += tokens,
        }
    }

    /// How many tokens it was asked for and has, so that they may be expected.
    pub(super) fn on_the_way(&self) -> u32 {
        let asked = self.asked_back.saturating_sub(self.stock.returned);
        asked.min(self.free(TokenKind::Stock))
    }

    /// How many more it could be asked for: what nobody waits for and was not asked for yet.
    pub(super) fn to_spare(&self) -> u32 {
        let free = self.free(TokenKind::Stock);
        free.saturating_sub(self.waiting + self.on_the_way())
    }

    /// How much unused stock it was not asked for yet.
    pub(super) fn unasked(&self) -> u32 {
        self.free(TokenKind::Stock)
            .saturating_sub(self.on_the_way())
    }

    pub(super) fn ask_back(&mut self, tokens: u32) {
        self.asked_back = self.stock.returned + self.on_the_way() + tokens;
    }

    /// The numbers of the places that are kept to the end.
    pub(super) fn confirmed(&self) -> impl Iterator<Item = u32> + '_ {
        self.given.keys().copied()
    }

    /// The places that stand.
    pub(super) fn standing(&self) -> impl Iterator<Item = &GivenSeat> {
        self.given.values()
    }

    /// Lets the next report count, whatever its number: after a restore, the numbers of reports may lie ahead.
    pub(super) fn forget_reports(&mut self) {
        self.heard = 0;
    }

    fn used(&self, kind: TokenKind) -> u32 {
        let given = self.given.values().filter(|given| given.kind == kind);
        given.count() as u32
    }
}
