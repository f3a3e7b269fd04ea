//! Issuing tickets, taking them back, and taking in those of other sellers.

mod batch;
mod days;
mod find;
mod glyphs;
pub mod import;
mod list;
mod once;
mod photograph;
mod picture;
mod print;
mod print_badge;
mod print_doors;
mod print_layout;
mod print_sheet;
mod print_words;
mod progress;
mod search;
mod status;
mod story;
mod symbol;
mod ticket_list;

use jiff::civil::Date;
use shared::catalogue::{Catalogue, TicketKind};
use shared::ids::{ExhibitionId, KeyId, TicketNumber};
use shared::ticket::{
    self, Claims, ClaimsError, KeyRing, KeyRingError, ShortCode, SigningKey, TicketError,
};
use shared::time::UnixMs;

use crate::parallel;
use crate::ports::{
    ChangeNote, Database, NewTicket, OwnTicket, PortError, WriteTx, last_number_after,
};

pub use batch::{TicketBatch, batches};
pub use days::{DaysError, days_mask};
pub use find::{FindError, find_listed, find_tickets};
pub use import::{import, read_holders};
pub use list::{issued_csv, picture_name};
pub use once::{KeyedRequest, OnceError, issue_once, set_status_once};
pub use photograph::read_code;
pub use picture::{TicketPictureError, picture, vector_picture};
pub use print::{PrintError, TicketPrint, print, unprintable_holders};
pub use print_words::PrintTexts;
pub use progress::IssueProgress;
pub use search::{SEARCH_MOST, TicketSearch, search};
pub(crate) use status::set_status_in;
pub use status::{StatusChange, TicketName, change_status, set_status, set_status_of_list};
pub use story::{
    NOTE_MOST, NoteError, StoryEvent, StoryFact, StoryRecord, TicketStory, add_note, story,
};
pub use ticket_list::{ListedTicket, dates, ticket_list, ticket_list_csv};

/// The most tickets one call issues: kiosks wait while they are written to the database.
pub const MAX_COUNT: u32 = 100_000;

/// Which tickets to issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueRequest {
    /// How many.
    pub count: u32,
    /// The key of their kind in the catalogue: `visitor`.
    pub kind: String,
    /// The days they are valid on: bit 0 is the exhibition's first day; [`days_mask`] reads a person's words.
    pub days: u16,
    /// How many people each admits; `None` for what the catalogue says.
    pub party: Option<u8>,
}

/// A ticket that is in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedTicket {
    /// Its number.
    pub number: TicketNumber,
    /// What it grants.
    pub claims: Claims,
    /// The key of its kind.
    pub kind: String,
    /// The dates it is valid on.
    pub dates: Vec<Date>,
    /// The digits of its QR symbol.
    pub digits: String,
    /// The code for people, printed below the symbol.
    pub short_code: ShortCode,
    /// The name that it is issued to; where there is one, the organisation stands behind [`HOLDER_PARTS`].
    pub holder: Option<String>,
}

/// What stands between a name and an organisation.
pub const HOLDER_PARTS: &str = " · ";

