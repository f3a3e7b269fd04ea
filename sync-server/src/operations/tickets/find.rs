//! Tickets by what a person has of them: number, short code, a seller's code, a list of these.

use std::collections::BTreeSet;

use shared::ids::{ExhibitionId, TicketNumber};
use shared::ticket::{self, CodeHash, KeyRing, ShortCode, has_ticket_form, normalise};

use super::TicketsError;
use super::import::{CodeError, ImportError, ListFile, read_names};
use crate::ports::{Database, PortError, ReadTx};

/// Why tickets were not found.
#[derive(Debug, thiserror::Error)]
pub enum FindError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// The list can't be read.
    #[error(transparent)]
    List(#[from] ImportError),
    /// A line of a list has no code.
    #[error(transparent)]
    Code(#[from] CodeError),
    /// No such ticket.
    #[error(
        "no ticket {0} is known here; write its number, the code below its QR symbol, or the seller's code"
    )]
    None(String),
    /// Several tickets.
    #[error(
        "\"{name}\" may be ticket {}; write number:N for the one that is meant",
        .numbers.iter().map(TicketNumber::to_string).collect::<Vec<_>>().join(" or ")
    )]
    Several {
        /// What was written.
        name: String,
        /// The tickets that it may mean.
        numbers: Vec<TicketNumber>,
    },
    /// Lines of a list that name no ticket.
    #[error(
        "{} of {all} lines name no ticket, so nothing was done:{}",
        .lines.len(),
        first_lines(.lines)
    )]
    Lines {
        /// How many lines the list has.
        all: usize,
        /// The lines, with what is wrong.
        lines: Vec<(u64, FindError)>,
    },
    /// Nothing is asked for.
    #[error("no ticket is named")]
    Nothing,
}

/// Returns the tickets that a person names, each once, in their order: by number (`17`, `number:17`), by
/// the code below the QR symbol, or by a seller's code (`GAM7008`, `code:4711`).
///
/// # Errors
/// [`FindError`] when one is not known, or may be several.
pub fn find_tickets(
    database: &dyn Database,
    names: &[String],
) -> Result<Vec<TicketNumber>, FindError> {
    let finder = Finder::open(database)?;
    let mut numbers = Vec::new();
    for name in names {
        let number = finder.find(name)?;
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    if numbers.is_empty() {
        return Err(FindError::Nothing);
    }
    Ok(numbers)
}

/// Returns the tickets that a list names: one a line, or in the column of the codes or numbers.
///
/// # Errors
/// [`FindError`] with all lines whose ticket is not known, or may be several.
pub fn find_listed(
    database: &dyn Database,
    file: &ListFile,
) -> Result<Vec<TicketNumber>, FindError> {
    let names = read_names(file)?;
    let finder = Finder::open(database)?;
    let mut seen = BTreeSet::new();
    let mut numbers = Vec::new();
    let mut lines = Vec::new();
    let all = names.len();
    for (line, name) in names {
        let name = match name {
            Ok(name) => name,
            Err(error) => {
                lines.push((line, error.into()));
                continue;
            }
        };
        match finder.find(&name) {
            Ok(number) if seen.insert(number) => numbers.push(number),
            Ok(_) => {}
            Err(error @ (FindError::None(_) | FindError::Several { .. })) => {
                lines.push((line, error));
            }
            Err(error) => return Err(error),
        }
    }
    if !lines.is_empty() {
        return Err(FindError::Lines { all, lines });
    }
    if numbers.is_empty() {
        return Err(FindError::Nothing);
    }
    Ok(numbers)
}

/// Returns the first lines of a list, each on a line of its own.
fn first_lines(lines: &[(u64, FindError)]) -> String {
    let mut text = String::new();
    for (line, why) in lines.iter().take(20) {
        text.push_str("\n  line ");
        text.push_str(&line.to_string());
        text.push_str(": ");
        text.push_str(&why.to_string());
    }
    text
}

pub(super) struct Finder<'a> {
    pub(super) view: Box<dyn ReadTx + 'a>,
    here: ExhibitionId,
}

impl<'a> Finder<'a> {
    pub(super) fn open(database: &'a dyn Database) -> Result<Self, PortError> {
        let view = database.read()?;
        let here = view.catalogue()?.exhibition;
        Ok(Self { view, here })
    }

    fn find(&self, name: &str) -> Result<TicketNumber, FindError> {
        let text = normalise(name);
        let numbers = self.all(&text)?;
        let mut found = numbers.iter().copied();
        match (found.next(), found.next()) {
            (Some(number), None) => Ok(number),
            (None, _) => Err(FindError::None(text.into_owned())),
            (Some(_), Some(_)) => Err(FindError::Several {
                name: text.into_owned(),
                numbers: numbers.into_iter().collect(),
            }),
        }
    }

    /// Returns the tickets that a normalised text names.
    pub(super) fn all(&self, text: &str) -> Result<BTreeSet<TicketNumber>, PortError> {
        if let Some(number) = text.strip_prefix("number:") {
            return Ok(self.with_number(number)?.into_iter().collect());
        }
        if let Some(code) = text.strip_prefix("code:") {
            return self.with_code(code);
        }
        let mut found: BTreeSet<TicketNumber> = self.with_number(text)?.into_iter().collect();
        let short_code = text.parse::<ShortCode>().ok();
        if let Some(code) = short_code.or(self.scanned(text)?) {
            let known = self.view.ticket_claims(code.number(), Some(code))?;
            found.extend(known.map(|claims| claims.number));
        }
        found.extend(self.with_code(text)?);
        Ok(found)
    }

    /// Returns the short code of the ticket whose whole code this is.
    fn scanned(&self, text: &str) -> Result<Option<ShortCode>, PortError> {
        if !has_ticket_form(text) {
            return Ok(None);
        }
        let mut ring = KeyRing::default();
        for key in self.view.public_keys()? {
            // One that can't be trusted signed no ticket.
            let _ = ring.trust(key.id, &key.public);
        }
        let verified = ticket::verify(text, &ring, self.here);
        Ok(verified.ok().map(|it| it.short_code))
    }

    fn with_number(&self, text: &str) -> Result<Option<TicketNumber>, PortError> {
        let Some(number) = text.trim().parse().ok().map(TicketNumber) else {
            return Ok(None);
        };
        let known = self.view.ticket_claims(number, None)?.is_some();
        Ok(known.then_some(number))
    }

    /// Returns the tickets with this code of a seller; where none has it exactly, those that have it in another case or
    /// with other spaces.
    fn with_code(&self, code: &str) -> Result<BTreeSet<TicketNumber>, PortError> {
        let exact = self.view.tickets_with_code(CodeHash::of(self.here, code))?;
        if !exact.is_empty() {
            return Ok(exact.into_iter().collect());
        }
        let folded = CodeHash::of_folded(self.here, code);
        let folded = self.view.tickets_with_code(folded)?;
        Ok(folded.into_iter().collect())
    }
}

impl From<FindError> for TicketsError {
    fn from(error: FindError) -> Self {
        Self::Find(Box::new(error))
    }
}
