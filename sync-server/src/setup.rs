//! Making an exhibition, its kiosks and its keys.
//!
//! Each of these works on the database directly and may run beside a server, which notices within
//! a second.

use std::fs::{DirBuilder, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use shared::catalogue::{Catalogue, GateDirection, Problem};
use shared::checkin::Direction;
use shared::ids::{ExhibitionId, GateId, KeyId, KioskId};
use shared::protocol::v1::FeedReply;
use shared::ticket::SigningKey;
use shared::time::{Calendar, UnixMs};

use crate::auth::token_hash;
use crate::store::StoreError;
use crate::store::sqlite::{database, load};

/// Why something could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is an exhibition already.
    #[error(
        "there is an exhibition in {0} already, and it stays as it is; choose another --data folder"
    )]
    Exists(PathBuf),
    /// The catalogue can't be used.
    #[error("the catalogue can't be used: {}", list(.0))]
    Catalogue(Vec<Problem>),
    /// The catalogue can't be read.
    #[error("the catalogue can't be read: {0}; mend the JSON at that place")]
    CatalogueJson(serde_json::Error),
    /// There is a kiosk of that name.
    #[error(
        "there is a kiosk {0} already; give the new one another name, or a new token to the old one with --renew"
    )]
    KioskExists(KioskId),
    /// There is no kiosk of that name.
    #[error("there is no kiosk {0}; see `sync-server kiosk list`")]
    NoKiosk(KioskId),
    /// The catalogue has no such gate.
    #[error("the exhibition has no gate \"{gate}\"; its gates are {known}")]
    NoGate {
        /// The gate asked for.
        gate: GateId,
        /// The gates there are.
        known: String,
    },
    /// The gate does not lead that way.
    #[error(
        "gate \"{0}\" does not lead that way; the catalogue says in which direction it is open"
    )]
    WrongWay(GateId),
    /// The address of the server is none.
    #[error("\"{0}\" is no address of a server; write it like http://192.168.1.10:8080")]
    Server(String),
    /// A file or folder can't be written.
    #[error("{path}: {source}; check that the folder exists and belongs to this user")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// All key numbers are taken.
    #[error("all 255 key numbers are in use; no further key can be added")]
    KeysExhausted,
    /// The operating system gave no random numbers.
    #[error(
        "the operating system gives no random numbers ({0}); nothing was changed. Try again after a restart"
    )]
    Random(getrandom::Error),
}

impl From<rusqlite::Error> for SetupError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InitReport {
    /// The exhibition's number.
    pub exhibition: ExhibitionId,
    /// Its name in Vietnamese.
    pub name: String,
    /// How many days it has.
    pub days: usize,
    /// Its gates.
    pub gates: Vec<GateId>,
    /// The key that signs tickets.
    pub key: KeyId,
    /// The database.
    pub database: PathBuf,
}

/// The exhibition that comes with the program: eighty booths whose producers are made up.
///
/// # Errors
/// Never in a program that was tested; the JSON is part of it.
pub fn sample_catalogue() -> Result<Catalogue, SetupError> {
    let json = include_str!("../../assets/exhibition/catalogue.json");
    Catalogue::from_json(json).map_err(SetupError::CatalogueJson)
}

/// Makes an exhibition in a data folder, with its first signing key. The folder and the database are
/// for this user alone: whoever can read the key can make tickets.
///
/// # Errors
/// [`SetupError`]; an exhibition that is there already is never touched.
pub fn init(data: &Path, catalogue: &Catalogue, now: UnixMs) -> Result<InitReport, SetupError> {
    let problems = catalogue.problems();
    if !problems.is_empty() {
        return Err(SetupError::Catalogue(problems));
    }
    let json = serde_json::to_string(catalogue).map_err(SetupError::CatalogueJson)?;
    let mut db = database::create(data)?;
    let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let made: i64 = change.query_row("SELECT count(*) FROM exhibition", [], |row| row.get(0))?;
    if made != 0 {
        return Err(SetupError::Exists(data.to_owned()));
    }
    let epoch = hex::encode(random::<8>()?);
    change.execute(
        "INSERT INTO exhibition (id, number, epoch, made_ms) VALUES (1, ?1, ?2, ?3)",
        params![catalogue.exhibition.0, epoch, now.0],
    )?;
    change.execute(
        "INSERT INTO catalogues (version, json, made_ms) VALUES (1, ?1, ?2)",
        params![json, now.0],
    )?;
    let key = insert_key(&change, now)?;
    change.commit()?;
    Ok(InitReport {
        exhibition: catalogue.exhibition,
        name: catalogue.name.get("vi").to_owned(),
        days: catalogue.days.len(),
        gates: catalogue.gates.iter().map(|gate| gate.id.clone()).collect(),
        key,
        database: database::path_in(data),
    })
}

/// The exhibition's days and zone.
///
/// # Errors
/// [`SetupError`] when the database can't be read.
pub fn calendar(data: &Path) -> Result<Calendar, SetupError> {
    let db = database::open(data)?;
    let (_, catalogue) = load::catalogue(&db)?;
    Ok(catalogue.calendar())
}

/// Adds a signing key. New tickets are signed with it; tickets signed with older keys stay good.
///
/// # Errors
/// [`SetupError`]; then no key was added.
pub fn add_key(data: &Path, now: UnixMs) -> Result<KeyId, SetupError> {
    let mut db = database::open(data)?;
    let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let key = insert_key(&change, now)?;
    change.commit()?;
    Ok(key)
}

fn insert_key(db: &Connection, now: UnixMs) -> Result<KeyId, SetupError> {
    let last: i64 = db.query_row("SELECT coalesce(max(id), 0) FROM signing_keys", [], |row| {
        row.get(0)
    })?;
    let id = u8::try_from(last + 1).map_err(|_| SetupError::KeysExhausted)?;
    let seed = random::<32>()?;
    let public = SigningKey::from_seed(&seed).public();
    db.execute(
        "INSERT INTO signing_keys (id, seed, public, made_ms) VALUES (?1, ?2, ?3, ?4)",
        params![id, seed, public, now.0],
    )?;
    Ok(KeyId(id))
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

/// Where the database of a data folder is.
#[must_use]
pub fn database_in(data: &Path) -> PathBuf {
    database::path_in(data)
}

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
                crate::app::system_time().0
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
        server_time_ms: crate::app::system_time(),
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

fn random<const N: usize>() -> Result<[u8; N], SetupError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(SetupError::Random)?;
    Ok(bytes)
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

fn list(problems: &[Problem]) -> String {
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    problems.join("; ")
}
