//! Whether other computers reach the desk, as its owner set it; it holds from the next start of the server on.

use std::net::{IpAddr, Ipv4Addr};

use crate::listeners::ListenAddresses;
use crate::ports::{ChangeNote, Database, PortError, ServerSecret};

/// What is kept where it is open.
const OPEN: &[u8] = b"open";

/// Returns whether the desk is open to other computers from the next start on. It is closed by default.
///
/// # Errors
/// [`PortError`] when the database can't be read.
pub fn is_open(database: &dyn Database) -> Result<bool, PortError> {
    let kept = database.read()?.secret(ServerSecret::DeskAccess)?;
    Ok(kept.as_deref() == Some(OPEN))
}

/// Opens the desk to other computers, or closes it, from the next start on.
///
/// # Errors
/// [`PortError`]; then it stays as it was.
pub fn set_open(database: &dyn Database, open: bool) -> Result<(), PortError> {
    let change = database.write()?;
    change.put_secret(ServerSecret::DeskAccess, open.then_some(OPEN))?;
    let what = if open { "desk_opened" } else { "desk_closed" };
    change.note_change(ChangeNote::of(what, ""))?;
    change.commit()
}

/// Returns the default listen addresses: for the desk on every network, where its owner opened it.
#[must_use]
pub fn listen_addresses(database: &dyn Database, usual: ListenAddresses) -> ListenAddresses {
    // What can't be read yet, or not at all, opens nothing; the server says why it can't be read.
    if !is_open(database).unwrap_or_default() {
        return usual;
    }
    let any = Some(usual.devices.ip()).filter(IpAddr::is_unspecified);
    let any = any.unwrap_or(Ipv4Addr::UNSPECIFIED.into());
    ListenAddresses {
        desk: (any, usual.desk.port()).into(),
        ..usual
    }
}
