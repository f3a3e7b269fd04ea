//! Why the desk is out of order.

use std::path::{Path, PathBuf};

use shared::protocol::v1::Closure;
use view::OutOfOrder;

use journal::JournalError;

/// Why no verdict can be given. The text is for staff.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The journal can't be used, so a verdict would not last.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The journal's files were deleted or replaced, and the server lacks some of what it holds.
    #[error("{error}; {waiting} records are not sent yet{}", copy(.rescued.as_deref()))]
    Replaced {
        /// How many records the server lacks.
        waiting: u64,
        /// Which file it was.
        error: JournalError,
        /// Where the records were copied to.
        rescued: Option<PathBuf>,
    },
    /// Nothing is known of the exhibition yet.
    #[error(
        "this kiosk has never been in touch with its server {server}{hint}; connect it to the network once, it then goes on by itself"
    )]
    NeverSynced {
        /// The server's address.
        server: String,
        /// What else is known about it.
        hint: String,
    },
    /// The kiosk stands at a gate that the exhibition does not have.
    #[error(
        "kiosk.toml names the gate \"{gate}\", which is not in the exhibition's catalogue; its gates are {known}. Correct gate in kiosk.toml and start again; or have the organisers put the gate into the catalogue (`sync-server catalogue replace`), then run `kiosk sync` here and start again"
    )]
    UnknownGate {
        /// The gate of `kiosk.toml`.
        gate: shared::ids::GateId,
        /// The gates there are.
        known: String,
    },
    /// The kiosk counts the visitors of a booth that the exhibition does not have.
    #[error(
        "kiosk.toml names booth {0}, which is not in the exhibition's catalogue. Correct role in kiosk.toml and start again; or have the organisers put the booth into the catalogue (`sync-server catalogue replace`), then run `kiosk sync` here and start again"
    )]
    UnknownBooth(shared::ids::BoothNumber),
    /// Organisers closed the kiosk.
    #[error("the organisers closed this kiosk; they open it again on their desk")]
    Closed(Closure),
    /// A thread could not be started.
    #[error("a part of the kiosk could not be started: {0}; restart the device")]
    Thread(#[from] std::io::Error),
}

impl DeskError {
    /// Returns what the screens say of it.
    #[must_use]
    pub fn out_of_order(&self) -> OutOfOrder {
        match self {
            Self::Journal(error) => error.out_of_order(),
            Self::Replaced { waiting, error, .. } => match error.out_of_order() {
                OutOfOrder::JournalReplaced { file, .. } => OutOfOrder::JournalReplaced {
                    file,
                    waiting: Some(*waiting),
                },
                other => other,
            },
            Self::NeverSynced { server, .. } => OutOfOrder::NeverSynced {
                server: server.clone(),
            },
            Self::UnknownGate { gate, .. } => OutOfOrder::UnknownGate(gate.clone()),
            Self::UnknownBooth(booth) => OutOfOrder::UnknownBooth(*booth),
            Self::Closed(closure) => OutOfOrder::Closed(closure.clone()),
            Self::Thread(_) => OutOfOrder::Device,
        }
    }
}

fn copy(rescued: Option<&Path>) -> String {
    rescued.map_or_else(String::new, |path| {
        format!(", and a copy of all records is in {}", path.display())
    })
}
