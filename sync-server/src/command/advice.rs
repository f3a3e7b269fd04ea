//! What to do about an error, in the words of the command line: operations do not know its flags.

use sync_server::kiosk_folder::KioskFolderError;
use sync_server::operations::devices::DeviceError;
use sync_server::operations::people::PeopleError;
use sync_server::operations::seats::SeatsError;
use sync_server::operations::staff::StaffError;
use sync_server::setup::SetupError;
use sync_server::ticket_folder::TicketFolderError;
use sync_server::tickets::import::{ColumnsError, ImportError, ListError, UnusedColumn};
use sync_server::tickets::{FindError, TicketsError};

/// Returns what to do about an error, where a flag or another command helps.
pub(crate) fn advice(error: &anyhow::Error) -> Option<String> {
    if let Some(advice) = error.downcast_ref().and_then(for_columns) {
        return Some(advice);
    }
    let known = [
        error.downcast_ref().and_then(for_setup),
        error.downcast_ref().and_then(for_devices),
        error.downcast_ref().and_then(for_kiosk_folder),
        error.downcast_ref().and_then(for_tickets),
        error.downcast_ref().and_then(for_ticket_folder),
        error.downcast_ref().and_then(for_find),
        error.downcast_ref().and_then(for_import),
        error.downcast_ref().and_then(for_staff),
        error.downcast_ref().and_then(for_seats),
        error.downcast_ref().and_then(for_people),
    ];
    known.into_iter().flatten().next().map(str::to_owned)
}

fn for_columns(error: &ImportError) -> Option<String> {
    let ImportError::List {
        source: ListError::Columns(error),
        ..
    } = error
    else {
        return None;
    };
    match error {
        ColumnsError::NoCode(_) => Some("name it with --column-code".to_owned()),
        ColumnsError::Several(field, _) => {
            Some(format!("say which with --column-{}", field.word()))
        }
        ColumnsError::Unused(UnusedColumn { name, field, .. }) => Some(format!(
            "name it with --column-{}, or say --ignore-column \"{name}\"",
            field.word()
        )),
        ColumnsError::Missing(..) => None,
    }
}

fn for_setup(error: &SetupError) -> Option<&'static str> {
    match error {
        SetupError::Exists => Some("choose another --data folder"),
        SetupError::NoPicture(_) => Some("put the files into one folder and name it with --media"),
        SetupError::NoVersion(_) => Some("see `sync-server catalogue list`"),
        SetupError::OtherExhibition { .. } => Some("`sync-server init` makes a new exhibition"),
        SetupError::GateInUse { .. } => {
            Some("`sync-server kiosk add --renew` moves it to another gate")
        }
        SetupError::KioskExists(_) => Some("--renew gives the old one a new token"),
        SetupError::NoKiosk(_) => Some("see `sync-server kiosk list`"),
        SetupError::NoSuchWay => Some("name one with --gate, or give the other --direction"),
        _ => None,
    }
}

fn for_devices(error: &DeviceError) -> Option<&'static str> {
    match error {
        DeviceError::Setup(error) => for_setup(error),
        DeviceError::NoKiosk(_) => Some("see `sync-server kiosk list`"),
        _ => None,
    }
}

fn for_kiosk_folder(error: &KioskFolderError) -> Option<&'static str> {
    match error {
        KioskFolderError::Setup(error) => for_setup(error),
        KioskFolderError::Folder { .. } => None,
        KioskFolderError::File { .. } | KioskFolderError::Media { .. } => {
            Some("add --renew to the same command")
        }
    }
}

fn for_ticket_folder(error: &TicketFolderError) -> Option<&'static str> {
    matches!(error, TicketFolderError::Occupied(_)).then_some("choose another folder with --out")
}

fn for_tickets(error: &TicketsError) -> Option<&'static str> {
    match error {
        TicketsError::NoKey | TicketsError::Key(_) => Some("`sync-server keys add` adds one"),
        TicketsError::Find(error) => for_find(error),
        _ => None,
    }
}

fn for_find(error: &FindError) -> Option<&'static str> {
    matches!(error, FindError::Nothing).then_some("write one or more, or --from FILE")
}

fn for_import(error: &ImportError) -> Option<&'static str> {
    match error {
        ImportError::Tickets(error) => for_tickets(error),
        _ => None,
    }
}

fn for_people(error: &PeopleError) -> Option<&'static str> {
    match error {
        PeopleError::NoSubmission(_) => Some(
            "copy the id from the first column of `sync-server network export` or `contacts export`",
        ),
        _ => None,
    }
}

fn for_staff(error: &StaffError) -> Option<&'static str> {
    match error {
        StaffError::Exists(_) => Some("--renew gives them a new one in its place"),
        StaffError::Nobody(_) => Some("see who has one with `sync-server staff list`"),
        StaffError::TooMany => Some("remove one with `sync-server staff remove`"),
        _ => None,
    }
}

fn for_seats(error: &SeatsError) -> Option<&'static str> {
    match error {
        SeatsError::NoSession(_) => {
            Some("`sync-server seats list` without --session names all that have")
        }
        SeatsError::NoKiosk(_) => Some("`sync-server kiosk list` names them all"),
        SeatsError::NoTicket(_) => Some("`sync-server tickets list` names them all"),
        _ => None,
    }
}
