//! Taking in what the server tells: catalogue, keys, PINs, standings, and what happened at other doors.

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior};
use shared::protocol::v1::{FeedItem, FeedQuery, FeedReply, KnownItem, PublicKey};

use super::{
    Journal, JournalError, histories, instructions, knowledge, recount, recount_mark, secrets,
    staff, visits,
};
use super::{gate_event::GateEvent, ledger::Ledger};

/// What a feed answer changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Applied {
    /// Catalogue, keys or the PINs of staff are others now.
    pub knowledge: bool,
    /// Passages, with a ticket or without, and annulments that were not known before.
    pub passages: usize,
}

impl Journal {
    /// The query that asks for what is not known yet; it waits for nothing.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn feed_query(&self) -> Result<FeedQuery, JournalError> {
        let (epoch, after, visits): (String, i64, bool) = self
            .db
            .prepare_cached("SELECT feed_epoch, feed_next, visits FROM state")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let catalogue: Option<i64> = self
            .db
            .prepare_cached("SELECT version FROM catalogue")?
            .query_row([], |row| row.get(0))
            .optional()?;
        Ok(FeedQuery {
            epoch,
            after: after as u64,
            catalogue: catalogue.unwrap_or(0) as u64,
            wait_s: 0,
            ticket_list: None,
            visits,
            instructions: Some(knowledge::instructions(&self.db)?.revision),
        })
    }

    /// Takes a feed answer in, whole or not at all. The same answer again changes nothing, and so
    /// does one that was overtaken by a later one.
    ///
    /// # Errors
    /// [`JournalError::Foreign`] for another exhibition's catalogue, else when the journal can't be written to.
    pub fn apply_feed(&mut self, reply: &FeedReply) -> Result<Applied, JournalError> {
        let asked = self.feed_query()?.after;
        self.apply_feed_after(asked, reply)
    }

    /// Takes in the answer to a query after `asked`. When the journal has begun to read the feed from its start since
    /// then, it goes on doing so.
    ///
    /// # Errors
    /// As [`Journal::apply_feed`].
    pub fn apply_feed_after(
        &mut self,
        asked: u64,
        reply: &FeedReply,
    ) -> Result<Applied, JournalError> {
        if let Some(catalogue) = &reply.catalogue
            && catalogue.exhibition != self.exhibition
        {
            return Err(JournalError::Foreign(format!(
                "a catalogue of exhibition {}, where {} is expected",
                catalogue.exhibition, self.exhibition
            )));
        }
        let query = self.feed_query()?;
        let nothing_new = reply.items.is_empty()
            && reply.catalogue.is_none()
            && (query.epoch.as_str(), query.after) == (reply.epoch.as_str(), reply.next);
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let before = knowledge::current(&tx, &self.known)?;
        let mut applied = Applied {
            knowledge: take_keys(&tx, &reply.keys)?
                | staff::take(&tx, &self.secret, reply.staff.as_deref())?
                | secrets::take_code_key(&tx, &self.secret, reply.code_key.as_ref())?
                | instructions::take(&tx, reply.instructions.as_ref())?,
            passages: 0,
        };
        if nothing_new && !applied.knowledge {
            // A long poll that ended without news costs no write to the disk.
            return Ok(applied);
        }
        applied.knowledge |= take_catalogue(&tx, reply)?;
        // The server accepts this kiosk.
        applied.knowledge |= tx.execute("UPDATE state SET revoked = 0 WHERE revoked = 1", [])? > 0;
        if applied.knowledge {
            tx.execute("UPDATE state SET knowledge = knowledge + 1", [])?;
        }
        let known = knowledge::current(&tx, &before)?;
        let judged_alike = match (&before.rules, &known.rules) {
            (Some(before), Some(now)) => before.judge_like(now),
            (before, now) => before.is_none() && now.is_none(),
        };
        let overtaken = query.epoch == reply.epoch && reply.next < query.after;
        let mut ledger = Ledger::new(&tx, &known)?;
        if query.epoch != reply.epoch {
            ledger.forget_annulments(&self.kiosk)?;
            ledger.forget_learnt_times(&self.kiosk)?;
        }
        applied.passages = add_items(&mut ledger, &tx, &reply.items, overtaken)?;
        ledger.store()?;
        if !overtaken {
            tx.execute(
                "UPDATE state SET feed_epoch = ?1, feed_next = iif(feed_next < ?4, 0, ?2), server_ms = ?3",
                (&reply.epoch, reply.next as i64, reply.server_time_ms.0, asked as i64),
            )?;
        }
        if !reply.more {
            tx.execute(
                "UPDATE state SET others_lost = 0 WHERE others_lost = 1 AND feed_next = ?1",
                [reply.next as i64],
            )?;
        }
        if !judged_alike {
            recount_mark::begin(&tx)?;
        }
        if let Some(rules) = &known.rules {
            recount::go_on(&tx, rules, recount::STEP)?;
        }
        tx.commit()?;
        self.known = known;
        Ok(applied)
    }
}

