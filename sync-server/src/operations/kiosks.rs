//! The kiosks that may hand in records, and the files each of them is given.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use shared::catalogue::{Catalogue, Gate, GateDirection};
use shared::checkin::Direction;
use shared::ids::{GateId, KioskId};
use shared::protocol::v1::{FeedReply, TICKET_LIST_PAGE, TicketListReply, list_epoch};
use shared::server_pin::{self, ServerPin};
use shared::ticket::CodeKey;
use shared::time::UnixMs;

pub use shared::protocol::v1::KioskRole;

use super::setup_error::{SetupError, random};
use super::{media, server_keys};
use crate::ports::{Database, Enrolment, KioskEntry, ReadTx, WriteTx, pins_for};
use crate::private_file;

/// What was written for a kiosk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KioskFiles {
    /// Its settings with its token; for its user alone.
    pub config: PathBuf,
    /// The catalogue, the keys and the PINs of staff, so that it can work before it has ever reached the server.
    pub bootstrap: PathBuf,
    /// The tickets that the organisers know, a page a line; for its user alone, since there may be names in it.
    pub ticket_list: PathBuf,
    /// The folder of the exhibition's pictures, where the catalogue has any.
    pub media: Option<PathBuf>,
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

/// Adds a kiosk at a gate, as [`enrol_kiosk`] does.
///
/// # Errors
/// [`SetupError`]; then no kiosk was added.
pub fn add_kiosk(
    database: &dyn Database,
    id: &KioskId,
    gate: &GateId,
    direction: Direction,
    server_url: &str,
    out: &Path,
    now: UnixMs,
) -> Result<KioskFiles, SetupError> {
    let place = KioskPlace {
        role: KioskRole::Door,
        gate,
        direction,
        both_ways: false,
        server_urls: &[server_url.to_owned()],
    };
    enrol_kiosk(database, id, &place, out, now)
}

/// Adds a kiosk and writes what it needs into the folder `out`: `kiosk.toml` with its token, which
/// is kept here only as a hash, `bootstrap.json`, `ticket_list.jsonl`, and the pictures in `media`.
///
/// # Errors
/// [`SetupError`]; then no kiosk was added.
pub fn enrol_kiosk(
    database: &dyn Database,
    id: &KioskId,
    place: &KioskPlace<'_>,
    out: &Path,
    now: UnixMs,
) -> Result<KioskFiles, SetupError> {
    with_new_token(database, id, place, out, now, |change, kiosk| {
        let inserted = change.insert_device(kiosk, now)?;
        inserted
            .then_some(())
            .ok_or_else(|| SetupError::KioskExists(id.clone()))
    })
}

/// Gives a kiosk a new token and place, for a lost disk or a move. The old token ends at once.
///
/// # Errors
/// [`SetupError`]; then the old token stays good.
pub fn renew_kiosk(
    database: &dyn Database,
    id: &KioskId,
    place: &KioskPlace<'_>,
    out: &Path,
    now: UnixMs,
) -> Result<KioskFiles, SetupError> {
    with_new_token(database, id, place, out, now, |change, kiosk| {
        let moved = change.update_device(kiosk, now)?;
        moved
            .then_some(())
            .ok_or_else(|| SetupError::NoKiosk(id.clone()))
    })
}