/// Why tickets could not be issued or taken back.
#[derive(Debug, thiserror::Error)]
pub enum TicketsError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// No or too many tickets.
    #[error("{0} tickets at a time; ask for 1 to {MAX_COUNT}")]
    Count(u32),
    /// The catalogue has no such kind.
    #[error("the exhibition has no kind of ticket \"{kind}\"; it has {known}")]
    Kind {
        /// What was asked for.
        kind: String,
        /// What there is.
        known: String,
    },
    /// Days that the exhibition does not have.
    #[error(transparent)]
    Days(#[from] DaysError),
    /// All numbers are taken.
    #[error("all ticket numbers are taken")]
    NumbersExhausted,
    /// The claims are no good.
    #[error("such a ticket would admit nobody: {0}")]
    Claims(#[from] ClaimsError),
    /// There is no key to sign with.
    #[error("this exhibition has no signing key")]
    NoKey,
    /// A ticket that was just signed does not verify.
    #[error("key {0} makes tickets that do not verify; new tickets need another key")]
    Key(KeyId),
    /// No such ticket.
    #[error("no ticket {0} is known here; look at the number, or at the code below the QR symbol")]
    NoTicket(String),
    /// Somebody stopped it.
    #[error("it was stopped, and no ticket was issued")]
    Stopped,
    /// Another request with the same key was faster.
    #[error("the same was asked for at the same time; ask again")]
    Repeated,
    /// Tickets that were asked for are not known.
    #[error(transparent)]
    Find(Box<FindError>),
}

/// Issues tickets: numbers, signs and stores them in one commit, so that no ticket is ever printed
/// that the database does not know.
///
/// # Errors
/// [`TicketsError`]; then no ticket was issued.
pub fn issue(
    database: &dyn Database,
    request: &IssueRequest,
    now: UnixMs,
) -> Result<Vec<IssuedTicket>, TicketsError> {
    issue_to(database, request, &[], now)
}

/// Issues tickets to people, a ticket each in their order; those beyond them have no name.
///
/// # Errors
/// [`TicketsError`]; then no ticket was issued.
pub fn issue_to(
    database: &dyn Database,
    request: &IssueRequest,
    holders: &[String],
    now: UnixMs,
) -> Result<Vec<IssuedTicket>, TicketsError> {
    issue_with(database, request, holders, now, &IssueProgress::default())
}

/// Issues tickets to people, shows how far it is, and can be stopped.
///
/// # Errors
/// [`TicketsError`]; then no ticket was issued.
pub fn issue_with(
    database: &dyn Database,
    request: &IssueRequest,
    holders: &[String],
    now: UnixMs,
    progress: &IssueProgress,
) -> Result<Vec<IssuedTicket>, TicketsError> {
    issue_and(database, request, holders, now, progress, &|_, _| Ok(()))
}

/// What is done in the same change, with the first and the last number.
type Also<'a> = &'a dyn Fn(&dyn WriteTx, (u32, u32)) -> Result<(), TicketsError>;

fn issue_and(
    database: &dyn Database,
    request: &IssueRequest,
    holders: &[String],
    now: UnixMs,
    progress: &IssueProgress,
    also: Also<'_>,
) -> Result<Vec<IssuedTicket>, TicketsError> {
    if !(1..=MAX_COUNT).contains(&request.count) {
        return Err(TicketsError::Count(request.count));
    }
    let view = database.read()?;
    let catalogue = view.catalogue()?;
    let kind = kind_of(&catalogue, &request.kind)?;
    let dates = days::dates_of(&catalogue.calendar(), request.days)?;
    let newest = view.signing_keys()?.pop();
    let signer = Signer::new(newest.ok_or(TicketsError::NoKey)?)?;
    drop(view);
    loop {
        // Signing takes long, and while the database is held no kiosk's records are stored: so it
        // is done before, with the numbers that are likely to be free.
        let last = database.read()?.last_ticket_number()?;
        progress.begin();
        let mut tickets = Sign {
            signer: &signer,
            request,
            exhibition: catalogue.exhibition,
            kind,
            dates: &dates,
            progress,
        }
        .after(last)?;
        for (ticket, holder) in tickets.iter_mut().zip(holders) {
            ticket.holder = Some(holder.clone());
        }
        let change = database.write()?;
        if change.last_ticket_number()? != last {
            // Someone else issued tickets meanwhile and has these numbers.
            continue;
        }
        let new = tickets.iter().map(|ticket| NewTicket {
            claims: &ticket.claims,
            digits: &ticket.digits,
            short_code: ticket.short_code,
            holder: ticket.holder.as_deref(),
        });
        change.insert_tickets(&new.collect::<Vec<_>>(), now)?;
        let (first, last) = (last + 1, last + request.count);
        let numbers = batch::numbers(first, last);
        change.note_change(ChangeNote::of(batch::ISSUED, &request.kind).after(&numbers))?;
        also(&*change, (first, last))?;
        progress.check()?;
        change.commit()?;
        return Ok(tickets);
    }
}

/// Returns a ticket as it was issued.
fn issued(catalogue: &Catalogue, ticket: OwnTicket) -> IssuedTicket {
    let claims = ticket.claims;
    let kind = catalogue.ticket_type(claims.kind);
    IssuedTicket {
        number: claims.number,
        kind: kind.map_or_else(|| claims.kind.to_string(), |kind| kind.key.clone()),
        dates: days::dates_of(&catalogue.calendar(), claims.days).unwrap_or_default(),
        claims,
        digits: ticket.digits,
        short_code: ticket.short_code,
        holder: ticket.holder,
    }
}

/// Returns the kind of ticket with this key.
fn kind_of<'a>(catalogue: &'a Catalogue, key: &str) -> Result<&'a TicketKind, TicketsError> {
    let kinds = &catalogue.ticket_types;
    kinds.iter().find(|kind| kind.key == key).ok_or_else(|| {
        let known: Vec<&str> = kinds.iter().map(|kind| kind.key.as_str()).collect();
        TicketsError::Kind {
            kind: key.to_owned(),
            known: known.join(", "),
        }
    })
}

