//! The kiosks that may hand in records, and what each of them is given.

use std::collections::BTreeMap;

use shared::catalogue::{Catalogue, Gate, GateDirection, MediaFile};
use shared::checkin::{Direction, TicketStatus};
use shared::ids::{GateId, KioskId, TicketNumber};
use shared::protocol::v1::{
    EnrolReply, FeedItem, FeedReply, KnownItem, TICKET_LIST_PAGE, TicketListReply,
    TicketStatusItem, list_epoch,
};
use shared::server_pin;
use shared::ticket::CodeKey;
use shared::time::UnixMs;

pub use shared::protocol::v1::KioskRole;

use super::device_tokens::{self, SealedPlace};
use super::server_keys;
use super::setup_error::{SetupError, random};
use crate::auth::token_hash;
pub use crate::ports::KioskEntry;
use crate::ports::{ChangeNote, Database, Enrolment, ReadTx, WriteTx, pins_for};

/// What a kiosk is given, so that it can work before it has ever reached the server.
#[derive(Debug, Clone, PartialEq)]
pub struct KioskContents {
    /// What it is, its token, of which a hash alone is kept here, and what the feed answers first.
    pub enrolled: EnrolReply,
    /// Its settings, the text of `kiosk.toml`.
    pub settings: String,
    /// The tickets that the organisers know, in JSON, a page a line.
    pub ticket_list: Vec<u8>,
    /// The catalogue's pictures and videos, by name.
    pub media: BTreeMap<String, MediaFile>,
}

/// Where a kiosk stands, what for, and how it reaches the server.
#[derive(Debug, Clone, Copy)]
pub struct KioskPlace<'a> {
    /// What it is there for.
    pub role: KioskRole,
    /// The gate it stands at, or is nearest to.
    pub gate: &'a GateId,
    /// Which way people go there.
    pub direction: Direction,
    /// Whether both ways are open there.
    pub both_ways: bool,
    /// The server's addresses, in the order in which the kiosk tries them.
    pub server_urls: &'a [String],
}

impl<'a> KioskPlace<'a> {
    /// Returns the place as the audit log has it: `door main in`.
    pub(super) fn written(&self) -> String {
        let (role, direction) = (self.role.code(), self.direction.code());
        format!("{role} {} {direction}", self.gate)
    }

    /// Returns the place of a kiosk that admits people at a gate, or lets them out.
    #[must_use]
    pub fn door(gate: &'a GateId, direction: Direction, server_urls: &'a [String]) -> Self {
        Self {
            role: KioskRole::Door,
            gate,
            direction,
            both_ways: false,
            server_urls,
        }
    }
}

/// Whether a device is a new kiosk, or takes the place of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KioskEnrolment {
    /// There is no kiosk of this name.
    New,
    /// There is one, whose token ends at once: for a lost disk, or a move.
    Renewal,
}

/// Gives a kiosk its token and its place.
///
/// # Errors
/// [`SetupError`]; then nothing was changed.
pub fn enrol(
    database: &dyn Database,
    id: &KioskId,
    place: &KioskPlace<'_>,
    kind: KioskEnrolment,
    now: UnixMs,
) -> Result<KioskContents, SetupError> {
    for server in place.server_urls {
        if !(server.starts_with("https://") || is_this_computer(server)) {
            return Err(SetupError::Server(server.clone()));
        }
    }
    // An exhibition of an earlier version has no keys before it is first served.
    server_keys::ensure(database, now)?;
    // Takes its time, so it is done before anything is held. What comes in meanwhile the kiosk
    // fetches from the server.
    let view = database.read()?;
    let code_key = server_keys::code_key(&*view)?;
    let device_key = server_keys::device_key(&*view)?;
    let ticket_list = ticket_list_lines(&*view, place.role, &code_key)?;
    drop(view);
    let change = database.write()?;
    let (_, catalogue) = change.catalogue_in_force()?;
    check_place(&catalogue, place)?;
    let sealed = SealedPlace {
        exhibition: catalogue.exhibition,
        kiosk: id.clone(),
        gate: place.gate.clone(),
        direction: place.direction,
        both_ways: place.both_ways,
        role: place.role,
        made: now,
    };
    let token = device_tokens::seal(&device_key, &hex::encode(random::<32>()?), &sealed)?;
    let enrolment = Enrolment {
        id,
        gate: place.gate,
        direction: place.direction.code(),
        both_ways: place.both_ways,
        role: &place.role.code(),
        // A token has 256 random bits, so a plain hash can't be guessed back.
        token_sha256: token_hash(&token),
    };
    let saved = match kind {
        KioskEnrolment::New => change.insert_device(&enrolment, now)?,
        KioskEnrolment::Renewal => change.update_device(&enrolment, now)?,
    };
    if !saved {
        return Err(match kind {
            KioskEnrolment::New => SetupError::KioskExists(id.clone()),
            KioskEnrolment::Renewal => SetupError::NoKiosk(id.clone()),
        });
    }
    let note = ChangeNote::of("kiosk_added", id.as_str());
    change.note_change(note.after(&place.written()))?;
    let enrolled = EnrolReply {
        kiosk: id.clone(),
        token,
        exhibition: catalogue.exhibition,
        gate: place.gate.clone(),
        direction: place.direction.code().to_owned(),
        both_ways: place.both_ways,
        role: place.role,
        start: first_news(&*change, place.role, now)?,
    };
    change.commit()?;
    let urls = place.server_urls.iter();
    let urls: Vec<String> = urls
        .map(|url| url.trim_end_matches('/').to_owned())
        .collect();
    Ok(KioskContents {
        settings: enrolled.settings(&urls),
        enrolled,
        ticket_list,
        media: catalogue.media,
    })
}

