//! Records read from a journal's bytes, without SQLite: also where it finds the file malformed.
//!
//! The layout of pages, cells and records is that of <https://sqlite.org/fileformat2.html>.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use rusqlite::TransactionBehavior;
use serde::Serialize;
use shared::ids::Incarnation;
use shared::protocol::v1::parse_body;
use shared::record::Origin;

use super::files::{BESIDE, with_end};
use super::ledger::Ledger;
use super::{Journal, JournalError, knowledge};

/// A record that could be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SalvagedRecord {
    /// The journal's incarnation.
    pub incarnation: u32,
    /// The record's number.
    pub seq: u64,
    /// Its chain hash, in hexadecimal digits.
    #[serde(serialize_with = "as_hex")]
    pub hash: [u8; 32],
    /// Its body as it was written.
    pub body: String,
}

/// Reads every readable record that counts out of a journal's file and the log beside it. Changes neither.
///
/// # Errors
/// An I/O error when the file can't be read.
pub fn salvage(journal: &Path) -> io::Result<Vec<SalvagedRecord>> {
    let file = fs::read(journal)?;
    let log = fs::read(with_end(journal, BESIDE[0])).unwrap_or_default();
    Ok(records_in(&file, &log))
}

/// Returns the readable records of a journal's bytes and of its log's.
pub(super) fn records_in(file: &[u8], log: &[u8]) -> Vec<SalvagedRecord> {
    let mut found = BTreeMap::new();
    let size = page_size(file, log);
    let mut pages: BTreeMap<u32, &[u8]> = (1..).zip(file.chunks_exact(size)).collect();
    collect(&pages, &mut found);
    // What the log says of a record is newer.
    pages.extend(committed(log, size));
    collect(&pages, &mut found);
    found.into_values().flatten().collect()
}

impl Journal {
    /// Takes in salvaged records of incarnations that this journal does not have, so that they are sent under their
    /// own identities, and returns how many they are. The server counts none twice.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to; then nothing was taken in.
    pub fn adopt(&mut self, records: &[SalvagedRecord]) -> Result<usize, JournalError> {
        let mut of_incarnation: BTreeMap<u32, Vec<&SalvagedRecord>> = BTreeMap::new();
        for record in records {
            let others = of_incarnation.entry(record.incarnation).or_default();
            others.push(record);
        }
        let (exhibition, kiosk) = (self.exhibition, self.kiosk.clone());
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let known = knowledge::current(&tx, &self.known)?;
        let mut ledger = Ledger::new(&tx, &known)?;
        let mut adopted = 0;
        for (incarnation, records) in of_incarnation {
            let last = records.iter().map(|record| record.seq).max().unwrap_or(0);
            let begun = tx.execute(
                "INSERT OR IGNORE INTO lives (number, incarnation, ends)
                 SELECT min(number) - 1, ?1, ?2 FROM lives",
                (incarnation, last as i64),
            )?;
            if begun == 0 {
                continue;
            }
            let origin = Origin {
                exhibition,
                kiosk: kiosk.clone(),
                incarnation: Incarnation(incarnation),
            };
            for record in records {
                tx.execute(
                    "INSERT INTO records (incarnation, seq, link, body) VALUES (?1, ?2, ?3, ?4)",
                    (incarnation, record.seq as i64, record.hash, &record.body),
                )?;
                if let Ok(said) = parse_body(&record.body) {
                    ledger.record(&said.fact, said.order(&origin, record.seq))?;
                }
                adopted += 1;
            }
        }
        ledger.store()?;
        tx.commit()?;
        self.set_damaged_aside()?;
        Ok(adopted)
    }
}

fn as_hex<S: serde::Serializer>(hash: &[u8; 32], to: S) -> Result<S::Ok, S::Error> {
    let digits: Vec<String> = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    to.serialize_str(&digits.concat())
}

/// A row that claims to be longer, in bytes, is none: garbage may claim anything.
const MAX_ROW: usize = 1 << 20;

type Found = BTreeMap<(u32, u64), Option<SalvagedRecord>>;

fn page_size(file: &[u8], log: &[u8]) -> usize {
    let of_file = file
        .get(16..18)
        .map(|it| usize::from(it[0]) << 8 | usize::from(it[1]));
    let of_log = number(log, 8).map(|size| size as usize);
    let valid = |size: &usize| size.is_power_of_two() && (512..=32_768).contains(size);
    let mut sizes = of_file.into_iter().chain(of_log);
    sizes.find(valid).unwrap_or(4_096)
}