/// What tickets are signed for.
struct Sign<'a> {
    signer: &'a Signer,
    request: &'a IssueRequest,
    exhibition: ExhibitionId,
    kind: &'a TicketKind,
    dates: &'a [Date],
    progress: &'a IssueProgress,
}

impl Sign<'_> {
    /// Returns the tickets asked for, numbered from the one after `last` on.
    fn after(&self, last: u32) -> Result<Vec<IssuedTicket>, TicketsError> {
        let end = last
            .checked_add(self.request.count)
            .filter(|end| *end <= last_number_after(last))
            .ok_or(TicketsError::NumbersExhausted)?;
        let numbers: Vec<u32> = (last + 1..=end).collect();
        let tickets = parallel::map(&numbers, |number| {
            self.progress.check()?;
            let ticket = self.ticket(TicketNumber(*number))?;
            self.progress.count();
            Ok(ticket)
        });
        tickets.into_iter().collect()
    }

    fn ticket(&self, number: TicketNumber) -> Result<IssuedTicket, TicketsError> {
        let (kind, request) = (self.kind, self.request);
        let claims = Claims {
            key: self.signer.id,
            exhibition: self.exhibition,
            number,
            kind: kind.id,
            party: request.party.unwrap_or(kind.party),
            days: request.days,
            policy: kind.policy,
            zones: kind.zones,
        };
        let (digits, short_code) = self.signer.sign(&claims)?;
        Ok(IssuedTicket {
            number,
            claims,
            kind: kind.key.clone(),
            dates: self.dates.to_vec(),
            digits,
            short_code,
            holder: None,
        })
    }
}

/// The newest key, with the ring that a kiosk would check its tickets against.
struct Signer {
    id: KeyId,
    key: SigningKey,
    ring: KeyRing,
}

impl Signer {
    fn new((id, seed): (KeyId, [u8; 32])) -> Result<Self, TicketsError> {
        let key = SigningKey::from_seed(&seed);
        let mut ring = KeyRing::default();
        ring.trust(id, &key.public())
            .map_err(|_: KeyRingError| TicketsError::Key(id))?;
        Ok(Self { id, key, ring })
    }

    /// Signs, and reads the result as a kiosk will: a ticket that no kiosk takes is not printed.
    fn sign(&self, claims: &Claims) -> Result<(String, ShortCode), TicketsError> {
        let digits = ticket::issue(claims, &self.key)?;
        let verified = ticket::verify(&digits, &self.ring, claims.exhibition)
            .map_err(|_: TicketError| TicketsError::Key(self.id))?;
        Ok((digits, verified.short_code))
    }
}
