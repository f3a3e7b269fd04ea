//! The tickets of other sellers, as an import reads and changes them.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, Row, params};
use shared::checkin::Standing;
use shared::ids::TicketNumber;
use shared::ticket::{CLAIMS_LEN, Claims, CodeHash};
use shared::time::UnixMs;

use super::super::{load, register};
use super::{Edit, Office};
use crate::store::StoreError;

/// A ticket of another seller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ForeignTicket {
    /// What it grants; its number is the ticket's.
    pub(crate) claims: Claims,
    /// Who sold it.
    pub(crate) seller: String,
    /// The hash of its code.
    pub(crate) hash: CodeHash,
    /// The hash of its code without regard to case and white space, where that is another.
    pub(crate) folded: Option<CodeHash>,
    /// The seller's own number.
    pub(crate) reference: Option<String>,
    /// The name it was sold under.
    pub(crate) holder: Option<String>,
    /// Whether kiosks may have that name.
    pub(crate) share_holder: bool,
}

/// A ticket of another seller that is in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KnownForeign {
    /// The ticket.
    pub(crate) ticket: ForeignTicket,
    /// Whether the organisers have withdrawn it.
    pub(crate) revoked: bool,
}

/// A moment of the register: as long as it is the same, nothing was added, changed or withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    revision: u64,
    standings: i64,
}

impl Office {
    /// The register's moment.
    pub(crate) fn moment(&self) -> Result<Moment, StoreError> {
        moment(&self.0)
    }

    /// The names of all sellers.
    pub(crate) fn sellers(&self) -> Result<Vec<String>, StoreError> {
        let mut found = self
            .0
            .prepare("SELECT DISTINCT seller FROM register WHERE seller IS NOT NULL ORDER BY 1")?;
        let sellers = found.query_map([], |row| row.get(0))?;
        Ok(sellers.collect::<Result<_, _>>()?)
    }

    /// Returns the tickets of a seller, by number.
    pub(crate) fn foreign_of(&self, seller: &str) -> Result<Vec<KnownForeign>, StoreError> {
        let standings = load::latest_standings(&self.0)?;
        let mut found = self.0.prepare(
            "SELECT claims, seller, hash, reference, holder, share_holder, folded FROM register
             WHERE seller = ?1 ORDER BY number",
        )?;
        let mut rows = found.query([seller])?;
        let mut known = Vec::new();
        while let Some(row) = rows.next()? {
            let ticket = read(row)?;
            let standing = standings.get(&ticket.claims.number);
            let revoked = matches!(standing, Some(Standing::Revoked(_)));
            known.push(KnownForeign { ticket, revoked });
        }
        Ok(known)
    }

    /// Returns the tickets of sellers whose code, or whose code without regard to case and white space,
    /// has this hash.
    pub(crate) fn with_code(&self, hash: CodeHash) -> Result<Vec<TicketNumber>, StoreError> {
        let mut found = self.0.prepare_cached(
            "SELECT number FROM register WHERE hash = ?1
             UNION SELECT number FROM register WHERE folded = ?1",
        )?;
        let numbers = found.query_map([hash.0], |row| Ok(TicketNumber(row.get(0)?)))?;
        Ok(numbers.collect::<Result<_, _>>()?)
    }

    /// The tickets that have one of these codes, whoever sold them, by code.
    pub(crate) fn foreign(
        &self,
        hashes: &HashSet<CodeHash>,
    ) -> Result<HashMap<CodeHash, Vec<KnownForeign>>, StoreError> {
        let standings = load::latest_standings(&self.0)?;
        let mut found = self.0.prepare(
            "SELECT claims, seller, hash, reference, holder, share_holder, folded FROM register
             WHERE hash = ?1 ORDER BY number",
        )?;
        let mut known: HashMap<CodeHash, Vec<KnownForeign>> = HashMap::new();
        for hash in hashes {
            let mut rows = found.query([hash.0])?;
            while let Some(row) = rows.next()? {
                let ticket = read(row)?;
                let standing = standings.get(&ticket.claims.number);
                let revoked = matches!(standing, Some(Standing::Revoked(_)));
                let same_code = known.entry(*hash).or_default();
                same_code.push(KnownForeign { ticket, revoked });
            }
        }
        Ok(known)
    }
}

impl Edit<'_> {
    /// The register's moment; while this edit lasts, only the edit itself changes it.
    pub(crate) fn moment(&self) -> Result<Moment, StoreError> {
        moment(&self.0)
    }

    /// Adds a ticket of another seller.
    pub(crate) fn insert_foreign(
        &self,
        ticket: &ForeignTicket,
        now: UnixMs,
    ) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO register
                 (number, revision, claims, seller, hash, reference, holder, share_holder, made_ms, folded)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                ticket.claims.number.0,
                self.next_revision()?,
                bytes(&ticket.claims)?,
                ticket.seller,
                ticket.hash.0,
                ticket.reference,
                ticket.holder,
                ticket.share_holder,
                now.0,
                ticket.folded.map(|hash| hash.0),
            ])?;
        Ok(())
    }

    /// Changes what is known of a ticket of another seller; number, seller and code stay.
    pub(crate) fn update_foreign(&self, ticket: &ForeignTicket) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "UPDATE register SET revision = ?2, claims = ?3, reference = ?4, holder = ?5,
                    share_holder = ?6, folded = ?7 WHERE number = ?1",
            )?
            .execute(params![
                ticket.claims.number.0,
                self.next_revision()?,
                bytes(&ticket.claims)?,
                ticket.reference,
                ticket.holder,
                ticket.share_holder,
                ticket.folded.map(|hash| hash.0),
            ])?;
        Ok(())
    }
}

fn moment(db: &Connection) -> Result<Moment, StoreError> {
    let standings = "SELECT coalesce(max(arrival), 0) FROM standings";
    Ok(Moment {
        revision: register::last_revision(db)?,
        standings: db.query_row(standings, [], |row| row.get(0))?,
    })
}

fn bytes(claims: &Claims) -> Result<[u8; CLAIMS_LEN], StoreError> {
    // An import refuses claims that could not be read back.
    let bytes = claims.to_bytes();
    bytes.map_err(|error| StoreError::Damaged(error.to_string()))
}

fn read(row: &Row<'_>) -> Result<ForeignTicket, StoreError> {
    let claims: [u8; CLAIMS_LEN] = row.get(0)?;
    Ok(ForeignTicket {
        claims: Claims::from_bytes(&claims)
            .map_err(|error| StoreError::Damaged(error.to_string()))?,
        seller: row.get(1)?,
        hash: CodeHash(row.get(2)?),
        reference: row.get(3)?,
        holder: row.get(4)?,
        share_holder: row.get(5)?,
        folded: row.get::<_, Option<[u8; 16]>>(6)?.map(CodeHash),
    })
}
