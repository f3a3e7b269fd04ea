//! Why the demonstration ended early.

use std::path::PathBuf;

use view::Outcome;

use super::script::{Act, Totals};

/// Why the demonstration ended early.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// No folder to play in.
    #[error("no folder for the demonstration: {0}; free some space, or name a folder with --dir")]
    Folder(std::io::Error),
    /// The folder holds an earlier demonstration.
    #[error("{} holds an earlier demonstration; name another folder with --dir, or remove that one", .0.display())]
    FolderInUse(PathBuf),
    /// No port for the server.
    #[error("no free port on this machine for the server: {0}")]
    Port(std::io::Error),
    /// No port for the server's listeners.
    #[error(transparent)]
    Bind(#[from] sync_server::BindError),
    /// The server's set-up.
    #[error(transparent)]
    Setup(#[from] sync_server::setup::SetupError),
    /// The server.
    #[error(transparent)]
    Serve(#[from] sync_server::ServeError),
    /// The PIN of staff.
    #[error(transparent)]
    Staff(#[from] sync_server::operations::staff::StaffError),
    /// Issuing tickets.
    #[error(transparent)]
    Tickets(#[from] sync_server::tickets::TicketsError),
    /// A kiosk's folder.
    #[error(transparent)]
    KioskFolder(#[from] sync_server::kiosk_folder::KioskFolderError),
    /// The pictures of tickets.
    #[error(transparent)]
    TicketFolder(#[from] sync_server::ticket_folder::TicketFolderError),
    /// A name in the script that is none.
    #[error(transparent)]
    Name(#[from] shared::ids::IdError),
    /// A kiosk's settings.
    #[error(transparent)]
    Config(#[from] kiosk_config::ConfigError),
    /// A kiosk's desk.
    #[error(transparent)]
    Desk(#[from] desk::DeskError),
    /// A kiosk's journal.
    #[error(transparent)]
    Journal(#[from] journal::JournalError),
    /// A kiosk's connection to the server.
    #[error(transparent)]
    Uplink(#[from] uplink::UplinkError),
    /// A picture can't be read.
    #[error(transparent)]
    Scan(#[from] scanner::ScanError),
    /// A ticket's picture in which nothing was found.
    #[error("no code was found in {}; this is a defect, please keep the picture", .0.display())]
    Unread(PathBuf),
    /// A verdict that is not the script's.
    #[error("the door said {outcome:?} to {act:?}; this is a defect")]
    Unexpected {
        /// What was played.
        act: Act,
        /// What the door said.
        outcome: Box<Outcome>,
    },
    /// News that did not come.
    #[error("the door never heard what it needed for {0:?}; this is a defect")]
    NoNews(Act),
    /// Totals that are not the script's.
    #[error(
        "the server's totals differ from what was played; this is a defect\nplayed {expected:?}\nserver {found:?}"
    )]
    Differs {
        /// Counted from the script.
        expected: Box<Totals>,
        /// What the server says.
        found: Box<Totals>,
    },
    /// Totals that can't be fetched.
    #[error("the totals can't be fetched from the server: {0}; this is a defect")]
    Totals(String),
    /// The window.
    #[error("the window could not be opened: {0}; try `demo --headless`")]
    Window(String),
    /// The output can't be written.
    #[error("the report can't be written: {0}")]
    Output(#[from] std::io::Error),
    /// The report can't be put into JSON.
    #[error("the totals can't be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}
