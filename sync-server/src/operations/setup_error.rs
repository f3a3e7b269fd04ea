//! Why something could not be set up.

use std::io;
use std::path::{Path, PathBuf};

use shared::catalogue::Problem;
use shared::ids::{BoothNumber, ExhibitionId, GateId, KeyId, KioskId};

use super::comparison::Comparison;
use super::server_keys::ServerKeyError;
use crate::ports::PortError;

/// Why something could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// The server's TLS key.
    #[error(transparent)]
    ServerKey(#[from] ServerKeyError),
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
    #[error(
        "\"{0}\" is no address of a server; write it like https://192.168.1.10:8080. Kiosks speak TLS; http:// is for this computer itself alone, such as http://127.0.0.1:8080"
    )]
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
    /// There is no such key in force.
    #[error("there is no key {0} in force")]
    NoKey(KeyId),
    /// Without it no ticket could be signed.
    #[error("key {0} is the only one in force, and every ticket would be refused; add a key first")]
    LastKey(KeyId),
    /// The operating system gave no random numbers.
    #[error(
        "the operating system gives no random numbers ({0}); nothing was changed. Try again after a restart"
    )]
    Random(getrandom::Error),
}

impl SetupError {
    /// Returns the error of a file or folder.
    pub(super) fn at(path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::File {
            path: path.as_ref().to_owned(),
            source,
        }
    }
}

/// Returns random bytes.
pub(in crate::operations) fn random<const N: usize>() -> Result<[u8; N], SetupError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(SetupError::Random)?;
    Ok(bytes)
}

fn list(problems: &[Problem]) -> String {
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    problems.join("; ")
}
