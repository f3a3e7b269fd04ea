//! Making an exhibition, its kiosks and its keys.
//!
//! Each of these works on the database directly and may run beside a server, which notices within
//! a second.

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

pub use crate::store::KioskEntry;
pub use catalogue::{
    CatalogueVersion, Replaced, Replacement, calendar, catalogue, catalogue_versions,
    replace_catalogue, roll_back_catalogue, sample_catalogue,
};
pub use catalogue_json::{CatalogueJsonError, UnknownField, read as read_catalogue};
pub use comparison::{Change, ChangeKind, Comparison, Impact};
pub use kiosks::{
    KioskFiles, KioskPlace, KioskRole, add_kiosk, enrol_kiosk, first_gate, kiosks, remove_kiosk,
    renew_kiosk,
};

use crate::store::{self, Edit, Office, StoreError};

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
    /// Pictures and videos that are nowhere, or damaged where they are kept.
    #[error(
        "these pictures and videos of the catalogue are nowhere, or what was kept of them is damaged: {}; put the files into one folder and name it with --media", .0.join(", ")
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
    #[error("there is no version {0} of the catalogue; see `sync-server catalogue list`")]
    NoVersion(u64),
    /// The first catalogue is in force.
    #[error("the first catalogue is in force; there is none before it to go back to")]
    FirstVersion,
    /// The catalogue is another exhibition's: its number, and that of this one.
    #[error(
        "the catalogue is of exhibition {0}, this one is exhibition {1}, as its tickets say; set \"exhibition\" to {1}, or make a new exhibition with `sync-server init`"
    )]
    OtherExhibition(ExhibitionId, ExhibitionId),
    /// A kiosk would stand at no gate: the kiosk, its gate, and which way people go there, `in` or `out`.
    #[error(
        "kiosk {0} stands at gate \"{1}\" ({2}), which the new catalogue does not have; keep that gate, or move the kiosk first with `sync-server kiosk add --renew`"
    )]
    GateInUse(String, String, String),
    /// There is a kiosk of that name.
    #[error(
        "there is a kiosk {0} already; give the new one another name, or a new token to the old one with --renew"
    )]
    KioskExists(KioskId),
    /// There is no kiosk of that name.
    #[error("there is no kiosk {0}; see `sync-server kiosk list`")]
    NoKiosk(KioskId),
    /// The catalogue has no such gate: the one asked for, and those there are.
    #[error("the exhibition has no gate \"{0}\"; its gates are {1}")]
    NoGate(GateId, String),
    /// No gate leads that way.
    #[error(
        "no gate of the exhibition leads that way; name one with --gate, or give the other --direction"
    )]
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
    /// The database.
    pub database: PathBuf,
}

/// Makes an exhibition in a data folder, with its first signing key. The folder and the database are
/// for this user alone: whoever can read the key can make tickets.
///
/// # Errors
/// [`SetupError`]; an exhibition that is there already is never touched.
pub fn init(data: &Path, catalogue: &Catalogue, now: UnixMs) -> Result<InitReport, SetupError> {
    init_with_media(data, catalogue, None, now)
}

/// The same, with the files of the catalogue's pictures in a folder. Those of the sample exhibition come with the
/// program.
///
/// # Errors
/// [`SetupError`]; an exhibition that is there already is never touched.
pub fn init_with_media(
    data: &Path,
    catalogue: &Catalogue,
    folder: Option<&Path>,
    now: UnixMs,
) -> Result<InitReport, SetupError> {
    let gathered = media::gather(catalogue, None, data, folder)?;
    let json = catalogue::checked(&gathered.catalogue)?;
    let mut office = Office::create(data)?;
    let edit = office.edit()?;
    if edit.has_exhibition()? {
        return Err(SetupError::Exists(data.to_owned()));
    }
    gathered.keep(data)?;
    edit.insert_exhibition(catalogue.exhibition, &epoch()?, now)?;
    edit.insert_catalogue(&json, now)?;
    let key = insert_key(&edit, now)?;
    edit.commit()?;
    Ok(InitReport {
        exhibition: catalogue.exhibition,
        name: catalogue.name.get("vi").to_owned(),
        days: catalogue.days.len(),
        gates: catalogue.gates.iter().map(|gate| gate.id.clone()).collect(),
        key,
        database: database_in(data),
    })
}

/// Adds a signing key. New tickets are signed with it; tickets signed with older keys stay good.
///
/// # Errors
/// [`SetupError`]; then no key was added.
pub fn add_key(data: &Path, now: UnixMs) -> Result<KeyId, SetupError> {
    let mut office = Office::open(data)?;
    let edit = office.edit()?;
    let key = insert_key(&edit, now)?;
    edit.commit()?;
    Ok(key)
}

/// Begins a new life of a store that was restored from a backup, and gives its name. Whatever
/// kiosks were told of the life before no longer holds: each asks the store how far it is, sends
/// again what it lacks, and reads the feed from the start.
///
/// # Errors
/// [`SetupError`]; then the life before goes on.
pub fn new_epoch(data: &Path) -> Result<String, SetupError> {
    let mut office = Office::open(data)?;
    let epoch = office.begin_life()?;
    office.forget_again()?;
    Ok(epoch)
}

/// Where the database of a data folder is.
#[must_use]
pub fn database_in(data: &Path) -> PathBuf {
    store::path_in(data)
}

fn insert_key(edit: &Edit<'_>, now: UnixMs) -> Result<KeyId, SetupError> {
    let next = edit.last_key()?.checked_add(1);
    let id = KeyId(next.ok_or(SetupError::KeysExhausted)?);
    let seed = random::<32>()?;
    let public = SigningKey::from_seed(&seed).public();
    edit.insert_key(id, &seed, &public, now)?;
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
