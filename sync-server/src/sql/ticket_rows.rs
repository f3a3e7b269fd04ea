//! A ticket's row: what is written of a ticket, and how it is read.

use shared::ids::TicketNumber;
use shared::protocol::v1::TicketListItem;
use shared::ticket::{CLAIMS_LEN, Claims, CodeHash, ScanProof, ShortCode};
use shared::time::UnixMs;

use super::row_hash::{HashedTable, PAGE};
use super::{SqlRow, SqlTx, SqlType, SqlValue, unreadable, values};
use crate::ports::{ForeignTicket, NewTicket, PortError, search_words};

use SqlType::{Bytes, Flag, Number, Text};

/// Every ticket, own and foreign.
pub(super) const TICKETS: HashedTable = HashedTable {
    name: "tickets",
    columns: &[
        ("number", Number),
        ("revision", Number),
        ("claims", Bytes),
        ("made_ms", Number),
        ("digits", Text),
        ("short_bits", Number),
        ("seller", Text),
        ("hash", Bytes),
        ("folded", Bytes),
        ("reference", Text),
        ("holder", Text),
        ("share_holder", Flag),
        ("proof", Bytes),
        ("words", Text),
    ],
};
/// How many columns a query of tickets begins with; others may follow.
pub(super) const WIDTH: usize = TICKETS.columns.len() + 1;

/// A ticket's row that is as it was written.
pub(super) struct TicketRow<'a>(&'a SqlRow);

impl<'a> TicketRow<'a> {
    /// Reads a row that begins with the columns of [`TICKETS`].
    pub(super) fn read(row: &'a SqlRow) -> Result<Self, PortError> {
        TICKETS.verify(row)?;
        Ok(Self(row))
    }

    pub(super) fn number(&self) -> Result<TicketNumber, PortError> {
        self.0.get(0)
    }

    pub(super) fn claims(&self) -> Result<Claims, PortError> {
        self.0.claims(2)
    }

    pub(super) fn made(&self) -> Result<UnixMs, PortError> {
        self.0.get(3)
    }

    pub(super) fn digits(&self) -> Result<Option<String>, PortError> {
        self.0.get(4)
    }

    pub(super) fn short_code(&self) -> Result<Option<ShortCode>, PortError> {
        Ok(self.0.get::<Option<u64>>(5)?.map(ShortCode::from_bits))
    }

    pub(super) fn seller(&self) -> Result<Option<String>, PortError> {
        self.0.get(6)
    }

    pub(super) fn hash(&self) -> Result<Option<CodeHash>, PortError> {
        Ok(self.0.get::<Option<_>>(7)?.map(CodeHash))
    }

    pub(super) fn folded(&self) -> Result<Option<CodeHash>, PortError> {
        Ok(self.0.get::<Option<_>>(8)?.map(CodeHash))
    }

    pub(super) fn reference(&self) -> Result<Option<String>, PortError> {
        self.0.get(9)
    }

    pub(super) fn holder(&self) -> Result<Option<String>, PortError> {
        self.0.get(10)
    }

    pub(super) fn share_holder(&self) -> Result<bool, PortError> {
        self.0.get(11)
    }

    /// Returns what shows that the ticket's code was seen.
    pub(super) fn proof(&self) -> Result<Option<ScanProof>, PortError> {
        Ok(match self.digits()? {
            Some(digits) => ScanProof::of_digits(&digits),
            None => self.kept_proof()?,
        })
    }

    /// Returns a foreign ticket's proof.
    pub(super) fn kept_proof(&self) -> Result<Option<ScanProof>, PortError> {
        Ok(self.0.get::<Option<_>>(12)?.map(ScanProof))
    }

    /// Returns the ticket as kiosks read it.
    pub(super) fn listed(&self) -> Result<TicketListItem, PortError> {
        let shares_holder = self.share_holder()?;
        Ok(TicketListItem {
            claims: self.0.get(2)?,
            proof: self.short_code()?.map(ShortCode::proof),
            hash: self.hash()?,
            folded: self.folded()?,
            seller: self.seller()?,
            reference: self.reference()?,
            holder: self.holder()?.filter(|_| shares_holder),
        })
    }
}

