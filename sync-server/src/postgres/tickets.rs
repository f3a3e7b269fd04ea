//! The tickets that are known, and whether each is honoured.

use std::collections::{HashMap, HashSet};

use postgres::Row;
use shared::checkin::TicketStatus;
use shared::ids::TicketNumber;
use shared::protocol::v1::TicketListItem;
use shared::ticket::{CLAIMS_LEN, Claims, CodeHash, ShortCode};
use shared::time::UnixMs;

use super::{PostgresTx, foreign, rows};
use crate::engine::places_before;
use crate::ports::{
    ForeignTicket, KnownForeign, NewTicket, PortError, ReadTickets, RecordsTx, StoredTicket,
    TicketPage, TicketsVersion, WriteTickets,
};

/// The place of a type among the bytes of claims.
const KIND: usize = 8;
/// The revision of the ticket that was added or changed last.
const LAST_REVISION: &str = "(SELECT coalesce(max(revision), 0) FROM tickets)";
/// How many rows are added by one statement.
const ROWS: usize = 10_000;

/// The numbers and claims of tickets that are added.
#[derive(Default)]
struct NewClaims {
    numbers: Vec<i64>,
    bytes: Vec<Vec<u8>>,
}

impl ReadTickets for PostgresTx {
    fn last_ticket_number(&self) -> Result<u32, PortError> {
        let row = self.db.only(
            "SELECT greatest((SELECT max(number) FROM tickets), (SELECT ticket_floor FROM exhibition), 0)",
            &[],
        )?;
        Ok(rows::ticket(&row, 0)?.0)
    }

    fn tickets_version(&self) -> Result<TicketsVersion, PortError> {
        let row = self.db.only(
            "SELECT coalesce((SELECT max(revision) FROM tickets), 0),
                    coalesce((SELECT max(arrival) FROM standings), 0)",
            &[],
        )?;
        Ok(TicketsVersion {
            revision: rows::count(&row, 0)?,
            status: rows::count(&row, 1)?,
        })
    }

    fn ticket_claims(
        &self,
        number: TicketNumber,
        code: Option<ShortCode>,
    ) -> Result<Option<Claims>, PortError> {
        let row = self.db.row(
            "SELECT claims FROM tickets WHERE number = $1 AND ($2::bigint IS NULL OR short_bits = $2)",
            &[
                &i64::from(number.0),
                &code.map(|code| code.bits() as i64),
            ],
        )?;
        row.map(|row| rows::claims(&row, 0)).transpose()
    }

    fn tickets(&self) -> Result<Vec<StoredTicket>, PortError> {
        let statuses = self.records.statuses()?;
        let mut tickets = Vec::new();
        self.db.each(
            "SELECT claims, short_bits, hash, seller, reference, holder FROM tickets ORDER BY number",
            |row| {
                tickets.push(stored(row, &statuses)?);
                Ok(())
            },
        )?;
        Ok(tickets)
    }

    fn sellers(&self) -> Result<Vec<String>, PortError> {
        let sellers = "SELECT DISTINCT seller FROM tickets WHERE seller IS NOT NULL ORDER BY 1";
        let read = |row: &Row| Ok(row.try_get(0)?);
        self.db.query(sellers, &[])?.iter().map(read).collect()
    }

    fn foreign_tickets_of(&self, seller: &str) -> Result<Vec<KnownForeign>, PortError> {
        foreign::select(self, "seller = $1", &[&seller])
    }

    fn foreign_tickets(
        &self,
        hashes: &HashSet<CodeHash>,
    ) -> Result<HashMap<CodeHash, Vec<KnownForeign>>, PortError> {
        let hashes: Vec<&[u8]> = hashes.iter().map(|hash| hash.0.as_slice()).collect();
        let mut known: HashMap<_, Vec<_>> = HashMap::new();
        for ticket in foreign::select(self, "hash = ANY($1)", &[&hashes])? {
            known.entry(ticket.ticket.hash).or_default().push(ticket);
        }
        Ok(known)
    }

    fn tickets_with_code(&self, hash: CodeHash) -> Result<Vec<TicketNumber>, PortError> {
        let numbers = "SELECT number FROM tickets WHERE hash = $1
                       UNION SELECT number FROM tickets WHERE folded = $1 ORDER BY 1";
        let found = self.db.query(numbers, &[&hash.0.as_slice()])?;
        found.iter().map(|row| rows::ticket(row, 0)).collect()
    }

