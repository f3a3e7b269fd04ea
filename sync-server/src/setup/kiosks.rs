//! The kiosks that may hand in records, and the files each of them is given.

use std::fs::{DirBuilder, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use shared::catalogue::{Catalogue, GateDirection};
use shared::checkin::Direction;
use shared::ids::{GateId, KioskId};
use shared::protocol::v1::FeedReply;
use shared::time::UnixMs;

use super::{SetupError, random};
use crate::app::system_time;
use crate::auth::token_hash;
use crate::store::sqlite::{database, load};

/// What was written for a kiosk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KioskFiles {
    /// Its settings with its token; for its user alone.
    pub config: PathBuf,
    /// The catalogue and the keys, so that it can work before it has ever reached the server.
    pub bootstrap: PathBuf,
}

/// Adds a kiosk and writes what it needs into the folder `out`: `kiosk.toml` with its token, which
/// is kept here only as a hash, and `bootstrap.json`.
///
/// # Errors
/// [`SetupError`]; then no kiosk was added.
pub fn add_kiosk(
    data: &Path,
    id: &KioskId,
    gate: &GateId,
    direction: Direction,
    server_url: &str,
    out: &Path,
) -> Result<KioskFiles, SetupError> {
    let place = Place {
        gate,
        direction,
        server_url,
    };
    with_new_token(data, id, &place, out, |change, token| {
        let known: Option<i64> = change
            .query_row("SELECT 1 FROM kiosks WHERE id = ?1", [id.as_str()], |row| {
                row.get(0)
            })
            .optional()?;
        if known.is_some() {
            return Err(SetupError::KioskExists(id.clone()));
        }
        change.execute(
            "INSERT INTO kiosks (id, gate, direction, token_sha256, made_ms)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                id.as_str(),
                gate.as_str(),
                word(direction),
                token,
                system_time().0
            ],
        )?;
        Ok(())
    })
}

/// Gives a kiosk a new token and place, for a lost disk or a move to another gate. The old token
/// ends at once.
///
/// # Errors
/// [`SetupError`]; then the old token stays good.
pub fn renew_kiosk(
    data: &Path,
    id: &KioskId,
    gate: &GateId,
    direction: Direction,
    server_url: &str,
    out: &Path,
) -> Result<KioskFiles, SetupError> {
    let place = Place {
        gate,
        direction,
        server_url,
    };
    with_new_token(data, id, &place, out, |change, token| {
        let changed = change.execute(
            "UPDATE kiosks SET gate = ?2, direction = ?3, token_sha256 = ?4 WHERE id = ?1",
            params![id.as_str(), gate.as_str(), word(direction), token],
        )?;
        if changed == 0 {
            return Err(SetupError::NoKiosk(id.clone()));
        }
        Ok(())
    })
}

/// A kiosk as the server knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KioskEntry {
    /// Its name.
    pub id: String,
    /// The gate it stands at.
    pub gate: String,
    /// Which way: `in` or `out`.
    pub direction: String,
    /// When it was last heard, give or take a minute; `None` for never.
    pub last_heard: Option<UnixMs>,
}

/// The kiosks by name.
///
/// # Errors
/// [`SetupError`] when the database can't be read.
pub fn kiosks(data: &Path) -> Result<Vec<KioskEntry>, SetupError> {
    let db = database::open(data)?;
    let mut found =
        db.prepare("SELECT id, gate, direction, last_heard_ms FROM kiosks ORDER BY id")?;
    let entries = found.query_map([], |row| {
        Ok(KioskEntry {
            id: row.get(0)?,
            gate: row.get(1)?,
            direction: row.get(2)?,
            last_heard: row.get::<_, Option<i64>>(3)?.map(UnixMs),
        })
    })?;
    Ok(entries.collect::<Result<_, _>>()?)
}

struct Place<'a> {
    gate: &'a GateId,
    direction: Direction,
    server_url: &'a str,
}

fn with_new_token(
    data: &Path,
    id: &KioskId,
    place: &Place<'_>,
    out: &Path,
    save: impl FnOnce(&Connection, [u8; 32]) -> Result<(), SetupError>,
) -> Result<KioskFiles, SetupError> {
    let server = place.server_url.trim_end_matches('/');
    if !(server.starts_with("http://") || server.starts_with("https://")) {
        return Err(SetupError::Server(place.server_url.to_owned()));
    }
    let token = hex::encode(random::<32>()?);
    let mut db = database::open(data)?;
    let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (catalogue_version, catalogue) = load::catalogue(&change)?;
    check_gate(&catalogue, place)?;
    save(&change, token_hash(&token))?;
    let config = [
        "# What this kiosk is. The token is a secret: whoever has it can hand in records as this kiosk.\n".to_owned(),
        format!("server = {}\n", quoted(server)),
        format!("exhibition = {}\n", catalogue.exhibition),
        format!("kiosk = {}\n", quoted(id.as_str())),
        format!("token = {}\n", quoted(&token)),
        format!("gate = {}\n", quoted(place.gate.as_str())),
        format!("direction = {}\n", quoted(word(place.direction))),
    ]
    .concat();
    let published = load::published(&change)?;
    let bootstrap = FeedReply {
        epoch: published.epoch,
        // The kiosk asks from the start: what happened so far is for it too.
        next: 0,
        more: true,
        server_time_ms: system_time(),
        catalogue_version,
        catalogue: Some(Box::new(catalogue)),
        keys: published.keys,
        items: Vec::new(),
    };
    let bootstrap = serde_json::to_vec(&bootstrap).map_err(SetupError::CatalogueJson)?;
    let files = KioskFiles {
        config: out.join("kiosk.toml"),
        bootstrap: out.join("bootstrap.json"),
    };
    // Written before the commit: a kiosk that the server knows always has its files.
    make_folder(out)?;
    write_private(&files.bootstrap, &bootstrap)?;
    write_private(&files.config, config.as_bytes())?;
    change.commit()?;
    Ok(files)
}

fn check_gate(catalogue: &Catalogue, place: &Place<'_>) -> Result<(), SetupError> {
    let Some(gate) = catalogue.gates.iter().find(|gate| gate.id == *place.gate) else {
        let known: Vec<&str> = catalogue
            .gates
            .iter()
            .map(|gate| gate.id.as_str())
            .collect();
        return Err(SetupError::NoGate {
            gate: place.gate.clone(),
            known: known.join(", "),
        });
    };
    match (gate.direction, place.direction) {
        (GateDirection::Both, _)
        | (GateDirection::In, Direction::In)
        | (GateDirection::Out, Direction::Out) => Ok(()),
        _ => Err(SetupError::WrongWay(place.gate.clone())),
    }
}

fn word(direction: Direction) -> &'static str {
    match direction {
        Direction::In => "in",
        Direction::Out => "out",
    }
}

/// A text as TOML writes it; its strings escape as JSON's do.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn make_folder(path: &Path) -> Result<(), SetupError> {
    let made = DirBuilder::new().recursive(true).create(path);
    made.map_err(|source| SetupError::File {
        path: path.to_owned(),
        source,
    })
}

fn write_private(path: &Path, bytes: &[u8]) -> Result<(), SetupError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        // A file that was there before keeps its permissions unless they are set again.
        #[cfg(unix)]
        file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(|source| SetupError::File {
        path: path.to_owned(),
        source,
    })
}