/// Takes a kiosk out of service: its token ends at once, and the totals no longer wait for it. Its
/// records stay and count.
///
/// # Errors
/// [`SetupError::NoKiosk`] when there is none of that name; [`SetupError::Database`] when the database
/// fails.
pub fn remove_kiosk(database: &dyn Database, id: &KioskId) -> Result<(), SetupError> {
    let change = database.write()?;
    if !change.remove_device(id)? {
        return Err(SetupError::NoKiosk(id.clone()));
    }
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
pub fn kiosks(database: &dyn Database) -> Result<Vec<KioskEntry>, SetupError> {
    Ok(database.read()?.devices()?)
}

fn with_new_token(
    database: &dyn Database,
    id: &KioskId,
    place: &KioskPlace<'_>,
    out: &Path,
    now: UnixMs,
    save: impl FnOnce(&dyn WriteTx, &Enrolment<'_>) -> Result<(), SetupError>,
) -> Result<KioskFiles, SetupError> {
    for server in place.server_urls {
        if !(server.starts_with("https://") || is_this_computer(server)) {
            return Err(SetupError::Server(server.clone()));
        }
    }
    let token = hex::encode(random::<32>()?);
    // An exhibition of an earlier version has no keys before it is first served.
    server_keys::ensure(database, now)?;
    // Takes its time, so it is done before anything is held. What comes in meanwhile the kiosk
    // fetches from the server.
    let view = database.read()?;
    let code_key = server_keys::code_key(&*view)?;
    let ticket_list = ticket_list_lines(&*view, place.role, &code_key)?;
    drop(view);
    let change = database.write()?;
    let (_, catalogue) = change.catalogue_in_force()?;
    check_place(&catalogue, place)?;
    let enrolment = Enrolment {
        id,
        gate: place.gate,
        direction: place.direction.code(),
        both_ways: place.both_ways,
        role: &place.role.code(),
        // A token has 256 random bits, so a plain hash can't be guessed back.
        token_sha256: Sha256::digest(token.as_bytes()).into(),
    };
    save(&*change, &enrolment)?;
    let files = KioskFiles {
        config: out.join("kiosk.toml"),
        bootstrap: out.join("bootstrap.json"),
        ticket_list: out.join("register.jsonl"),
        media: (!catalogue.media.is_empty()).then(|| out.join("media")),
    };
    // Written before the commit: a kiosk that the server knows always has its files.
    fs::create_dir_all(out).map_err(SetupError::at(out))?;
    media::hand_over(database.media(), &catalogue, out)?;
    let bootstrap = first_news(&*change, place.role, now)?;
    let pins = &bootstrap.server_pins;
    let config = config(
        place.server_urls,
        pins,
        &catalogue,
        &enrolment,
        &token,
        place.role,
    );
    let bootstrap = serde_json::to_vec(&bootstrap).map_err(SetupError::CatalogueJson)?;
    for (path, content) in [
        (&files.ticket_list, ticket_list),
        (&files.bootstrap, bootstrap),
        (&files.config, config.into_bytes()),
    ] {
        private_file::write(path, &content).map_err(SetupError::at(path))?;
    }
    change.commit()?;
    Ok(files)
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
        items: Vec::new(),
    })
}

/// Whether an address without encryption stays within this computer.
fn is_this_computer(server: &str) -> bool {
    server
        .strip_prefix("http://")
        .is_some_and(server_pin::is_this_computer)
}

/// Returns what `kiosk.toml` says.
fn config(
    servers: &[String],
    pins: &[ServerPin],
    catalogue: &Catalogue,
    kiosk: &Enrolment<'_>,
    token: &str,
    role: KioskRole,
) -> String {
    // TOML's strings escape as JSON's do.
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let pins: Vec<String> = pins.iter().map(|pin| quoted(&pin.to_string())).collect();
    let servers: Vec<String> = servers
        .iter()
        .map(|server| quoted(server.trim_end_matches('/')))
        .collect();
    // A kiosk of an earlier version reads a list of one no more than any other.
    let server = match &servers[..] {
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    };
    let both_ways = kiosk.both_ways.then_some("both_ways = true\n");
    let role = match role {
        KioskRole::Door => String::new(),
        KioskRole::Hall => "role = \"hall\"\n".to_owned(),
        KioskRole::Booth(number) => format!("role = {{ booth = {number} }}\n"),
    };
    format!(
        "# What this kiosk is. The token is a secret: anyone who has it can hand in records as this kiosk.\n\
         server = {server}\npins = [{}]\nexhibition = {}\nkiosk = {}\ntoken = {}\ngate = {}\ndirection = {}\n{}{role}",
        pins.join(", "),
        catalogue.exhibition,
        quoted(kiosk.id.as_str()),
        quoted(token),
        quoted(kiosk.gate.as_str()),
        quoted(kiosk.direction),
        both_ways.unwrap_or_default(),
    )
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
