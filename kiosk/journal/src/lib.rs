//! The kiosk's journal: one SQLite file that is the truth of what happened here.
//!
//! A record and the duty to send it are one row, so they commit together or not at all. Commits are
//! durable before they return: the screen turns green only for what a power cut can't take back.
//! Beside it is a second file for what has to leave the kiosk again: [`SubmissionStore`]. All of the kiosk's
//! SQL is in this crate.

mod annulled;
mod as_it_is;
mod check;
pub mod clock;
mod clock_statements;
mod clocks;
mod copies;
mod counters;
mod damaged;
mod day;
pub mod disk;
mod error;
mod feed;
mod files;
mod find;
mod gate_event;
mod histories;
mod history_fold;
mod incarnations;
mod instructions;
mod journal;
mod knowledge;
mod ledger;
mod lives;
mod lost;
mod migrations;
mod mode;
mod open;
mod outbox;
mod own;
pub mod private_file;
mod record_rows;
mod recount;
mod recount_mark;
mod revoked;
mod salvage;
mod seat_allocations;
mod secrets;
mod size;
mod soundness;
mod staff;
mod submissions;
mod ticket_list;
mod ticket_list_file;
mod trouble;
mod visits;
mod walk_ins;
mod write_tx;

pub use as_it_is::FoundJournal;
pub use check::{Checked, VerifiedChain};
pub use damaged::DamagedRecord;
pub use day::DayTally;
pub use error::JournalError;
pub use feed::Applied;
pub use files::CONFIG_FILE;
pub use find::{FOUND_AT_MOST, TicketListEntry};
pub use journal::Journal;
pub use knowledge::Knowledge;
pub use open::{BOOTSTRAP_FILE, FILE, PATIENCE};
pub use outbox::{Acknowledged, Batch, Outbox, Span};
pub use recount::STEP as RECOUNT_STEP;
pub use revoked::waits_for_enrolment;
pub use salvage::{SalvagedRecord, salvage};
pub use seat_allocations::{AllocationOutcome, StoredAllocation};
pub use size::Size;
pub use staff::PinTries;
pub use submissions::{SUBMISSIONS_FILE, SubmissionStore, SubmissionStoreError};
pub use ticket_list::{STEP as TICKET_LIST_STEP, TicketListMark};
pub use ticket_list_file::TICKET_LIST_FILE;
pub use write_tx::{Recorded, WriteTx};

#[cfg(test)]
mod scene;
#[cfg(test)]
mod tests;
