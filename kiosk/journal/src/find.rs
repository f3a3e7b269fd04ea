//! Looking into the ticket list: by number, by short code, by another seller's code, number or name.

use rusqlite::{Connection, Row};
use shared::device_secret::DeviceSecret;
use shared::folding::{fold, says_enough_of_a_name};
use shared::ids::{ExhibitionId, TicketNumber};
use shared::ticket::{CLAIMS_LEN, Claims, CodeHash, ShortCode, ShortCodeEnd};

use super::ticket_list::key_of;
use super::{Journal, JournalError, secrets};

/// The most tickets that a search gives.
pub const FOUND_AT_MOST: usize = 20;
/// The most words of a name that are looked at.
const WORDS: usize = 8;
/// Up to so many letters, the index has a list of its own for every beginning of a word.
const LISTED: usize = 2;
/// The most words that a longer beginning may mean before the index is asked for all of them.
const MEANT: usize = 64;

/// A ticket of the ticket list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketListEntry {
    /// What it grants, with its number.
    pub claims: Claims,
    /// Its short code; a ticket of another seller has none.
    pub short_code: Option<ShortCode>,
    /// Who sold a ticket of another seller.
    pub seller: Option<String>,
    /// The seller's own number.
    pub reference: Option<String>,
    /// The name it was sold under, where the organisers let names go to the kiosks.
    pub holder: Option<String>,
}

impl Journal {
    /// The ticket with this number.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn ticket(&self, number: TicketNumber) -> Result<Option<TicketListEntry>, JournalError> {
        with_number(&self.db, number)
    }

    /// The ticket with this short code. A code whose proof was made up is no ticket's.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn ticket_with(&self, code: ShortCode) -> Result<Option<TicketListEntry>, JournalError> {
        let entry = with_number(&self.db, code.number())?;
        Ok(entry.filter(|entry| entry.short_code == Some(code)))
    }

    /// Returns the tickets with this code of another seller: see [`WriteTx::tickets_with`](super::WriteTx::tickets_with).
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn seller_tickets(&self, code: &str) -> Result<Vec<TicketListEntry>, JournalError> {
        with_code(&self.db, &self.secret, self.exhibition, code)
    }

    /// Finds tickets as staff ask for them: by short code or its last five characters, by number, by
    /// what is printed on another seller's ticket, by that seller's own number, its beginning or its
    /// last five characters, or by the beginnings of the words of a name, without diacritics and in
    /// any order. A name or a beginning of fewer than three letters finds nothing: it would list
    /// strangers. The surest first, at most [`FOUND_AT_MOST`].
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn find(&self, query: &str) -> Result<Vec<TicketListEntry>, JournalError> {
        let mut found = Found {
            db: &self.db,
            entries: Vec::new(),
        };
        if let Ok(code) = query.parse() {
            found.entries.extend(self.ticket_with(code)?);
        }
        if let Ok(number) = query.trim().parse() {
            found.add([number])?;
        }
        for entry in self.seller_tickets(query)? {
            found.add([entry.claims.number.0])?;
        }
        if let Ok(end) = query.parse() {
            found.add(by_code_end(&self.db, end)?)?;
        }
        let key = key_of(query);
        found.add(by_reference_end(&self.db, &key)?)?;
        if !says_enough_of_a_name(&key) {
            found.add(by_reference(&self.db, &key, &key)?)?;
            return Ok(found.entries);
        }
        found.add(by_reference(&self.db, &key, &format!("{key}\u{10ffff}"))?)?;
        let folded = fold(query);
        let words = folded.split(' ').filter(|word| !word.is_empty());
        let words: Vec<&str> = words.take(WORDS).collect();
        if !words.is_empty() {
            // Whole words first: who types "an" means An rather than Anh.
            found.add(by_words(&self.db, &whole(&words))?)?;
            if let Some(beginnings) = beginnings(&self.db, &words)? {
                found.add(by_words(&self.db, &beginnings)?)?;
            }
        }
        Ok(found.entries)
    }
}

/// Returns the tickets with this code of another seller: one, unless the code is ambiguous. Where no
/// ticket has it exactly, those that have it in another case or with other spaces.
pub(super) fn with_code(
    db: &Connection,
    secret: &DeviceSecret,
    here: ExhibitionId,
    code: &str,
) -> Result<Vec<TicketListEntry>, JournalError> {
    let key = secrets::code_key(db, secret)?;
    // As an older server tells it, and until its list has been replaced, a hash is not keyed.
    let both = |plain: CodeHash| [plain, key.as_ref().map_or(plain, |key| key.code(plain))];
    let exact = with_hash(db, "hash IN (?1, ?2)", both(CodeHash::of(here, code)))?;
    if !exact.is_empty() {
        return Ok(exact);
    }
    let either = "number IN (SELECT number FROM register WHERE hash IN (?1, ?2)
        UNION SELECT number FROM register WHERE folded IN (?1, ?2))";
    with_hash(db, either, both(CodeHash::of_folded(here, code)))
}

fn with_hash(
    db: &Connection,
    condition: &str,
    hashes: [CodeHash; 2],
) -> Result<Vec<TicketListEntry>, JournalError> {
    let sql = format!("{SELECT} WHERE {condition} ORDER BY number");
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query(hashes.map(|hash| hash.0))?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(read(row)?);
    }
    Ok(entries)
}

