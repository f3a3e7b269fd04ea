//! What must hold at a venue: how many may have a seat, and that none is unused once everyone is connected.

use super::*;

impl Venue {
    /// Those whose seat is good by what they were told, or by what the allocator knows.
    pub(super) fn promised(&self) -> usize {
        let known = |visitor: &Visitor| {
            self.allocator.given().any(|(kiosk, incarnation, given)| {
                let number = given.number == visitor.number;
                number
                    && incarnation == visitor.incarnation
                    && *kiosk == self.kiosks[visitor.kiosk].id
            })
        };
        let good = |visitor: &&Visitor| match visitor.told {
            SeatStatus::Confirmed => true,
            SeatStatus::Lapsed => false,
            SeatStatus::UntilLastCall => self.now < visitor.until || known(visitor),
        };
        self.visitors.iter().filter(good).count()
    }

    /// Returns how many may have a seat. With fewer seats than before, those stand that were given out by then, and a
    /// kiosk gives out what it holds until it hears of it; but nothing is granted any more.
    pub(super) fn limit(&self) -> usize {
        let most = match self.setup.disaster {
            _ if !self.setup.terms_change => self.terms.capacity,
            // What a restored allocator has forgotten it still keeps.
            SimulatedFault::Restores => self.most,
            _ => self.allocator.away().max(self.terms.capacity),
        };
        most as usize
    }

    /// Everyone is connected, and time enough goes by, until nothing changes any more.
    pub(super) fn settle(&mut self) {
        self.messages.clear();
        self.allocator.set_terms(self.terms);
        // What a incarnation that ended holds in stock is free again after the last call.
        if self.setup.disaster == SimulatedFault::Wipes {
            let last_call = self
                .allocator
                .answer(&self.kiosks[0].id, Incarnation(0))
                .last_call;
            self.now = self.now.max(last_call.plus(2 * MARGIN_MS + 1000));
        }
        for kiosk in &mut self.kiosks {
            kiosk.cut = false;
        }
        self.tell_kiosks();
        for _ in 0..60 {
            for at in 0..self.kiosks.len() {
                self.meet(at);
            }
            self.tell();
        }
    }

    /// Returns whether someone waits who could have a seat: at a kiosk whose clock is right, before the session begins
    /// by any.
    pub(super) fn someone_waits_in_vain(&self) -> bool {
        let in_time = self.now < self.starts.plus(-MARGIN_MS);
        let waiting = self.kiosks.iter().any(|kiosk| kiosk.waiting > 0);
        match (self.setup.wrong, self.setup.disaster) {
            (BrokenPromise::Nobody, _) => waiting && in_time,
            // With a clock that is behind, the server's last call comes late.
            (BrokenPromise::SeatAllocator, disaster) => {
                waiting && in_time && disaster != SimulatedFault::Wipes
            }
            (BrokenPromise::KiosksAhead | BrokenPromise::KiosksBehind, _) => false,
        }
    }

    /// Late tokens that are with incarnations that ended and were not given out, as far as the allocator knows.
    pub(super) fn stranded(&self) -> usize {
        self.allocator.stranded(|kiosk, incarnation| {
            let mut kiosks = self.kiosks.iter();
            kiosks.any(|one| one.id == *kiosk && one.incarnation == incarnation)
        })
    }
}