    fn ticket_page(&self, after: u64, limit: usize) -> Result<TicketPage, PortError> {
        let last = self.tickets_version()?.revision;
        let after = if after > last { 0 } else { after };
        let found = self.db.query(
            "SELECT revision, claims, short_bits, hash, folded, seller, reference,
                    CASE WHEN share_holder THEN holder END
             FROM tickets WHERE revision > $1 ORDER BY revision LIMIT $2",
            &[&(after as i64), &(limit as i64)],
        )?;
        let next = found.last().map_or(Ok(after), |row| rows::count(row, 0))?;
        Ok(TicketPage {
            tickets: found.iter().map(listed).collect::<Result<_, _>>()?,
            next,
            more: next < last,
        })
    }
}

impl WriteTickets for PostgresTx {
    fn insert_tickets(&self, tickets: &[NewTicket<'_>], now: UnixMs) -> Result<(), PortError> {
        for tickets in tickets.chunks(ROWS) {
            let all = tickets.iter();
            let claims = self.count_new(all.clone().map(|it| it.claims))?;
            let digits: Vec<&str> = all.clone().map(|it| it.digits).collect();
            let bits: Vec<i64> = all.map(|it| it.short_code.bits() as i64).collect();
            self.db.execute(
                &format!(
                    "INSERT INTO tickets (number, revision, claims, digits, short_bits, made_ms)
                     SELECT number, {LAST_REVISION} + place, claims, digits, bits, $5
                     FROM unnest($1::bigint[], $2::bytea[], $3::text[], $4::bigint[])
                         WITH ORDINALITY AS new (number, claims, digits, bits, place)"
                ),
                &[&claims.numbers, &claims.bytes, &digits, &bits, &now.0],
            )?;
        }
        Ok(())
    }

    fn insert_foreign_tickets(
        &self,
        tickets: &[ForeignTicket],
        now: UnixMs,
    ) -> Result<(), PortError> {
        for tickets in tickets.chunks(ROWS) {
            let all = tickets.iter();
            let claims = self.count_new(all.clone().map(|it| &it.claims))?;
            let sellers: Vec<&str> = all.clone().map(|it| it.seller.as_str()).collect();
            let hashes: Vec<&[u8]> = all.clone().map(|it| it.hash.0.as_slice()).collect();
            let folded: Vec<Option<&[u8]>> = all.clone().map(folded).collect();
            let references: Vec<Option<&str>> =
                all.clone().map(|it| it.reference.as_deref()).collect();
            let holders: Vec<Option<&str>> = all.clone().map(|it| it.holder.as_deref()).collect();
            let shared: Vec<bool> = all.clone().map(|it| it.share_holder).collect();
            let proofs: Vec<Option<&[u8]>> = all.map(proof).collect();
            self.db.execute(
                &format!(
                    "INSERT INTO tickets
                         (number, revision, claims, seller, hash, folded, reference, holder, share_holder,
                          proof, made_ms)
                     SELECT number, {LAST_REVISION} + place, claims, seller, hash, folded, reference, holder, share,
                         proof, $10
                     FROM unnest($1::bigint[], $2::bytea[], $3::text[], $4::bytea[], $5::bytea[], $6::text[],
                                 $7::text[], $8::boolean[], $9::bytea[])
                         WITH ORDINALITY
                         AS new (number, claims, seller, hash, folded, reference, holder, share, proof, place)"
                ),
                &[
                    &claims.numbers,
                    &claims.bytes,
                    &sellers,
                    &hashes,
                    &folded,
                    &references,
                    &holders,
                    &shared,
                    &proofs,
                    &now.0,
                ],
            )?;
        }
        Ok(())
    }

    fn update_foreign_ticket(&self, ticket: &ForeignTicket) -> Result<(), PortError> {
        let claims = claims_bytes(&ticket.claims)?;
        let before = self.db.row(
            &format!(
                "UPDATE tickets SET revision = {LAST_REVISION} + 1, claims = $2, folded = $3, reference = $4,
                     holder = $5, share_holder = $6, proof = $7
                 FROM (SELECT claims FROM tickets WHERE number = $1) AS before
                 WHERE number = $1 RETURNING before.claims"
            ),
            &[
                &i64::from(ticket.claims.number.0),
                &claims.as_slice(),
                &folded(ticket),
                &ticket.reference,
                &ticket.holder,
                &ticket.share_holder,
                &proof(ticket),
            ],
        )?;
        if let Some(before) = before {
            let before: [u8; CLAIMS_LEN] = rows::bytes(&before, 0)?;
            self.count_issued(before[KIND], -1);

            self.count_issued(claims[KIND], 1);
        }
        Ok(())
    }

    fn set_ticket_status(
        &self,
        ticket: TicketNumber,
        status: TicketStatus,
        now: UnixMs,
    ) -> Result<(), PortError> {
        let (word, since) = match status {
            TicketStatus::Good => ("good", now),
            TicketStatus::Revoked(since) => ("revoked", since),
            TicketStatus::Blocked(since) => ("blocked", since),
        };
        // One sequence with the records.
        let arrival = self.records.last_arrival()?.max(places_before(now)) + 1;
        self.db.execute(
            "INSERT INTO standings (arrival, ticket, standing, since_ms) VALUES ($1, $2, $3, $4)",
            &[&(arrival as i64), &i64::from(ticket.0), &word, &since.0],
        )?;
        Ok(())
    }
}

impl PostgresTx {
    /// Counts a ticket of a type, or one less.
    fn count_issued(&self, kind: u8, by: i64) {
        *self.issued.borrow_mut().entry(kind.into()).or_default() += by;
    }

