//! Tickets: those that the organisers issue, and those of another seller, whose list they import.

use shared::ids::TicketNumber;
use shared::ticket::{Claims, CodeHash};
use shared::time::UnixMs;
use sync_server::ports::Database;
use sync_server::tickets::import::{Columns, ImportRequest, ListFile, Unlisted};
use sync_server::tickets::{self, IssueRequest};

/// The kind whose people need not come together.
pub(super) const IN_PARTS: &str = "school";
/// The kind of the other seller's tickets.
const OF_SELLER: &str = "visitor";
const SELLER: &str = "Tiktak";

/// A ticket as its holder has it.
#[derive(Debug, Clone)]
pub(super) struct SoldTicket {
    pub(super) number: TicketNumber,
    pub(super) claims: Claims,
    pub(super) kind: String,
    /// What its QR symbol says.
    pub(super) code: String,
}

/// Issues tickets that are valid on all days.
pub(super) fn issue(
    database: &dyn Database,
    kind: &str,
    count: u32,
    party: Option<u8>,
    now: UnixMs,
) -> Vec<SoldTicket> {
    let request = IssueRequest {
        count,
        kind: kind.to_owned(),
        days: 0b1111,
        party,
    };
    let issued = tickets::issue(database, &request, now).unwrap().into_iter();
    let issued = issued.map(|it| SoldTicket {
        number: it.number,
        claims: it.claims,
        kind: it.kind,
        code: it.digits,
    });
    issued.collect()
}

/// Imports the seller's list, which has so many tickets by now, and returns what the server knows of them.
pub(super) fn import(database: &dyn Database, count: usize, now: UnixMs) -> Vec<SoldTicket> {
    let codes: Vec<String> = (1..=count).map(|it| format!("TT-2031-{it:04}")).collect();
    let file = ListFile {
        name: "sold.csv".to_owned(),
        bytes: format!("code\n{}\n", codes.join("\n")).into(),
    };
    let request = ImportRequest {
        seller: SELLER.to_owned(),
        kind: OF_SELLER.to_owned(),
        days: 0b1111,
        party: None,
        columns: Columns::default(),
        delimiter: None,
        sheet: None,
        valid_statuses: Vec::new(),
        unlisted: Unlisted::Keep,
        with_names: false,
        strict: true,
        dry_run: false,
    };
    let report = tickets::import(database, &file, &request, now).unwrap();
    assert!(report.refused.is_empty(), "{report:?}");
    let known = database.read().unwrap().foreign_tickets_of(SELLER).unwrap();
    let known = known.into_iter().map(|it| {
        let claims = it.ticket.claims;
        let mut codes = codes.iter();
        let code = codes.find(|code| CodeHash::of(claims.exhibition, code) == it.ticket.hash);
        SoldTicket {
            number: claims.number,
            claims,
            kind: OF_SELLER.to_owned(),
            code: code.unwrap().clone(),
        }
    });
    known.collect()
}
