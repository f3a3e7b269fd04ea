//! What was asked at the door and may still be answered.

use shared::ids::StaffId;
use view::Mode;

use super::recognise::Ticket;

/// A question that waits for its answer.
pub(super) struct PendingQuestion {
    pub(super) id: u64,
    pub(super) ticket: Ticket,
    /// Who had it judged by hand, if somebody did.
    pub(super) by_hand: Option<StaffId>,
    pub(super) mode: Mode,
}
