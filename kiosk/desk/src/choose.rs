//! Which texts of one picture are judged.

use journal::{JournalError, WriteTx};
use shared::checkin::{Reason, Rules};
use shared::ids::GateId;
use shared::ticket::{could_be_a_code, has_ticket_form};
use shared::time::UnixMs;

use super::Desk;
use super::recognise::{Recognised, recognise};

/// What a text is, the best choice first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CodeKind {
    /// A genuine ticket of this exhibition.
    Own,
    /// A code of another seller that the ticket list has.
    Listed,
    /// The form of an own ticket, and not genuine.
    OwnForm,
    /// The form of another seller's code, and in no list.
    CodeForm,
    /// Something else, such as an address.
    Other,
}

impl CodeKind {
    /// Whether it opens something here, or may.
    pub(super) fn is_ticket(self) -> bool {
        self <= Self::Listed
    }

    fn of_form(text: &str) -> Self {
        if has_ticket_form(text) {
            Self::OwnForm
        } else if could_be_a_code(text) {
            Self::CodeForm
        } else {
            Self::Other
        }
    }
}

/// Returns the best kind among the texts of one picture and the texts of that kind, in their order: a poster's address
/// beside a ticket is not a second visitor.
pub(super) fn choose(texts: &[(CodeKind, String)]) -> Option<(CodeKind, Vec<String>)> {
    let best = texts.iter().map(|(kind, _)| *kind).min()?;
    let chosen = texts.iter().filter(|(kind, _)| *kind == best);
    Some((best, chosen.map(|(_, text)| text.clone()).collect()))
}

/// Sorts the texts of a picture into kinds by their form, where nothing is known of them.
pub(super) fn kinds_by_form(texts: Vec<String>) -> Vec<(CodeKind, String)> {
    let kind = |text: String| (CodeKind::of_form(&text), text);
    texts.into_iter().map(kind).collect()
}

impl Desk {
    /// Returns the texts of one picture that are worth a verdict: genuine own tickets, else codes of another seller
    /// that the ticket list has, else what has the form of either, else all.
    #[must_use]
    pub fn worth_judging(&mut self, texts: Vec<String>, at: UnixMs) -> Vec<String> {
        if texts.len() < 2 {
            return texts;
        }
        choose(&self.kinds(texts, at)).map_or_else(Vec::new, |(_, chosen)| chosen)
    }

    /// Sorts the texts of a picture into kinds. When the journal can't be read their form decides, and judging them
    /// says why.
    pub(super) fn kinds(&mut self, texts: Vec<String>, at: UnixMs) -> Vec<(CodeKind, String)> {
        let rules = self.known.rules.as_ref();
        let Some((rules, tx)) = rules.zip(self.journal.write_tx().ok()) else {
            return kinds_by_form(texts);
        };
        let kind = |text: String| {
            let known = known_kind(&text, &tx, rules, &self.config.gate, at);
            (known.unwrap_or_else(|_| CodeKind::of_form(&text)), text)
        };
        texts.into_iter().map(kind).collect()
    }
}

fn known_kind(
    text: &str,
    tx: &WriteTx<'_>,
    rules: &Rules,
    gate: &GateId,
    at: UnixMs,
) -> Result<CodeKind, JournalError> {
    Ok(match recognise(text, tx, rules, gate, at)? {
        Recognised::Ticket(ticket) if ticket.short_code.is_some() => CodeKind::Own,
        Recognised::Ticket(_) => CodeKind::Listed,
        Recognised::Refused(refusal) if refusal.reason == Reason::AmbiguousTicket => {
            CodeKind::Listed
        }
        Recognised::Refused(_) => CodeKind::of_form(text),
    })
}

#[cfg(test)]
mod tests;
