//! Seats that the organisers take from a ticket, where its kiosk can't or its holder will not come.

use super::SeatAllocator;
use crate::ids::{KioskId, TicketNumber};

/// The outcome of a release.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SeatRelease {
    /// How many seats are free for others at once: their kiosk gives no more.
    pub at_once: u32,
    /// How many are free for others as soon as their kiosk reports: while it is cut off, the same visitor may return the
    /// seat there, and the next take it. Those of its stock become free also without it, once the last call is over by
    /// all clocks. One whose token was granted after the last call does not: such a seat counts whenever it is reported,
    /// so the allocator can't know that it has not been given again.
    pub when_reported: u32,
}

impl SeatAllocator {
    /// Takes the seats of a ticket away, all of them or those from one kiosk. `gone` returns whether a kiosk will never
    /// report again; the caller answers for what it may still give out.
    pub fn release(
        &mut self,
        ticket: TicketNumber,
        from: Option<&KioskId>,
        gone: impl Fn(&KioskId) -> bool,
    ) -> SeatRelease {
        let mut released = SeatRelease::default();
        let accounts = self.accounts.iter_mut();
        for (kiosk, incarnations) in
            accounts.filter(|(kiosk, _)| from.is_none_or(|from| from == *kiosk))
        {
            let newest = incarnations.keys().next_back().copied();
            for (incarnation, account) in incarnations.iter_mut() {
                let over = Some(*incarnation) != newest || gone(kiosk);
                for kind in account.release(ticket) {
                    if over {
                        account.tokens_mut(kind).returned += 1;
                        released.at_once += 1;
                    } else {
                        released.when_reported += 1;
                    }
                }
            }
        }
        released
    }
}