/// Adds the row of an own ticket, and its hash.
pub(super) fn add_own<'a>(
    rows: &mut Vec<SqlValue<'a>>,
    ticket: &NewTicket<'a>,
    revision: u64,
    made: UnixMs,
) -> Result<(), PortError> {
    rows.extend(values![
        ticket.claims.number.0,
        revision,
        claims_bytes(ticket.claims)?.to_vec(),
        made,
        ticket.digits,
        ticket.short_code.bits(),
        SqlValue::Null,
        SqlValue::Null,
        SqlValue::Null,
        SqlValue::Null,
        ticket.holder,
        false,
        SqlValue::Null,
        words_of(ticket.holder, None),
    ]);
    TICKETS.add_hash(rows);
    Ok(())
}

/// Adds the row of a foreign ticket, and its hash.
pub(super) fn add_foreign<'a>(
    rows: &mut Vec<SqlValue<'a>>,
    ticket: &'a ForeignTicket,
    revision: u64,
    made: UnixMs,
) -> Result<(), PortError> {
    rows.extend(values![
        ticket.claims.number.0,
        revision,
        claims_bytes(&ticket.claims)?.to_vec(),
        made,
        SqlValue::Null,
        SqlValue::Null,
        &ticket.seller,
        &ticket.hash.0,
        ticket.folded.as_ref().map(|hash| &hash.0),
        ticket.reference.as_deref(),
        ticket.holder.as_deref(),
        ticket.share_holder,
        ticket.proof.as_ref().map(|proof| &proof.0),
        words_of(ticket.holder.as_deref(), ticket.reference.as_deref()),
    ]);
    TICKETS.add_hash(rows);
    Ok(())
}

/// Adds the row of a ticket as it is without its holder's name, and its hash.
pub(super) fn add_nameless(
    rows: &mut Vec<SqlValue<'_>>,
    row: &SqlRow,
    revision: u64,
) -> Result<(), PortError> {
    let words = words_of(None, TicketRow::read(row)?.reference()?.as_deref());
    let values = row.0.iter().zip(TICKETS.columns);
    rows.extend(values.map(|(value, (name, _))| match *name {
        "revision" => revision.into(),
        "holder" => SqlValue::Null,
        "words" => words.clone().into(),
        _ => value.clone(),
    }));
    TICKETS.add_hash(rows);
    Ok(())
}

/// Adds the words of tickets that were imported before there were any, some at a time.
pub(super) fn add_words(tx: &impl SqlTx) -> Result<(), PortError> {
    let without = format!(
        "SELECT number, holder, reference FROM tickets
         WHERE number > $1 AND words IS NULL AND (holder IS NOT NULL OR reference IS NOT NULL) AND row_hash IS NULL
         ORDER BY number LIMIT {PAGE}"
    );
    let mut after = 0;
    loop {
        let mut rows = Vec::new();
        tx.sql().each(&without, &values![after], &mut |row| {
            let [holder, reference] = [row.get::<Option<String>>(1)?, row.get(2)?];
            after = row.get::<u32>(0)?;
            rows.extend(values![
                after,
                words_of(holder.as_deref(), reference.as_deref())
            ]);
            Ok(())
        })?;
        tx.sql().execute_many(
            "UPDATE tickets SET words = k.c2 FROM {rows} WHERE tickets.number = k.c1",
            &[Number, Text],
            &rows,
        )?;
        if rows.len() < 2 * PAGE {
            return Ok(());
        }
    }
}

/// The most bytes of a ticket's words, and the most letters of one: an entry of an index has 2,700 bytes on PostgreSQL.
const WORDS_BYTES: usize = 2_000;
const WORD_LETTERS: usize = 60;

/// Returns as much of a word as is looked for.
pub(super) fn beginning(word: &str) -> &str {
    let end = word.char_indices().nth(WORD_LETTERS);
    end.map_or(word, |(end, _)| &word[..end])
}

/// Returns the words by which a ticket is found, each with a space before it.
fn words_of(holder: Option<&str>, reference: Option<&str>) -> Option<String> {
    let words = [holder, reference].into_iter().flatten();
    let mut text = String::new();
    for word in words.flat_map(search_words) {
        let word = beginning(&word);
        if text.len() + word.len() < WORDS_BYTES {
            text.push(' ');
            text.push_str(word);
        }
    }
    (!text.is_empty()).then_some(text)
}

/// Returns claims as they are kept.
pub(super) fn claims_bytes(claims: &Claims) -> Result<[u8; CLAIMS_LEN], PortError> {
    // Operations refuse claims that could not be read back.
    let bytes = claims.to_bytes();
    bytes.map_err(|error| unreadable(error.to_string()))
}
