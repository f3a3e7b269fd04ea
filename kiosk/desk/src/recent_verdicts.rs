//! What the last verdicts were about, for staff who say "that one".

use std::collections::VecDeque;

use shared::checkin::Reason;
use shared::ids::TicketNumber;
use shared::ticket::{ShortCode, ShortCodeEnd};

use super::recognise::Ticket;

/// How many verdicts are remembered: more than can be shown before staff have typed their PIN.
const REMEMBERED: usize = 32;

/// The last verdicts, oldest first. Gone with the program.
#[derive(Debug, Default)]
pub(super) struct RecentVerdicts(VecDeque<RecentVerdict>);

/// What a verdict was about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RecentVerdict {
    /// The verdict's number.
    pub(super) verdict: u64,
    /// The ticket, when it was a genuine one.
    pub(super) ticket: Option<Ticket>,
    /// Why it was refused, if it was.
    pub(super) refused: Option<Reason>,
}

impl RecentVerdicts {
    /// Remembers a verdict.
    pub(super) fn remember(&mut self, recent: RecentVerdict) {
        if self.0.len() >= REMEMBERED {
            self.0.pop_front();
        }
        self.0.push_back(recent);
    }

    /// Staff let them in after all: what that verdict refused is not let in once more.
    pub(super) fn let_in(&mut self, verdict: u64) {
        let recent = self.0.iter_mut().find(|recent| recent.verdict == verdict);
        if let Some(recent) = recent {
            recent.refused = None;
        }
    }

    /// What the verdict with this number was about.
    pub(super) fn verdict(&self, id: u64) -> Option<RecentVerdict> {
        self.0.iter().find(|recent| recent.verdict == id).copied()
    }

    /// A genuine ticket with this number that was shown.
    pub(super) fn number(&self, number: TicketNumber) -> Option<Ticket> {
        self.tickets().find(|ticket| ticket.claims.number == number)
    }

    /// A genuine ticket with this short code that was shown.
    pub(super) fn code(&self, code: ShortCode) -> Option<Ticket> {
        self.tickets()
            .find(|ticket| ticket.short_code == Some(code))
    }

    /// A genuine ticket that was shown, with a short code that ends like this.
    pub(super) fn code_end(&self, end: ShortCodeEnd) -> Option<Ticket> {
        self.tickets()
            .find(|ticket| ticket.short_code.is_some_and(|code| end.ends(code)))
    }

    fn tickets(&self) -> impl Iterator<Item = Ticket> {
        self.0.iter().rev().filter_map(|recent| recent.ticket)
    }
}
