//! Passages as other programs read them: each as it stands now, in the order of the feed.

use std::collections::HashSet;

use shared::protocol::v1::parse_body;
use shared::record::{Fact, RecordId};
use shared::time::UnixMs;

use crate::ports::{FeedEntry, JournalRecord, PortError, RecordsTx, SetAsideReason, span};

/// A part of the passages.
#[derive(Debug)]
pub(crate) struct PassagePage {
    /// The passages; one that changed comes once more.
    pub(crate) passages: Vec<ExportedPassage>,
    /// The cursor after this part.
    pub(crate) next: u64,
    /// Whether more is there at once.
    pub(crate) more: bool,
}

/// A passage as it stands now.
#[derive(Debug)]
pub(crate) struct ExportedPassage {
    /// The record that tells of it.
    pub(crate) id: RecordId,
    /// When it happened, by the clock as it was corrected later.
    pub(crate) at: UnixMs,
    /// When the server received it.
    pub(crate) received: UnixMs,
    /// What happened.
    pub(crate) fact: Fact,
    /// Why it does not count, where it was set aside.
    pub(crate) aside: Option<SetAsideReason>,
    /// Whether it was annulled.
    pub(crate) is_annulled: bool,
}

/// Reads at most `limit` feed positions after the cursor.
pub(crate) fn passage_page(
    tx: &dyn RecordsTx,
    after: u64,
    limit: usize,
) -> Result<PassagePage, PortError> {
    let last = tx.last_arrival()?;
    let mut next = after;
    let mut passages: Vec<ExportedPassage> = Vec::new();
    for (arrival, entry) in tx.feed_after(after, limit)? {
        next = arrival;
        let (FeedEntry::Stored(stored) | FeedEntry::Retimed(stored, _)) = entry else {
            continue;
        };
        let Ok(record) = parse_body(&stored.body) else {
            continue;
        };
        if let Fact::Annulled { target, .. } = &record.fact {
            let target = tx.record(target)?;
            passages.extend(target.as_ref().and_then(exported));
            continue;
        }
        passages.extend(exported(&stored));
    }
    let spans: Vec<_> = passages.iter().map(|it| span(&it.id)).collect();
    let annulled: HashSet<RecordId> = if spans.is_empty() {
        HashSet::new()
    } else {
        tx.annulled(&spans)?
    };
    for passage in &mut passages {
        passage.is_annulled = annulled.contains(&passage.id);
    }
    Ok(PassagePage {
        passages,
        next,
        more: next < last,
    })
}

/// Returns the passage that a record tells of.
fn exported(stored: &JournalRecord) -> Option<ExportedPassage> {
    let record = parse_body(&stored.body).ok()?;
    record.fact.can_be_annulled().then(|| ExportedPassage {
        id: stored.id.clone(),
        at: stored.at.unwrap_or_else(|| record.stamp.corrected()),
        received: stored.received,
        fact: record.fact,
        aside: stored.aside,
        is_annulled: false,
    })
}
