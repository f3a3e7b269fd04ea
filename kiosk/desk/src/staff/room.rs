//! What staff see, as long as they may.

use shared::ids::StaffId;
use view::{Annullable, Found, Reply, StaffState, StaffView, Status};

use super::device::Looked;
use super::today::TodayCounts;
use crate::guard::Guard;

/// Staff mode with all that is shown in it.
#[derive(Default)]
pub(crate) struct StaffRoom {
    /// `None` until the journal could be read.
    pub(crate) guard: Option<Guard>,
    pub(crate) found: Option<Vec<Found>>,
    pub(crate) recent: Vec<Annullable>,
    /// What was annulled since staff mode was opened, newest first.
    pub(crate) undone: Vec<Annullable>,
    pub(crate) today: TodayCounts,
    pub(crate) device: Option<Looked>,
    reply: Option<(u64, Reply)>,
    replies: u64,
}

impl StaffRoom {
    /// Who is in it; `None` while it is locked.
    pub(crate) fn open_for(&self) -> Option<&StaffId> {
        self.guard.as_ref().and_then(Guard::open_for)
    }

    /// Answers a command.
    pub(crate) fn reply(&mut self, reply: Reply) {
        self.replies += 1;
        self.reply = Some((self.replies, reply));
    }

    /// Leaves nothing of what was shown.
    pub(crate) fn clear(&mut self) {
        self.found = None;
        self.recent.clear();
        self.undone.clear();
        self.today.hide();
        self.device = None;
        self.reply = None;
    }

    /// What the screens may know.
    pub(crate) fn view(&self, status: &Status, clock_offset_ms: i64) -> StaffView {
        StaffView {
            state: self.guard.as_ref().map_or(StaffState::Locked, Guard::state),
            found: self.found.clone(),
            recent: self.recent.clone(),
            undone: self.undone.clone(),
            today: self.today.shown(),
            reply: self.reply,
            device: self.device.map(|it| it.with(status, clock_offset_ms)),
        }
    }
}
