//! An exhibition in a folder: one SQLite file for what organisers and kiosks do, another for what visitors leave.
//! SQL, row mapping and what concerns the files; the engine is above the ports.

mod admin;
mod backup;
mod check;
mod connection;
#[cfg(test)]
pub(crate) mod contract;
mod database;
mod error;
mod files;
mod folder;
mod layout;
mod load;
mod mark;
mod server;
mod set_back;
mod submissions;
mod transfer;

pub use admin::{FolderState, SqliteDatabase};
pub(crate) use backup::{contents, copy_databases, journal_heads, put_back, remove_mark, verify};
pub use error::SqliteError;
pub(crate) use server::SqliteServer;
