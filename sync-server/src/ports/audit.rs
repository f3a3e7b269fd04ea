//! The log of what organisers change: who, what, when, before and after. It only grows.

use shared::time::UnixMs;

use super::{PortError, TicketSpans};

/// The changes of many tickets at once.
pub const OF_MANY_TICKETS: [&str; 3] = ["tickets_revoked", "tickets_blocked", "tickets_reinstated"];

/// A kiosk that a restored database does not know.
pub const KIOSK_LOST: &str = "kiosk_lost";

/// The most characters of a file's name in the log.
const NAME_CHARS: usize = 80;

/// Who changes something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The name of their account, or [`Author::COMMAND_LINE`].
    pub name: String,
    /// The time by the server's clock; without it, that of this computer.
    pub at: Option<UnixMs>,
}

/// A change, as it is written down.
#[derive(Debug, Clone, Copy)]
pub struct ChangeNote<'a> {
    /// What was done, as a word that never changes: `ticket_blocked`. Its sentence is `change-ticket_blocked` in `desk.ftl`.
    pub what: &'static str,
    /// What it was done to: a name or number; empty where there is only one of it. Of [`OF_MANY_TICKETS`] it is their numbers as
    /// [`TicketSpans`], and after a space the name of the list that they came from, where there is one.
    pub thing: &'a str,
    /// What was there before, in few words.
    pub before: Option<&'a str>,
    /// What is there now.
    pub after: Option<&'a str>,
}

/// A change that was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedChange {
    /// Its place in the log.
    pub id: u64,
    /// When it was made.
    pub at: UnixMs,
    /// Who made it.
    pub author: String,
    /// What was done; one of a later version may be unknown here.
    pub what: String,
    /// What it was done to.
    pub thing: String,
    /// What was there before.
    pub before: Option<String>,
    /// What is there now.
    pub after: Option<String>,
}

/// Which changes are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangeQuery {
    /// Those of one person.
    pub author: Option<String>,
    /// Those of one thing; of a ticket, also those of [`OF_MANY_TICKETS`] that it is among.
    pub thing: Option<String>,
    /// Those of one kind, by its word.
    pub what: Option<&'static str>,
    /// Those before a place in the log.
    pub before: Option<u64>,
    /// How many at most.
    pub limit: u32,
}

impl LoggedChange {
    /// Returns the tickets that were changed at once, and the name of their list; `None` where it was something else.
    #[must_use]
    pub fn tickets(&self) -> Option<(TicketSpans, &str)> {
        if !OF_MANY_TICKETS.contains(&&*self.what) {
            return None;
        }
        let (spans, list) = self.thing.split_once(' ').unwrap_or((&self.thing, ""));
        Some((spans.parse().ok()?, list))
    }
}

impl<'a> ChangeNote<'a> {
    /// Returns the note of a change of which nothing more is to be said than what was done, and to what.
    #[must_use]
    pub fn of(what: &'static str, thing: &'a str) -> Self {
        Self {
            what,
            thing,
            before: None,
            after: None,
        }
    }

    /// Returns the name of a file as it stands in the log: on one line, and no longer than can be read there.
    #[must_use]
    pub fn name_of(file: &str) -> String {
        let printable = file.chars().filter(|it| !it.is_control());
        let short: String = printable.take(NAME_CHARS).collect();
        short.trim().to_owned()
    }

    /// Adds what was there before.
    #[must_use]
    pub fn before(self, before: &'a str) -> Self {
        Self {
            before: Some(before),
            ..self
        }
    }

    /// Adds what is there now.
    #[must_use]
    pub fn after(self, after: &'a str) -> Self {
        Self {
            after: Some(after),
            ..self
        }
    }
}

impl Author {
    /// The name of who works without an account.
    pub const COMMAND_LINE: &'static str = "command line";
    /// The name of the server where it does something by itself.
    pub const SERVER: &'static str = "server";
}

impl Default for Author {
    fn default() -> Self {
        Self {
            name: Self::COMMAND_LINE.to_owned(),
            at: None,
        }
    }
}

/// Reads the log.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait ReadAudit {
    /// Returns changes, newest first.
    fn changes(&self, query: &ChangeQuery) -> Result<Vec<LoggedChange>, PortError>;
}

/// Writes the log.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait WriteAudit {
    /// Writes a change down, in the name of the transaction's [`Author`]. It takes effect with the rest of the transaction.
    fn note_change(&self, note: ChangeNote<'_>) -> Result<(), PortError>;
}
