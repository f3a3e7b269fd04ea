//! One step of taking the ticket list in: what becomes of each ticket, within one transaction.

use std::collections::HashSet;

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use shared::folding::fold;
use shared::ids::ExhibitionId;
use shared::protocol::v1::TicketListItem;
use shared::ticket::{Claims, CodeHash};

use super::JournalError;
use super::sound::{COLUMNS, HASHED, row_hash};

/// One step of taking in.
pub(super) struct Taking<'a> {
    db: &'a Connection,
    life: i64,
    /// Tickets that came, less those that went.
    gained: i64,
    /// Words that are in the vocabulary for certain.
    words: HashSet<String>,
}

/// A ticket that was known before it was told again.
struct Known {
    holder: Option<String>,
}

impl<'a> Taking<'a> {
    pub(super) fn new(db: &'a Connection, life: i64) -> Self {
        Self {
            db,
            life,
            gained: 0,
            words: HashSet::new(),
        }
    }

    /// Takes a ticket in, as it is now.
    pub(super) fn take(
        &mut self,
        ticket: &TicketListItem,
        here: ExhibitionId,
    ) -> Result<(), JournalError> {
        let Ok(claims) = Claims::from_bytes(&ticket.claims) else {
            // Claims of a later version: such a ticket can't be judged here either.
            return Ok(());
        };
        if claims.exhibition != here {
            return Err(JournalError::Foreign(format!(
                "a ticket of exhibition {}, where {here} is expected",
                claims.exhibition
            )));
        }
        let number = claims.number.0;
        let before = self.known(number)?;
        let reference = ticket.reference.clone();
        let seller = ticket.seller.as_deref();
        let key = reference.as_deref().map(key_of);
        let hash = |hash: Option<CodeHash>| hash.map(|hash| hash.0.to_vec());
        let values: [Value; HASHED] = [
            number.into(),
            ticket.claims.to_vec().into(),
            ticket.proof.into(),
            hash(ticket.hash).into(),
            seller.map(|name| self.seller(name)).transpose()?.into(),
            reference.into(),
            key.filter(|key| !key.is_empty()).into(),
            ticket.holder.clone().into(),
            hash(ticket.folded).into(),
        ];
        let row_hash = row_hash(values.iter().map(ValueRef::from));
        let rest: [Value; 2] = [row_hash.to_vec().into(), self.life.into()];
        self.db
            .prepare_cached(&format!(
                "INSERT INTO register ({COLUMNS}, row_hash, life)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
                 ON CONFLICT DO UPDATE SET claims = excluded.claims, proof = excluded.proof,
                    hash = excluded.hash, seller = excluded.seller, reference = excluded.reference,
                    reference_key = excluded.reference_key, holder = excluded.holder, life = excluded.life,
                    folded = excluded.folded, row_hash = excluded.row_hash"
            ))?
            .execute(params_from_iter(values.iter().chain(&rest)))?;
        self.gained += i64::from(before.is_none());
        let holder = before.and_then(|before| before.holder);
        if holder != ticket.holder {
            self.forget_words(number, holder.as_deref())?;
            self.learn_words(number, ticket.holder.as_deref())?;
        }
        Ok(())
    }

    /// Drops a ticket of an earlier life, unless it was told again meanwhile.
    pub(super) fn drop_old(&mut self, number: u32) -> Result<(), JournalError> {
        let holder = self.known(number)?.and_then(|known| known.holder);
        let dropped = self
            .db
            .prepare_cached("DELETE FROM register WHERE number = ?1 AND life <> ?2")?
            .execute((number, self.life))?;
        if dropped > 0 {
            self.gained -= 1;
            self.forget_words(number, holder.as_deref())?;
        }
        Ok(())
    }

    /// Brings the number of tickets up to date.
    pub(super) fn count(self) -> Result<(), JournalError> {
        if self.gained != 0 {
            self.db
                .prepare_cached("UPDATE register_state SET tickets = tickets + ?1")?
                .execute([self.gained])?;
        }
        Ok(())
    }

    /// A ticket of the list, if it is there.
    fn known(&self, number: u32) -> Result<Option<Known>, JournalError> {
        let sql = "SELECT holder FROM register WHERE number = ?1";
        let mut statement = self.db.prepare_cached(sql)?;
        let known = statement.query_row([number], |row| {
            Ok(Known {
                holder: row.get(0)?,
            })
        });
        Ok(known.optional()?)
    }

    fn seller(&self, name: &str) -> Result<i64, JournalError> {
        let find = "SELECT id FROM register_sellers WHERE name = ?1";
        let mut find = self.db.prepare_cached(find)?;
        if let Some(id) = find.query_row([name], |row| row.get(0)).optional()? {
            return Ok(id);
        }
        let add = "INSERT INTO register_sellers (name) VALUES (?1)";
        self.db.prepare_cached(add)?.execute([name])?;
        Ok(self.db.last_insert_rowid())
    }

    fn learn_words(&mut self, number: u32, holder: Option<&str>) -> Result<(), JournalError> {
        let words = holder.map(fold).unwrap_or_default();
        if words.is_empty() {
            return Ok(());
        }
        self.db
            .prepare_cached("INSERT INTO register_words (rowid, words) VALUES (?1, ?2)")?
            .execute((number, &words))?;
        for word in words.split(' ') {
            if self.words.insert(word.to_owned()) {
                let add = "INSERT OR IGNORE INTO register_vocabulary (word) VALUES (?1)";
                self.db.prepare_cached(add)?.execute([word])?;
            }
        }
        Ok(())
    }

    /// The index does not keep the words themselves, so it has to be told what to forget.
    fn forget_words(&self, number: u32, holder: Option<&str>) -> Result<(), JournalError> {
        let words = holder.map(fold).unwrap_or_default();
        if !words.is_empty() {
            let forget = "INSERT INTO register_words (register_words, rowid, words) VALUES ('delete', ?1, ?2)";
            self.db.prepare_cached(forget)?.execute((number, &words))?;
        }
        Ok(())
    }
}

/// A seller's number as it is searched for.
pub(crate) fn key_of(reference: &str) -> String {
    fold(reference).replace(' ', "")
}