/// The pages of a log up to its last commit.
fn committed(log: &[u8], size: usize) -> BTreeMap<u32, &[u8]> {
    let (mut pages, mut pending) = (BTreeMap::new(), Vec::new());
    let salt = log.get(16..24);
    for frame in log.get(32..).unwrap_or_default().chunks_exact(24 + size) {
        if frame.get(8..16) != salt {
            break;
        }
        let (Some(page), Some(commit)) = (number(frame, 0), number(frame, 4)) else {
            break;
        };
        pending.push((page, &frame[24..]));
        if commit > 0 {
            pages.extend(pending.drain(..));
        }
    }
    pages
}

/// Adds the records of all pages; a record that was moved to a later incarnation is found there.
fn collect(pages: &BTreeMap<u32, &[u8]>, found: &mut Found) {
    for (page, bytes) in pages {
        let header = if *page == 1 { 100 } else { 0 };
        let first = match bytes.get(header) {
            Some(0x0a) => 8,
            Some(0x02) => 12,
            _ => continue,
        };
        let cells = short(bytes, header + 3).unwrap_or(0);
        for cell in 0..cells {
            let pointer = short(bytes, header + first + 2 * cell);
            let start = pointer.map(|at| if first == 12 { at + 4 } else { at });
            let record = start
                .and_then(|at| payload(pages, bytes, at))
                .and_then(|it| read(&it));
            if let Some((key, record)) = record {
                found.insert(key, record);
            }
        }
    }
}

/// The payload of a cell, with what overflowed to other pages.
fn payload(pages: &BTreeMap<u32, &[u8]>, page: &[u8], at: usize) -> Option<Vec<u8>> {
    let (length, start) = varint(page, at)?;
    let (length, usable) = (usize::try_from(length).ok()?, page.len());
    if length > MAX_ROW {
        return None;
    }
    let most = (usable - 12) * 64 / 255 - 23;
    let least = (usable - 12) * 32 / 255 - 23;
    let local = if length <= most {
        length
    } else {
        let kept = least + length.checked_sub(least)? % (usable - 4);
        if kept <= most { kept } else { least }
    };
    let mut bytes = page.get(start..start + local)?.to_vec();
    let mut next = number(page, start + local).unwrap_or(0);
    while bytes.len() < length {
        let page = pages.get(&next)?;
        let part = (length - bytes.len()).min(usable - 4);
        bytes.extend_from_slice(page.get(4..4 + part)?);
        next = number(page, 0)?;
    }
    Some(bytes)
}

/// A row of `records`: incarnation, number, link, body, and two numbers where it was moved. `None` for any other row.
fn read(bytes: &[u8]) -> Option<((u32, u64), Option<SalvagedRecord>)> {
    let (header, mut at) = varint(bytes, 0)?;
    let mut value = usize::try_from(header).ok()?;
    let end = value;
    let mut columns = Vec::new();
    while at < end {
        let (kind, next) = varint(bytes, at)?;
        let length = match kind {
            0 | 8 | 9 => 0,
            1..=4 => kind as usize,
            5 => 6,
            6 => 8,
            12.. => usize::try_from((kind - 12) / 2).ok()?,
            _ => return None,
        };
        columns.push((kind, bytes.get(value..value.checked_add(length)?)?));
        (at, value) = (next, value + length);
    }
    let [
        incarnation,
        seq,
        (76, chain_hash),
        (13.., body),
        moved,
        (0..=9, _),
    ] = columns[..]
    else {
        return None;
    };
    let key = (u32::try_from(integer(incarnation)?).ok()?, integer(seq)?);
    let body = str::from_utf8(body).ok()?;
    serde_json::from_str::<serde_json::Value>(body).ok()?;
    let record = SalvagedRecord {
        incarnation: key.0,
        seq: key.1,
        hash: chain_hash.try_into().ok()?,
        body: body.to_owned(),
    };
    Some((key, (moved.0 == 0).then_some(record)))
}

fn integer((kind, bytes): (u64, &[u8])) -> Option<u64> {
    match kind {
        8 => Some(0),
        9 => Some(1),
        1..=6 => Some(
            bytes
                .iter()
                .fold(0, |sum, byte| sum << 8 | u64::from(*byte)),
        ),
        _ => None,
    }
}

fn varint(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let mut value = 0_u64;
    for (count, byte) in bytes.get(at..)?.iter().take(9).enumerate() {
        if count == 8 {
            return Some((value << 8 | u64::from(*byte), at + 9));
        }
        value = value << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((value, at + count + 1));
        }
    }
    None
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    let two = bytes.get(at..at + 2)?;
    Some(usize::from(two[0]) << 8 | usize::from(two[1]))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}
