//! Making an exhibition, its kiosks and its keys.
//!
//! Each of these may run beside a server, which notices within a second.

mod catalogue;
mod catalogue_json;
mod comparison;
mod kiosks;
mod media;

use std::io;
use std::path::{Path, PathBuf};

use shared::catalogue::{Catalogue, Problem};
use shared::ids::{BoothNumber, ExhibitionId, GateId, KeyId, KioskId};
use shared::ticket::SigningKey;
use shared::time::UnixMs;

pub use crate::ports::{CatalogueVersion, KioskEntry};
pub use catalogue::{
    Replaced, Replacement, calendar, catalogue, catalogue_versions, replace_catalogue,
    roll_back_catalogue, sample_catalogue,
};
pub use catalogue_json::{CatalogueJsonError, UnknownField, read as read_catalogue};
pub use comparison::{Change, ChangeKind, Comparison, Impact};
pub use kiosks::{
    KioskFiles, KioskPlace, KioskRole, add_kiosk, enrol_kiosk, first_gate, kiosks, remove_kiosk,
    renew_kiosk,
};

use crate::ports::{Database, PortError, WriteTx};
use crate::store;

/// Why something could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// There is an exhibition already.
    #[error("there is an exhibition already, and it stays as it is")]
    Exists,
    /// The catalogue can't be used.
    #[error("the catalogue can't be used: {}", list(.0))]
    Catalogue(Vec<Problem>),
    /// The catalogue can't be read.
    #[error("the catalogue can't be read: {0}; mend the JSON at that place")]
    CatalogueJson(serde_json::Error),
    /// Pictures and videos that are nowhere, or damaged where they are kept.
    #[error(
        "these pictures and videos of the catalogue are nowhere, or what was kept of them is damaged: {}", .0.join(", ")
    )]
    NoPicture(Vec<String>),
    /// Pictures and videos that kiosks would not show.
    #[error("kiosks can't show these pictures and videos: {}; nothing was changed", .0.join("; "))]
    BadPicture(Vec<String>),
    /// The catalogue takes something away, or touches tickets, kiosks or seats.
    #[error(
        "the new catalogue touches what people hold; nothing was changed. Confirm it if it is meant"
    )]
    Unconfirmed(Box<Comparison>),
    /// Another catalogue came into force while this one was looked at.
    #[error(
        "catalogue version {0} came into force meanwhile; nothing was changed. Try again, and it is compared with that one"
    )]
    CatalogueMoved(u64),
    /// There is no such version of the catalogue.
    #[error("there is no version {0} of the catalogue")]
    NoVersion(u64),
    /// The first catalogue is in force.
    #[error("the first catalogue is in force; there is none before it to go back to")]
    FirstVersion,
    /// The catalogue is another exhibition's: its number, and that of this one.
    #[error(
        "the catalogue is of exhibition {0}, this one is exhibition {1}, as its tickets say; set \"exhibition\" to {1}, or make a new exhibition"
    )]
    OtherExhibition(ExhibitionId, ExhibitionId),
    /// A kiosk would stand at no gate: the kiosk, its gate, and which way people go there, `in` or `out`.
    #[error(
        "kiosk {0} stands at gate \"{1}\" ({2}), which the new catalogue does not have; keep that gate, or move the kiosk first"
    )]
    GateInUse(String, String, String),
    /// There is a kiosk of that name.
    #[error("there is a kiosk {0} already; give the new one another name")]
    KioskExists(KioskId),
    /// There is no kiosk of that name.
    #[error("there is no kiosk {0}")]
    NoKiosk(KioskId),
    /// The catalogue has no such gate: the one asked for, and those there are.
    #[error("the exhibition has no gate \"{0}\"; its gates are {1}")]
    NoGate(GateId, String),
    /// No gate leads that way.
    #[error("no gate of the exhibition leads that way")]
    NoSuchWay,
    /// The catalogue has no such booth.
    #[error("the exhibition has no booth {0}; look at the numbers in the catalogue")]
    NoBooth(BoothNumber),
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
        source: io::Error,
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

impl SetupError {
    /// Returns the error of a file or folder.
    fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::File {
            path: path.to_owned(),
            source,
        }
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
}

/// Makes an exhibition with its first signing key. The files of the catalogue's pictures are in a folder; those of the
/// sample exhibition come with the program.
///
/// # Errors
/// [`SetupError`]; an exhibition that is there already is never touched.
pub fn init(
    database: &dyn Database,
    catalogue: &Catalogue,
    folder: Option<&Path>,
    now: UnixMs,
) -> Result<InitReport, SetupError> {
    let gathered = media::gather(catalogue, None, database.media(), folder)?;
    catalogue::check(&gathered.catalogue)?;
    let change = database.create()?;
    if change.has_exhibition()? {
        return Err(SetupError::Exists);
    }
    gathered.keep(database.media())?;
    change.insert_exhibition(catalogue.exhibition, &epoch()?, now)?;
    change.insert_catalogue(&gathered.catalogue, now)?;
    let key = insert_key(&*change, now)?;
    change.commit()?;
    Ok(InitReport {
        exhibition: catalogue.exhibition,
        name: catalogue.name.get("vi").to_owned(),
        days: catalogue.days.len(),
        gates: catalogue.gates.iter().map(|gate| gate.id.clone()).collect(),
        key,
    })
}

/// Adds a signing key. New tickets are signed with it; tickets signed with older keys stay good.
///
/// # Errors
/// [`SetupError`]; then no key was added.
pub fn add_key(database: &dyn Database, now: UnixMs) -> Result<KeyId, SetupError> {
    let change = database.write()?;
    let key = insert_key(&*change, now)?;
    change.commit()?;
    Ok(key)
}

/// Where the database of a data folder is.
#[must_use]
pub fn database_in(data: &Path) -> PathBuf {
    store::path_in(data)
}

fn insert_key(change: &dyn WriteTx, now: UnixMs) -> Result<KeyId, SetupError> {
    let keys = change.public_keys()?;
    let last = keys.last().map_or(0, |key| key.id.0);
    let next = last.checked_add(1);
    let id = KeyId(next.ok_or(SetupError::KeysExhausted)?);
    let seed = random::<32>()?;
    let public = SigningKey::from_seed(&seed).public();
    change.insert_key(id, &seed, &public, now)?;
    Ok(id)
}

fn epoch() -> Result<String, SetupError> {
    Ok(hex::encode(random::<8>()?))
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