/// Returns how many passages and annulments there are that were not known.
fn add_items(
    ledger: &mut Ledger<'_>,
    tx: &Transaction<'_>,
    items: &[FeedItem],
    overtaken: bool,
) -> Result<usize, JournalError> {
    let known = items.iter().filter_map(|item| match item {
        FeedItem::Known(item) => Some((item, GateEvent::of_item(item))),
        FeedItem::Unknown(_) => None,
    });
    let items: Vec<(&KnownItem, Option<GateEvent>)> = known.collect();
    let tickets = items.iter().filter_map(|(item, event)| match event {
        Some(event) => event.ticket(),
        None => item.ticket_status().map(|(ticket, _)| ticket),
    });
    ledger.load(&tickets.collect::<Vec<_>>())?;
    let mut new = 0;
    for (item, event) in &items {
        let is_new = match event {
            // Own passages that come back after the disk was wiped are like any other kiosk's.
            Some(event) if item.is_released() => ledger.release(event, item.was())?,
            Some(event) => match item.was() {
                Some(was) => ledger.hear_corrected(event, was)?,
                // What is known may have been corrected since.
                None if overtaken && ledger.knows(event)? => false,
                None => ledger.hear(event)?,
            },
            None => add_other(ledger, tx, item, overtaken)?,
        };
        new += usize::from(is_new);
    }
    Ok(new)
}

fn add_other(
    ledger: &mut Ledger<'_>,
    tx: &Transaction<'_>,
    item: &KnownItem,
    overtaken: bool,
) -> Result<bool, JournalError> {
    if let KnownItem::Annul(annulled) = item {
        return ledger.hear_annulled(annulled);
    }
    if let KnownItem::Visit(visit) = item {
        visits::insert(tx, visit.ticket, visit.booth, visit.at_ms)?;
    }
    // The server's order decides: its last word on a ticket holds.
    if let Some((ticket, status)) = item.ticket_status()
        && !overtaken
    {
        ledger.set_status(ticket, status)?;
        histories::keep_status(tx, ticket, status)?;
    }
    Ok(false)
}

fn take_catalogue(tx: &Transaction<'_>, reply: &FeedReply) -> Result<bool, JournalError> {
    let Some(catalogue) = &reply.catalogue else {
        return Ok(false);
    };
    let document = serde_json::to_string(catalogue)
        .map_err(|error| JournalError::Foreign(format!("its catalogue: {error}")))?;
    let changed = tx.execute(
        "INSERT INTO catalogue (one, version, document) VALUES (1, ?1, ?2)
         ON CONFLICT DO UPDATE SET version = excluded.version, document = excluded.document
         WHERE version <> excluded.version OR document <> excluded.document",
        (reply.catalogue_version as i64, document),
    )?;
    Ok(changed > 0)
}

/// The answer lists all keys in force, so any other is no longer trusted. A list without any is
/// taken for a mistake: with no key at all a kiosk would turn everyone away.
fn take_keys(tx: &Transaction<'_>, keys: &[PublicKey]) -> Result<bool, JournalError> {
    if keys.is_empty() {
        return Ok(false);
    }
    let mut statement = tx.prepare_cached("SELECT id, public, hash FROM keys ORDER BY id")?;
    let known: Vec<(u8, Vec<u8>, Vec<u8>)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    let sent = keys.iter().map(|key| {
        let hash = knowledge::key_hash(key.id.0, &key.public);
        (key.id.0, key.public.to_vec(), hash.to_vec())
    });
    let mut sent: Vec<_> = sent.collect();
    sent.sort_unstable();
    sent.dedup_by_key(|(id, ..)| *id);
    if sent == known {
        return Ok(false);
    }
    tx.execute("DELETE FROM keys", [])?;
    for key in sent {
        tx.execute(
            "INSERT INTO keys (id, public, hash) VALUES (?1, ?2, ?3)",
            key,
        )?;
    }
    Ok(true)
}