    fn count_new<'a>(
        &self,
        tickets: impl Iterator<Item = &'a Claims>,
    ) -> Result<NewClaims, PortError> {
        let mut new = NewClaims::default();
        for claims in tickets {
            let bytes = claims_bytes(claims)?;
            self.count_issued(bytes[KIND], 1);
            new.numbers.push(claims.number.0.into());
            new.bytes.push(bytes.to_vec());
        }
        Ok(new)
    }

    /// Writes how many tickets were added, once for all of them: each update of a row leaves a version of it behind.
    pub(super) fn write_issued(&self) -> Result<(), PortError> {
        for (kind, by) in self.issued.take() {
            self.db.execute(
                "INSERT INTO issued (kind, tickets) VALUES ($1, $2)
                 ON CONFLICT (kind) DO UPDATE SET tickets = issued.tickets + excluded.tickets",
                &[&kind, &by],
            )?;
        }
        Ok(())
    }
}

fn proof(ticket: &ForeignTicket) -> Option<&[u8]> {
    ticket.proof.as_ref().map(|proof| proof.0.as_slice())
}

fn folded(ticket: &ForeignTicket) -> Option<&[u8]> {
    ticket.folded.as_ref().map(|hash| hash.0.as_slice())
}

fn stored(
    row: &Row,
    statuses: &HashMap<TicketNumber, TicketStatus>,
) -> Result<StoredTicket, PortError> {
    let claims = rows::claims(row, 0)?;
    let bits: Option<i64> = row.try_get(1)?;
    Ok(StoredTicket {
        claims,
        short_code: bits.map(|bits| ShortCode::from_bits(bits as u64)),
        hash: rows::optional_bytes(row, 2)?.map(CodeHash),
        seller: row.try_get(3)?,
        reference: row.try_get(4)?,
        holder: row.try_get(5)?,
        status: statuses.get(&claims.number).copied().unwrap_or_default(),
    })
}

fn listed(row: &Row) -> Result<TicketListItem, PortError> {
    let bits: Option<i64> = row.try_get(2)?;
    Ok(TicketListItem {
        claims: rows::bytes(row, 1)?,
        proof: bits.map(|bits| ShortCode::from_bits(bits as u64).proof()),
        hash: rows::optional_bytes(row, 3)?.map(CodeHash),
        folded: rows::optional_bytes(row, 4)?.map(CodeHash),
        seller: row.try_get(5)?,
        reference: row.try_get(6)?,
        holder: row.try_get(7)?,
    })
}

fn claims_bytes(claims: &Claims) -> Result<[u8; CLAIMS_LEN], PortError> {
    // Operations refuse claims that could not be read back.
    let bytes = claims.to_bytes();
    bytes.map_err(|error| rows::unreadable(error.to_string()))
}
