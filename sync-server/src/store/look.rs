//! What the writer takes over from the database: whatever another process changed while the server runs.

use jiff::Timestamp;
use shared::time::UnixMs;

use super::error::StoreError;
use super::writer::{SEEN_ALONE, Writer};
use crate::engine::seat_allocators;
use crate::ports::{Published, ServerTx};

/// A clock may be behind by so much, in milliseconds, before it is wrong: two computers that keep the time are not.
pub(crate) const CLOCK_BEHIND_MS: i64 = 600_000;

impl Writer {
    /// Takes over what another process changed: records, revocations, kiosks, keys, PINs, the catalogue.
    pub(super) fn look(&mut self) -> Result<(), StoreError> {
        let due = self.seen.is_failing || self.seen.written.elapsed() >= SEEN_ALONE;
        if due && !self.seen.ids.is_empty() {
            self.write_seen()?;
        }
        let tx = self.connection.read()?;
        let version = tx.version()?;
        let arrival = tx.records().last_arrival()?;
        let is_newer = arrival > self.shared.mark.borrow().arrival;
        if self.version == Some(version) && !is_newer {
            return Ok(());
        }
        let old = self.shared.published();
        let is_edited = self
            .version
            .is_none_or(|known| known.edits != version.edits);
        let edited = if is_edited {
            let published = tx.published()?;
            let seats = seat_allocators(tx.seats(), &published.epoch, UnixMs(0))?;
            Some((published, seats))
        } else {
            None
        };
        let states = tx.kiosk_states()?;
        drop(tx);
        let mut memory = self.shared.memory();
        let other_epoch = matches!(&edited, Some((new, _)) if new.epoch != old.epoch);
        if other_epoch {
            self.is_set_back = true;
            self.seen.ids.clear();
            memory.kiosks = states;
        } else {
            memory.kiosks.retain(|id, _| states.contains_key(id));
            for (id, state) in states {
                let kept = memory.kiosks.entry(id).or_insert_with(|| state.clone());
                // Another server may have seen it since this one did.
                if state.last_seen_ms > kept.last_seen_ms {
                    *kept = state;
                } else {
                    (kept.gate, kept.role, kept.label) = (state.gate, state.role, state.label);
                }
            }
        }
        // Published last: when one of the steps before fails, the next look takes all of it again.
        let mut new_edition = false;
        if let Some((published, seats)) = edited {
            memory.seats = seats;
            new_edition = published.catalogue_version != old.catalogue_version
                || !decides_same(&published, &old);
            drop(memory);
            self.shared.publish(published);
        } else {
            drop(memory);
        }
        self.version = Some(version);
        self.shared.mark.send_if_modified(|mark| {
            let newer = new_edition || arrival > mark.arrival;
            mark.edition += u64::from(new_edition);
            mark.arrival = mark.arrival.max(arrival);
            newer
        });
        Ok(())
    }
}

/// Refuses a clock that is far behind the record that was stored last.
pub(super) fn check_clock(tx: &dyn ServerTx, now: UnixMs) -> Result<(), StoreError> {
    match tx.newest_receipt()? {
        Some(newest) if newest.since(now) > CLOCK_BEHIND_MS => Err(StoreError::ClockBehind {
            now: seconds(now),
            newest: seconds(newest),
        }),
        _ => Ok(()),
    }
}

fn seconds(at: UnixMs) -> Timestamp {
    Timestamp::from_second(at.0.div_euclid(1_000)).unwrap_or_default()
}

fn decides_same(new: &Published, old: &Published) -> bool {
    let keys = new.keys == old.keys && new.staff == old.staff;
    let secrets = keys
        && new.device_tokens == old.device_tokens
        && new.secrets == old.secrets
        && new.api_tokens == old.api_tokens
        && new.instructions == old.instructions
        && new.accounts.keep_all_of(&old.accounts);
    new.epoch == old.epoch && new.ticket_list == old.ticket_list && secrets
}
