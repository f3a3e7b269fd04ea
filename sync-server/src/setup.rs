//! Making an exhibition, its kiosks and its keys.
//!
//! Each of these works on the database directly and may run beside a server, which notices within
//! a second.

mod kiosks;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior, params};
use shared::catalogue::{Catalogue, Problem};
use shared::ids::{ExhibitionId, GateId, KeyId, KioskId};
use shared::ticket::SigningKey;
use shared::time::{Calendar, UnixMs};

pub use kiosks::{KioskEntry, KioskFiles, add_kiosk, kiosks, renew_kiosk};

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

/// Where the database of a data folder is.
#[must_use]
pub fn database_in(data: &Path) -> PathBuf {
    database::path_in(data)
}

fn random<const N: usize>() -> Result<[u8; N], SetupError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(SetupError::Random)?;
    Ok(bytes)
}

fn list(problems: &[Problem]) -> String {
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    problems.join("; ")
}
