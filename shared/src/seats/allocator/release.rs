//! Places that the organisers take from a ticket, where its kiosk can't or its holder will not come.

use super::SeatAllocator;
use crate::ids::{KioskId, TicketNumber};
use crate::seats::TokenKind;

/// What came of a release.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SeatRelease {
    /// How many places were given to others at once: whoever gave them gives no more.
    pub at_once: u32,
    /// How many go to others as soon as their kiosk was heard: while it is cut off, the same visitor may bring the
    /// place back there, and the next take it. Those of its stock go to others also without it, once the last call is
    /// over by all clocks. One whose token was granted after the last call goes to nobody before its kiosk was heard: such
    /// a place counts whenever it is heard of, so the office can't know that it has not been given again.
    pub when_heard: u32,
}

impl SeatAllocator {
    /// Takes the places of a ticket away, all of them or those from one kiosk. `gone` tells of a kiosk whether it will
    /// never be heard again; whoever says so answers for what it may still give out.
    pub fn release(
        &mut self,
        ticket: TicketNumber,
        from: Option<&KioskId>,
        gone: impl Fn(&KioskId) -> bool,
    ) -> SeatRelease {
        let mut released = SeatRelease::default();
        let accounts = self.accounts.iter_mut();
        for (kiosk, lives) in accounts.filter(|(kiosk, _)| from.is_none_or(|from| from == *kiosk)) {
            let newest = lives.keys().next_back().copied();
            for (life, account) in lives.iter_mut() {
                let over = Some(*life) != newest || gone(kiosk);
                for kind in account.release(ticket) {
                    if !over {
                        released.when_heard += 1;
                        continue;
                    }
                    released.at_once += 1;
                    match kind {
                        TokenKind::Stock => account.stock.returned += 1,
                        TokenKind::Late => account.late.returned += 1,
                    }
                }
            }
        }
        released
    }
}
