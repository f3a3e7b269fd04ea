//! What staff do changes what is said to a code that is still before the scanner.

use shared::ids::TicketNumber;

use super::{CodeReply, Lane, Reaction};
use crate::{LaneView, Verdict};

impl Lane {
    /// Shows what staff decided. From now on it is what is said to the code whose verdict they went against: the
    /// visitor, who still holds it out, must not be turned away again.
    pub(super) fn by_staff(
        &mut self,
        verdict: Verdict,
        against: Option<u64>,
        now: u64,
    ) -> Reaction {
        for recent in &mut self.recent {
            let CodeReply::Verdict(shown) = &mut recent.reply else {
                continue;
            };
            let same_ticket = shown.ticket.is_some() && shown.ticket == verdict.ticket;
            if same_ticket || Some(shown.id) == against {
                *shown = verdict.clone();
            }
        }
        self.show_verdict(verdict, now)
    }

    /// Forgets what was said about a passage that was taken back, so that the code is judged anew.
    pub(super) fn taken_back(&mut self, ticket: Option<TicketNumber>) -> Reaction {
        let gone = |verdict: &Verdict| verdict.ticket == ticket && verdict.people > 0;
        self.recent
            .retain(|recent| !matches!(&recent.reply, CodeReply::Verdict(shown) if gone(shown)));
        match &self.shown {
            LaneView::Verdict(shown) if gone(shown) => self.show(LaneView::Waiting, None),
            _ => Reaction::None,
        }
    }
}
