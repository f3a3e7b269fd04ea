//! What becomes of batches of records, once for every kind of database.

mod batch;
mod changes;
mod check;
mod clocks;
mod deletions;
mod duplicates;
mod feed;
mod ingest;
mod mend;
mod passages;
mod permissions;
mod plan;
mod quarantine;
mod rebuild;
mod seats;
mod totals;

pub(crate) use batch::{Batch, BatchError, Incoming};
pub(crate) use changes::follow_changes;
pub(crate) use check::{ChainCheck, ChainedRecord, RunClocks};
pub(crate) use deletions::delete_again;
pub(crate) use duplicates::body_digest;
pub(crate) use feed::{FeedPage, feed_page};
#[cfg(test)]
pub(crate) use ingest::set_statuses;
pub(crate) use ingest::{Ingested, heard, ingest, last_position_before};
pub(crate) use mend::{Mended, batch_ids, mend};
pub(crate) use passages::{ExportedPassage, passage_page};
pub(crate) use quarantine::{decide, quarantine};
pub(crate) use rebuild::{NAMED, refold};
pub(crate) use seats::{AllocationReports, exchange_seats, seat_allocators};
pub(crate) use totals::{TotalsInput, totals};
