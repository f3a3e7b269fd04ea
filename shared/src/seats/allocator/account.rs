//! What the allocator knows of one incarnation of a kiosk.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ids::TicketNumber;
use crate::seats::{AllocationMessage, GivenSeat, SeatTokens, TokenKind};
use crate::time::UnixMs;

/// A kiosk reports every few seconds. One that was silent for this long, in milliseconds, is taken to be cut off.
const SILENCE_MS: i64 = 30_000;

/// What one incarnation of a kiosk holds and has given out, as far as it reported.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Account {
    pub(super) stock: SeatTokens,
    pub(super) late: SeatTokens,
    /// The number of the last report.
    #[serde(rename = "heard")]
    pub(super) last_report: u64,
    /// Whether it came in this epoch of the allocator.
    #[serde(default)]
    pub(super) is_of_this_epoch: bool,
    /// What the kiosk's clock showed in it.
    #[serde(default)]
    pub(super) report_now: Option<UnixMs>,
    /// When that came, by the allocator's clock.
    #[serde(rename = "heard_at")]
    pub(super) last_seen: UnixMs,
    /// By how much its clock was behind the allocator's then, in milliseconds; below 0, ahead.
    #[serde(default)]
    pub(super) behind_ms: i64,
    /// The last call of its stock, as far as it knows.
    #[serde(default)]
    pub(super) last_call: UnixMs,
    /// How much stock it was granted under last calls that were over before that.
    #[serde(default)]
    granted_before: u32,
    /// Whether it still gives out seats of its stock.
    pub(super) open: bool,
    /// How many people wait there.
    pub(super) waiting: u32,
    /// How much stock it was asked to have returned, in all.
    pub(super) asked_back: u32,
    /// The seats that stand: reported before the last call was over, or confirmed afterwards.
    pub(super) given: BTreeMap<u32, GivenSeat>,
    /// The seats that were reported too late. Once answered, that is not taken back.
    pub(super) lapsed: BTreeSet<u32>,
    /// The seats that were taken from their tickets.
    #[serde(default)]
    pub(super) released: BTreeSet<u32>,
}

/// The room for seats that were not reported before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// Whether the last call of the whole report is over. Before that each of its seats still has its token.
    pub(super) over: bool,
    /// How many seats whose token may be elsewhere are in the pool; further ones lapse. `None` while that is not
    /// known: then they have to wait.
    pub(super) pool: Option<u32>,
}

impl Account {
    /// Takes in what a report says of tokens and of the time. Returns whether it is a new one.
    pub(super) fn note(
        &mut self,
        report: &AllocationMessage,
        called: Option<UnixMs>,
        now: UnixMs,
    ) -> bool {
        self.stock.merge(report.stock);
        self.late.merge(report.late);
        if report.number <= self.last_report {
            return false;
        }
        self.last_report = report.number;
        self.is_of_this_epoch = true;
        self.report_now = report.now;
        self.last_seen = now;
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

    /// Takes in the seats of a new report.
    pub(super) fn apply(&mut self, report: &AllocationMessage, mut room: Room) {
        let before = std::mem::take(&mut self.given);
        for seat in &report.given {
            let number = seat.number;
            if self.lapsed.contains(&number) || self.released.contains(&number) {
                continue;
            }
            let promised = seat.kind == TokenKind::Late || seat.confirmed;
            let stands = promised || before.contains_key(&number);
            if !stands && (room.over || seat.overdue) {
                match &mut room.pool {
                    None => continue,
                    Some(0) => {
                        self.lapsed.insert(number);
                        continue;
                    }
                    Some(left) => *left -= 1,
                }
            }
            self.given.insert(number, *seat);
        }
        // What it was asked for and has given out meanwhile it need not return when it gets some for those who wait.
        self.asked_back = self.stock.returned + self.on_the_way();
    }

    /// Returns whether it reported a moment ago.
    pub(super) fn is_connected(&self, now: UnixMs) -> bool {
        now.since(self.last_seen) < SILENCE_MS
    }

    /// Returns what its clock shows, if it reported a moment ago.
    pub(super) fn clock(&self, now: UnixMs) -> Option<UnixMs> {
        (self.is_connected(now) && now >= self.last_seen).then(|| now.plus(-self.behind_ms))
    }

    /// Takes the seats of a ticket away. Returns the kinds of their tokens.
    pub(super) fn release(&mut self, ticket: TicketNumber) -> Vec<TokenKind> {
        let seats = self.given.values().filter(|it| it.ticket == ticket);
        let (numbers, kinds): (Vec<u32>, Vec<TokenKind>) =
            seats.map(|seat| (seat.number, seat.kind)).unzip();
        self.given.retain(|_, seat| seat.ticket != ticket);
        self.released.extend(numbers);
        kinds
    }

    /// Returns whether it was granted stock under the present last call.
    pub(super) fn has_had_its_part(&self) -> bool {
        self.stock.granted > self.granted_before
    }

    /// Returns how many tokens are not in the pool on its account.
    pub(super) fn away(&self, is_void: bool) -> u32 {
        let stock = if is_void {
            self.used(TokenKind::Stock)
        } else {
            self.stock.held()
        };
        stock + self.late.held()
    }

    /// Returns its tokens of a kind.
    pub(super) fn tokens_mut(&mut self, kind: TokenKind) -> &mut SeatTokens {
        match kind {
            TokenKind::Stock => &mut self.stock,
            TokenKind::Late => &mut self.late,
        }
    }

    /// Returns how many tokens of a kind it has to give, when nothing has happened since its last report.
    pub(super) fn free(&self, kind: TokenKind) -> u32 {
        let held = match kind {
            TokenKind::Stock => self.stock.held(),
            TokenKind::Late => self.late.held(),
        };
        held.saturating_sub(self.used(kind))
    }

    /// Returns how many tokens it can give now: of its stock only while that is open.
    pub(super) fn usable(&self) -> u32 {
        let stock = if self.open {
            self.free(TokenKind::Stock)
        } else {
            0
        };
        stock + self.free(TokenKind::Late)
    }

    /// Returns how many people wait there for whom it has no token.
    pub(super) fn lacking(&self) -> u32 {
        self.waiting.saturating_sub(self.usable())
    }

    /// Returns how many tokens it was asked for and has, so that they may be expected.
    pub(super) fn on_the_way(&self) -> u32 {
        let asked = self.asked_back.saturating_sub(self.stock.returned);
        asked.min(self.free(TokenKind::Stock))
    }

    /// Returns how much unused stock it was not asked for yet.
    pub(super) fn unasked(&self) -> u32 {
        self.free(TokenKind::Stock)
            .saturating_sub(self.on_the_way())
    }

    pub(super) fn ask_back(&mut self, tokens: u32) {
        self.asked_back = self.stock.returned + self.on_the_way() + tokens;
    }

    fn used(&self, kind: TokenKind) -> u32 {
        let given = self.given.values().filter(|given| given.kind == kind);
        given.count() as u32
    }
}
