//! How an allocator's answer changes an allocation.

use super::{HeldSeat, SeatAllocation, SeatStatus};
use crate::seats::{AllocatorMessage, TokenKind, stock_is_open};
use crate::time::UnixMs;

impl SeatAllocation {
    /// Takes in an allocator's answer. Returns the numbers of the seats that lapse by it. `now` is the corrected time,
    /// `None` where it is not known. What the allocator asks for is returned at once, so that it is not given out any
    /// more, and reported next time.
    pub fn apply_answer(&mut self, answer: &AllocatorMessage, now: Option<UnixMs>) -> Vec<u32> {
        if !self.is_in_force(answer) {
            return Vec::new();
        }
        if answer.epoch != self.epoch {
            self.epoch = answer.epoch;
            self.epoch_learnt_at = self.reports;
            self.last_report = 0;
        }
        self.stock.granted = self.stock.granted.max(answer.stock_granted);
        self.late.granted = self.late.granted.max(answer.late_granted);
        self.apply_last_call(answer, now);
        for number in &answer.confirmed {
            self.stand(*number, SeatStatus::Confirmed);
        }
        let mut lapsed = answer.lapsed.clone();
        lapsed.retain(|number| self.stand(*number, SeatStatus::Lapsed));
        self.stock.returned += lapsed.len() as u32;
        for number in &answer.released {
            self.release(*number);
        }
        if answer.last_report >= self.last_report {
            self.last_report = answer.last_report;
            self.asked_back = answer.asked_back;
            self.left = answer.left;
        }
        let asked = self.asked_back.saturating_sub(self.stock.returned);
        self.stock.returned += asked.min(self.free(TokenKind::Stock));
        lapsed
    }

    /// Returns whether an answer is to this incarnation, and of the epoch that is known or a later one. Epochs are not told
    /// apart by their size: a backup may be restored twice, by clocks that are wrong. But an allocator that has answered a
    /// report made after the epoch was learnt, and has another, came after it.
    fn is_in_force(&self, answer: &AllocatorMessage) -> bool {
        let is_later = || match answer.answers {
            Some(report) => (self.epoch_learnt_at + 1..=self.reports).contains(&report),
            None => answer.epoch > self.epoch,
        };
        answer.incarnation == self.incarnation && (answer.epoch == self.epoch || is_later())
    }

    /// Takes over the last call. Once one is over, by the answer or by the kiosk's clock, what is left of the stock
    /// under it is void: the allocator may have granted it to others. So it goes back before a later last call opens the
    /// stock again, and the seats that were kept until then are not kept any longer for it.
    fn apply_last_call(&mut self, answer: &AllocatorMessage, now: Option<UnixMs>) {
        let called = answer.called.is_some_and(|called| self.last_call <= called);
        let closed = !now.is_some_and(|now| stock_is_open(self.last_call, now));
        if called || (closed && answer.last_call > self.last_call) {
            self.stock.returned += self.free(TokenKind::Stock);
            let unsure = |place: &&mut HeldSeat| place.status == SeatStatus::UntilLastCall;
            for place in self.given.values_mut().filter(unsure) {
                place.overdue.get_or_insert(self.last_call);
            }
        }
        self.last_call = self.last_call.max(answer.last_call);
    }

    /// Takes a seat from its ticket, as the organisers say, and returns its token: they may have given it to others.
    fn release(&mut self, number: u32) {
        match self.given.remove(&number) {
            Some(place) if place.status != SeatStatus::Lapsed => match place.kind {
                TokenKind::Stock => self.stock.returned += 1,
                TokenKind::Late => self.late.returned += 1,
            },
            _ => {}
        }
    }

    /// Returns whether the allocator knows of more that this incarnation has done than is in this allocation: other reports,
    /// seats, or that it had learnt of the allocator's epoch. Then the allocation was set back to an older state. It must not
    /// give out anything more; a new incarnation may.
    #[must_use]
    pub fn was_set_back(&self, answer: &AllocatorMessage) -> bool {
        if !self.is_in_force(answer) {
            return false;
        }
        let seats = [&answer.confirmed, &answer.lapsed, &answer.released];
        let mut seats = seats.into_iter().flatten();
        let knew_epoch = answer.epoch != self.epoch && answer.is_of_this_epoch;
        let is_other = |now| self.report_now.is_some_and(|own| own != now);
        let is_other_report =
            answer.last_report == self.reports && answer.report_now.is_some_and(is_other);
        knew_epoch
            || is_other_report
            || answer.last_report > self.reports
            || seats.any(|number| *number > self.last_number)
    }

    /// Sets how sure a seat is. Returns whether that is new.
    fn stand(&mut self, number: u32, status: SeatStatus) -> bool {
        match self.given.get_mut(&number) {
            Some(place) if place.status == SeatStatus::UntilLastCall => {
                place.status = status;
                true
            }
            _ => false,
        }
    }
}
