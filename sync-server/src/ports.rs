//! What the engine and the operations need of a database, in the domain's words.

mod records;

pub(crate) use records::{FeedEntry, Journal, JournalRecord, NewRecord, RecordsTx};