/// Whether there are tickets of other sellers at all.
pub(super) fn has_foreign(db: &Connection) -> Result<bool, JournalError> {
    let any = "SELECT EXISTS (SELECT 1 FROM register WHERE hash IS NOT NULL)";
    Ok(db.prepare_cached(any)?.query_row([], |row| row.get(0))?)
}

fn with_number(
    db: &Connection,
    number: TicketNumber,
) -> Result<Option<TicketListEntry>, JournalError> {
    let mut statement = db.prepare_cached(&format!("{SELECT} WHERE number = ?1"))?;
    let mut rows = statement.query([number.0])?;
    rows.next()?.map(read).transpose()
}

const SELECT: &str = "SELECT claims, proof, s.name, reference, holder
     FROM register LEFT JOIN register_sellers s ON s.id = seller";

fn read(row: &Row<'_>) -> Result<TicketListEntry, JournalError> {
    let claims: [u8; CLAIMS_LEN] = row.get(0)?;
    let claims = Claims::from_bytes(&claims)
        .map_err(|error| JournalError::Damaged(format!("a ticket of the register: {error}")))?;
    let proof: Option<u16> = row.get(1)?;
    Ok(TicketListEntry {
        short_code: proof.and_then(|proof| ShortCode::from_parts(claims.number, proof)),
        claims,
        seller: row.get(2)?,
        reference: row.get(3)?,
        holder: row.get(4)?,
    })
}

/// What a search has found so far.
struct Found<'a> {
    db: &'a Connection,
    entries: Vec<TicketListEntry>,
}

impl Found<'_> {
    /// Adds the tickets with these numbers, each once, as long as there is room.
    fn add(&mut self, numbers: impl IntoIterator<Item = u32>) -> Result<(), JournalError> {
        for number in numbers.into_iter().map(TicketNumber) {
            let known = self.entries.iter().any(|it| it.claims.number == number);
            if self.entries.len() < FOUND_AT_MOST && !known {
                self.entries.extend(with_number(self.db, number)?);
            }
        }
        Ok(())
    }
}

fn by_reference(db: &Connection, from: &str, to: &str) -> Result<Vec<u32>, JournalError> {
    if from.is_empty() {
        return Ok(Vec::new());
    }
    let sql = "SELECT number FROM register WHERE reference_key BETWEEN ?1 AND ?2
         ORDER BY reference_key LIMIT 20";
    numbers(db, sql, (from, to))
}

/// How many characters of the end of another seller's number are indexed.
const REFERENCE_END: usize = 5;

fn by_reference_end(db: &Connection, key: &str) -> Result<Vec<u32>, JournalError> {
    if key.chars().count() != REFERENCE_END {
        return Ok(Vec::new());
    }
    let sql = "SELECT number FROM register
         WHERE reference_key IS NOT NULL AND substr(reference_key, -5) = ?1 LIMIT 20";
    numbers(db, sql, [key])
}

fn by_code_end(db: &Connection, end: ShortCodeEnd) -> Result<Vec<u32>, JournalError> {
    let mut statement = db.prepare_cached(
        "SELECT number, proof FROM register
         WHERE proof IS NOT NULL AND (number & 127) << 13 | proof = ?1",
    )?;
    let codes = statement.query_map([end.bits()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut numbers = Vec::new();
    for code in codes {
        let (number, proof): (u32, u16) = code?;
        let code = ShortCode::from_parts(TicketNumber(number), proof);
        if code.is_some_and(|code| end.ends(code)) {
            numbers.push(number);
        }
    }
    Ok(numbers)
}

fn by_words(db: &Connection, expression: &str) -> Result<Vec<u32>, JournalError> {
    let sql = "SELECT rowid FROM register_words WHERE register_words MATCH ?1 LIMIT 20";
    numbers(db, sql, [expression])
}

fn numbers(
    db: &Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
) -> Result<Vec<u32>, JournalError> {
    let mut statement = db.prepare_cached(sql)?;
    let numbers = statement.query_map(parameters, |row| row.get(0))?;
    Ok(numbers.collect::<Result<_, _>>()?)
}

/// The index's expression for names with all these words. A folded word has letters and digits
/// only, so quotation marks around it are all it needs.
fn whole(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    quoted.join(" AND ")
}

/// The index's expression for names with words that begin like these; `None` when there is no such
/// word in any name.
fn beginnings(db: &Connection, words: &[&str]) -> Result<Option<String>, JournalError> {
    let mut parts = Vec::new();
    for word in words {
        if word.chars().count() <= LISTED {
            parts.push(format!("\"{word}\" *"));
            continue;
        }
        let meant = meant(db, word)?;
        match meant.len() {
            0 => return Ok(None),
            1..=MEANT => parts.push(format!("(\"{}\")", meant.join("\" OR \""))),
            _ => parts.push(format!("\"{word}\" *")),
        }
    }
    Ok(Some(parts.join(" AND ")))
}

/// The words that a beginning may mean, and no more of them than are of use.
fn meant(db: &Connection, beginning: &str) -> Result<Vec<String>, JournalError> {
    let mut statement = db.prepare_cached(
        "SELECT word FROM register_vocabulary WHERE word >= ?1 AND word < ?2 LIMIT ?3",
    )?;
    let end = format!("{beginning}\u{10ffff}");
    let words = statement.query_map((beginning, end, MEANT as i64 + 1), |row| row.get(0))?;
    Ok(words.collect::<Result<_, _>>()?)
}