/// Takes a kiosk out of service: its token ends at once, and the totals no longer wait for it. Its
/// records stay and count.
///
/// # Errors
/// [`SetupError::NoKiosk`] when there is none of that name; [`SetupError::Database`] when the database
/// fails.
pub fn remove(database: &dyn Database, id: &KioskId) -> Result<(), SetupError> {
    let change = database.write()?;
    let mut devices = change.devices()?.into_iter();
    let place = devices.find(|it| it.id == id.as_str());
    if !change.remove_device(id)? {
        return Err(SetupError::NoKiosk(id.clone()));
    }
    let before = place.map_or(String::new(), |it| it.place());
    change.note_change(ChangeNote::of("kiosk_removed", id.as_str()).before(&before))?;
    Ok(change.commit()?)
}

/// Returns the first gate of the catalogue that leads a way: the one for a kiosk that stands at none.
///
/// # Errors
/// [`SetupError::NoSuchWay`] when no gate leads that way.
pub fn first_gate(database: &dyn Database, direction: Direction) -> Result<GateId, SetupError> {
    let catalogue = database.read()?.catalogue()?;
    let mut gates = catalogue.gates.iter();
    let gate = gates.find(|gate| leads(gate, direction.code()));
    gate.map(|gate| gate.id.clone())
        .ok_or(SetupError::NoSuchWay)
}

/// Returns the kiosks by name.
///
/// # Errors
/// [`SetupError`] when the database can't be read.
pub fn list(database: &dyn Database) -> Result<Vec<KioskEntry>, SetupError> {
    Ok(database.read()?.devices()?)
}

/// Returns what the feed answers first, for a kiosk that has not reached the server yet.
pub(super) fn first_news(
    change: &dyn WriteTx,
    role: KioskRole,
    now: UnixMs,
) -> Result<FeedReply, SetupError> {
    // An exhibition of an earlier version has no key before it is first served.
    server_keys::make(change, now)?;
    let (catalogue_version, catalogue) = change.catalogue_in_force()?;
    let statuses = change.latest_statuses()?.into_iter();
    Ok(FeedReply {
        epoch: change.epoch()?,
        // The kiosk asks from the start: what happened so far is for it too.
        next: 0,
        more: true,
        server_time_ms: now,
        catalogue_version,
        catalogue: Some(Box::new(catalogue)),
        keys: change.public_keys()?,
        staff: Some(pins_for(&change.staff()?, role)),
        ticket_list: Some(change.tickets_version()?.revision),
        server_pins: server_keys::pins(change)?,
        code_key: Some(server_keys::code_key(change)?),
        token: None,
        phones_port: None,
        instructions: None,
        wipe: false,
        // A kiosk that is cut off before its first news refuses what is revoked now.
        items: statuses
            .filter_map(withdrawn)
            .map(FeedItem::Known)
            .collect(),
    })
}

fn withdrawn((ticket, status): (TicketNumber, TicketStatus)) -> Option<KnownItem> {
    let item = |since_ms| TicketStatusItem { ticket, since_ms };
    match status {
        TicketStatus::Good => None,
        TicketStatus::Revoked(since) => Some(KnownItem::Revoked(item(since))),
        TicketStatus::Blocked(since) => Some(KnownItem::Blocked(item(since))),
    }
}

/// Whether an address without encryption stays within this computer.
fn is_this_computer(server: &str) -> bool {
    server
        .strip_prefix("http://")
        .is_some_and(server_pin::is_this_computer)
}

/// Returns the ticket list as the server would answer for it, a page a line.
fn ticket_list_lines(
    view: &dyn ReadTx,
    role: KioskRole,
    key: &CodeKey,
) -> Result<Vec<u8>, SetupError> {
    let epoch = list_epoch(&view.epoch()?, true);
    let mut lines = Vec::new();
    let (mut next, mut more) = (0, true);
    while more {
        let page = view.ticket_page(next, TICKET_LIST_PAGE)?;
        let tickets = page.tickets.into_iter();
        let tickets = tickets.map(|it| it.for_role(role).keyed(key));
        (next, more) = (page.next, page.more);
        let line = TicketListReply {
            epoch: epoch.clone(),
            next,
            more,
            tickets: tickets.collect(),
        };
        serde_json::to_writer(&mut lines, &line).map_err(SetupError::CatalogueJson)?;
        lines.push(b'\n');
    }
    Ok(lines)
}

/// Checks that the catalogue has the gate, in that direction, and the booth.
pub(super) fn check_place(catalogue: &Catalogue, place: &KioskPlace<'_>) -> Result<(), SetupError> {
    let Some(gate) = catalogue.gate(place.gate) else {
        let known: Vec<&str> = catalogue
            .gates
            .iter()
            .map(|gate| gate.id.as_str())
            .collect();
        return Err(SetupError::NoGate(place.gate.clone(), known.join(", ")));
    };
    let one_way = place.direction.code();
    if !leads(gate, if place.both_ways { "both" } else { one_way }) {
        return Err(SetupError::WrongWay(place.gate.clone()));
    }
    match place.role {
        KioskRole::Booth(number) if catalogue.booth(number).is_none() => {
            Err(SetupError::NoBooth(number))
        }
        _ => Ok(()),
    }
}

/// Returns whether a gate is open in a direction, `in`, `out` or `both`.
pub(super) fn leads(gate: &Gate, direction: &str) -> bool {
    match gate.direction {
        GateDirection::Both => true,
        GateDirection::In => direction == "in",
        GateDirection::Out => direction == "out",
    }
}
