//! An exhibition in a folder: one SQLite file for what organisers and kiosks do, another for what visitors leave.
//! SQL, row mapping and what concerns the files; the engine is above the ports.

mod admin;
mod backup;
mod check;
#[cfg(test)]
pub(crate) mod contract;
mod database;
mod error;
mod files;
mod folder;
mod layout;
mod load;
mod mark;
mod rebuild;
mod records;
mod seats;
mod server;
mod set_back;
mod submissions;
mod ticket_list;
mod transfer;
mod trust;

pub use admin::SqliteDatabase;
pub(crate) use backup::{contents, copy_databases, note_safe, put_back, verify};
pub use error::SqliteError;
use records::SqliteRecords;
pub(crate) use server::SqliteServer;
