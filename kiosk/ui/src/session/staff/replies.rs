//! What staff asked for, and what became of it.

use shared::checkin::Direction;
use view::{Reply, StaffCommand};

/// How long it is said what became of something.
const SAID_MS: u64 = 6_000;

/// How long an answer is waited for; a second press meanwhile is a slip of the finger.
const PATIENCE_MS: u64 = 2_000;

/// Two presses within this time are one.
const ONE_PRESS_MS: u64 = 500;

/// What was asked for, as far as the answer has to name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffRequest {
    /// To open staff mode.
    Unlock,
    /// To search for tickets; what was found is the answer, unless it failed.
    Search,
    /// To judge a ticket.
    Enter,
    /// To let so many people in.
    Admit(u16),
    /// To count so many people without a ticket.
    Walk(Direction, u16),
    /// To take back so many scans.
    Annul(usize),
    /// To set the door up differently.
    Set,
}

impl StaffRequest {
    /// What a command asks for; `None` where nobody waits for an answer.
    fn of(command: &StaffCommand) -> Option<Self> {
        Some(match command {
            StaffCommand::Enter(_) => Self::Enter,
            StaffCommand::Override { people, .. } => Self::Admit(*people),
            StaffCommand::Walk {
                direction, people, ..
            } => Self::Walk(*direction, *people),
            StaffCommand::Annul(records) => Self::Annul(records.len()),
            StaffCommand::Direct(_)
            | StaffCommand::BothWays(_)
            | StaffCommand::ConfirmFirst(_)
            | StaffCommand::Rehearse(_)
            | StaffCommand::Unattended(_) => Self::Set,
            StaffCommand::Unlock(_)
            | StaffCommand::Lock
            | StaffCommand::StillHere
            | StaffCommand::Search(_)
            | StaffCommand::CloseSearch => return None,
        })
    }
}

/// An answer, to be said for a few seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// What was asked for.
    pub asked: StaffRequest,
    /// What became of it.
    pub reply: Reply,
    until_ms: u64,
}

/// What was asked and answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Replies {
    waiting: Option<StaffRequest>,
    asked_ms: Option<u64>,
    seen: Option<u64>,
    notice: Option<Notice>,
}

impl Replies {
    pub(super) fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// Whether a command may go out now, or is the second press of a finger that trembles.
    pub(super) fn ask(&mut self, command: &StaffCommand, now_ms: u64) -> bool {
        let Some(asked) = StaffRequest::of(command) else {
            return true;
        };
        let since = self.asked_ms.map(|asked| now_ms.saturating_sub(asked));
        let patience = if self.waiting.is_some() {
            PATIENCE_MS
        } else {
            ONE_PRESS_MS
        };
        if since.is_some_and(|since| since < patience) {
            return false;
        }
        self.waiting = Some(asked);
        self.asked_ms = Some(now_ms);
        self.notice = None;
        true
    }

    /// Waits for an answer without holding anything up meanwhile.
    pub(super) fn expect(&mut self, asked: StaffRequest) {
        self.waiting = Some(asked);
        self.notice = None;
    }

    /// Takes over the desk's last answer; what was done, when it is a new one and says so.
    pub(super) fn follow(
        &mut self,
        reply: Option<(u64, Reply)>,
        now_ms: u64,
    ) -> Option<StaffRequest> {
        let (number, reply) = reply?;
        if self.seen.replace(number) == Some(number) {
            return None;
        }
        let asked = self.waiting.take()?;
        self.notice = Some(Notice {
            asked,
            reply,
            until_ms: now_ms + SAID_MS,
        });
        (reply == Reply::Done).then_some(asked)
    }

    /// Stops saying what was said long enough.
    pub(super) fn tick(&mut self, now_ms: u64) {
        self.notice = self.notice.filter(|notice| now_ms < notice.until_ms);
    }

    /// When the answer goes away, in milliseconds from now.
    pub(super) fn due_in_ms(&self, now_ms: u64) -> Option<u64> {
        self.notice
            .map(|notice| notice.until_ms.saturating_sub(now_ms).max(1))
    }

    /// Says nothing of it any more and waits for nothing; the answers that were seen stay seen.
    pub(super) fn forget(&mut self) {
        self.waiting = None;
        self.notice = None;
    }
}
