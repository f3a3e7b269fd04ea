//! Enrolment by a code: the kiosk asks the server that the code names what it is, and writes its `kiosk.toml`.

mod written;

use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use journal::private_file;
use journal::{self, BOOTSTRAP_FILE, Journal, JournalError};
use kiosk_config::Config;
use shared::enrolment::{EnrolmentCode, EnrolmentCodeError, HostPort};
use shared::ids::KioskId;
use shared::protocol::v1::{CODE_EXPIRED, CODE_UNKNOWN, CODE_USED, EnrolReply, EnrolRequest};

use crate::{NotEnrolled, TOKEN_FILE, ask_to_enrol};

/// The file of the number by which the server knows this kiosk's request again, after a lost answer or a power cut.
const REQUEST_FILE: &str = "enrolment.key";
/// The pauses between attempts to reach the server.
const PAUSES: [Duration; 2] = [Duration::from_millis(500), Duration::from_millis(1_500)];

/// What the kiosk is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolled {
    /// Its name.
    pub kiosk: KioskId,
    /// The server by which it was enrolled.
    pub server: HostPort,
}

/// Why the kiosk is not enrolled.
#[derive(Debug, thiserror::Error)]
pub enum EnrolError {
    /// The code can't be read.
    #[error(transparent)]
    Code(#[from] EnrolmentCodeError),
    /// No address of the code answers.
    #[error(
        "the server can't be reached at {servers} ({detail}); check the network and that the server runs, then use the same code again"
    )]
    Unreachable {
        /// The addresses.
        servers: String,
        /// What went wrong.
        detail: String,
    },
    /// Another server answers.
    #[error(
        "another server than the organisers' answers at {0}; nothing was sent to it. Check the network, and tell the organisers"
    )]
    OtherServer(HostPort),
    /// Another device used the code.
    #[error("this code was used already; ask the organisers for a new one")]
    Used,
    /// The code's time is over.
    #[error("this code is too old; ask the organisers for a new one")]
    Expired,
    /// The server does not know the code.
    #[error(
        "the server does not know this code, or a newer one took its place; ask the organisers for a new one"
    )]
    Unknown,
    /// This device holds the records of another kiosk.
    #[error(
        "this device holds the records of kiosk {owner}, and the code is for kiosk {asked}; ask for a code for that kiosk, or use another data directory"
    )]
    OtherKiosk {
        /// The kiosk and its exhibition.
        owner: String,
        /// The kiosk and exhibition of the code.
        asked: String,
    },
    /// The server refuses for another reason.
    #[error("the server does not enrol this kiosk ({0}); look at the server's log")]
    Refused(String),
    /// What the server answers can't be used.
    #[error(
        "the server answers what a kiosk does not understand ({0}); check that kiosk and server have the same version"
    )]
    Garbled(String),
    /// TLS or random numbers are missing.
    #[error("this device can't speak to the server safely ({0}); restart it")]
    Device(String),
    /// A file can't be written.
    #[error("{} can't be written ({source}); check the disk and who may write there, then use the same code again", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Makes this the kiosk that a code is for. What else an earlier `kiosk.toml` says, such as scanners, stays.
///
/// # Errors
/// [`EnrolError`]; the same code may be used again as long as it is good: the answer is the same then.
pub fn enrol(data: &Path, code: &EnrolmentCode) -> Result<Enrolled, EnrolError> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |source| EnrolError::File { path, source }
    };
    std::fs::create_dir_all(data).map_err(at(data))?;
    let key_path = data.join(REQUEST_FILE);
    let request = EnrolRequest {
        secret: code.secret,
        request_key: request_key(&key_path)?,
        device: format!(
            "kiosk {}, {} on {}",
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS,
            std::env::consts::ARCH
        ),
    };
    let (server, reply) = ask(code, &request)?;
    if data.join(journal::FILE).exists()
        && let Err(JournalError::Owner { owner, asked, .. }) =
            Journal::open(data, reply.exhibition, &reply.kiosk)
    {
        return Err(EnrolError::OtherKiosk { owner, asked });
    }
    let bootstrap =
        serde_json::to_vec(&reply.start).map_err(|error| EnrolError::Garbled(error.to_string()))?;
    let path = data.join(kiosk_config::FILE);
    let earlier = std::fs::read_to_string(&path).unwrap_or_default();
    let others = code.addresses.iter().filter(|it| **it != server);
    let servers: Vec<&HostPort> = [&server].into_iter().chain(others).collect();
    let text = written::config(&reply, &servers, &earlier);
    Config::parse(&text).map_err(EnrolError::Garbled)?;
    // The configuration comes last: a kiosk that has one has everything, and until then the code can be used again.
    for (name, content) in [
        (BOOTSTRAP_FILE, bootstrap),
        (kiosk_config::FILE, text.into_bytes()),
    ] {
        let path = data.join(name);
        private_file::replace(&path, &content).map_err(at(&path))?;
    }
    for name in [REQUEST_FILE, TOKEN_FILE] {
        let path = data.join(name);
        private_file::remove(&path).map_err(at(&path))?;
    }
    Ok(Enrolled {
        kiosk: reply.kiosk,
        server,
    })
}

/// Asks at every address, and again after a while: the network of a hall is patchy.
fn ask(code: &EnrolmentCode, request: &EnrolRequest) -> Result<(HostPort, EnrolReply), EnrolError> {
    let (mut trouble, mut other) = (None, None);
    for pause in PAUSES.map(Some).into_iter().chain([None]) {
        for server in &code.addresses {
            match ask_to_enrol(code, server, request) {
                Ok(reply) => return Ok((server.clone(), reply)),
                Err(NotEnrolled::Unreachable(detail)) => trouble = trouble.or(Some(detail)),
                // It may stand in the way of one address only.
                Err(NotEnrolled::OtherServer) => other = Some(server.clone()),
                Err(NotEnrolled::Refused(reply)) => {
                    return Err(match reply.code.as_str() {
                        CODE_USED => EnrolError::Used,
                        CODE_EXPIRED => EnrolError::Expired,
                        CODE_UNKNOWN => EnrolError::Unknown,
                        _ => EnrolError::Refused(reply.message),
                    });
                }
                Err(NotEnrolled::Garbled(detail)) => return Err(EnrolError::Garbled(detail)),
                Err(NotEnrolled::NoTls(error)) => {
                    return Err(EnrolError::Device(error.to_string()));
                }
            }
        }
        if let Some(pause) = pause {
            thread::sleep(pause);
        }
    }
    if let Some(server) = other {
        return Err(EnrolError::OtherServer(server));
    }
    let servers: Vec<String> = code.addresses.iter().map(ToString::to_string).collect();
    Err(EnrolError::Unreachable {
        servers: servers.join(", "),
        detail: trouble.unwrap_or_default(),
    })
}

/// Returns the number of an earlier attempt, or a new one, which is durable then.
fn request_key(path: &Path) -> Result<[u8; 32], EnrolError> {
    if let Ok(kept) = std::fs::read(path)
        && let Ok(kept) = kept.try_into()
    {
        return Ok(kept);
    }
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(|error| EnrolError::Device(error.to_string()))?;
    private_file::replace(path, &key).map_err(|source| EnrolError::File {
        path: path.to_owned(),
        source,
    })?;
    Ok(key)
}
