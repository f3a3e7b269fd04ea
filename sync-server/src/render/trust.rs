//! What was set aside, as text.

use std::fmt;

use shared::checkin::Direction;
use shared::record::Fact;

use crate::operations::trust::{SetAsideList, written};

impl fmt::Display for SetAsideList {
    /// A line for each record: which, time, what it says, why it does not count, and why it does nevertheless.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.records.is_empty() {
            return f.write_str("Nothing was set aside.");
        }
        for (number, it) in self.records.iter().enumerate() {
            let at = it.at.map_or("unknown".to_owned(), |at| {
                let local = self.zone.local(at);
                format!("{} {local}", local.date)
            });
            let what = it.fact.as_ref().map_or("unreadable", name);
            let ticket = it.fact.as_ref().and_then(Fact::claims);
            let ticket = ticket.map(|claims| format!(" of ticket {}", claims.number));
            let ticket = ticket.unwrap_or_default();
            let line_end = if number > 0 { "\n" } else { "" };
            let record = written(&it.record);
            let reason = it.reason.sentence();
            write!(f, "{line_end}{record}\t{at}\t{what}{ticket}\t{reason}")?;
            if let Some(accepted) = &it.accepted {
                write!(f, "\taccepted: {accepted}")?;
            }
        }
        Ok(())
    }
}

fn name(fact: &Fact) -> &'static str {
    match fact {
        Fact::Passed {
            direction: Direction::In,
            ..
        } => "entry",
        Fact::Passed { .. } => "exit",
        Fact::Refused { .. } => "refusal",
        Fact::Overridden { .. } => "admission by staff",
        Fact::Walked { .. } => "people without a ticket",
        Fact::Annulled { .. } => "annulment",
        Fact::Staffed { .. } => "act of staff",
        Fact::Visited { .. } => "booth visit",
        Fact::LookedUp { .. } => "look-ups",
        Fact::ClockKnown => "clock statement",
        Fact::Rehearsed(_) => "rehearsal",
        Fact::Unknown { .. } => "record of a later version",
    }
}
