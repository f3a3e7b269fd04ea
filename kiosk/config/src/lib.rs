//! `kiosk.toml`: who this kiosk is, which door it stands at, where the server is, and which scanners it has.

mod printing;
mod scanners;
mod server;
mod video;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use printer::{Paper, PrinterTarget};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use shared::catalogue::Localized;
use shared::checkin::Direction;
use shared::ids::{ExhibitionId, GateId, KioskId};
use shared::protocol::v1::MovedPlace;
use shared::release::ReleaseKey;
use shared::server_pin::ServerPin;
use view::{Mode, Role};

pub use scanners::{ScannerConfig, ScannerFlags};
pub use server::{ServerUrl, ServerUrls};
pub use video::VideoConfig;

pub use journal::CONFIG_FILE as FILE;
/// What to do about a file that is missing or can't be used.
const REMEDY: &str = "run `sync-server kiosk invite …` on the server and use its code: hold it to the kiosk's scanner, or `kiosk enrol --data … --code …`";

/// What to do about a file without pins.
const NO_PINS: &str =
    "pins are missing: by them the kiosk knows its server (pins = [\"sha256:…\"])";

/// What `kiosk.toml` says. Keys that this version does not know are passed over, so that a file of
/// a later version still works.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Config {
    /// The server's address without a path: `https://192.168.1.10:8080`. Several, in a list, are tried in turn.
    pub server: ServerUrls,
    /// The pins of the server's keys: the kiosk speaks to no other server.
    #[serde(default)]
    pub pins: Vec<ServerPin>,
    /// The exhibition's number.
    pub exhibition: ExhibitionId,
    /// This kiosk's name.
    pub kiosk: KioskId,
    /// What this kiosk proves itself with.
    pub token: Token,
    /// The gate it stands at.
    pub gate: GateId,
    /// Which way that gate leads.
    #[serde(deserialize_with = "direction")]
    pub direction: Direction,
    /// Whether the gate is open both ways, as staff can set it up too.
    #[serde(default)]
    pub both_ways: bool,
    /// What it is there for.
    #[serde(default)]
    pub role: Role,
    /// How high above the floor the screen's lower edge is, in millimetres, for what is to be reached from a wheelchair;
    /// as on a usual stand when not set.
    pub floor_mm: Option<u16>,
    /// Its slip printer: `usb:/dev/usb/lp0`, `tcp:192.168.1.50:9100` or `cups:QUEUE`.
    #[serde(default, deserialize_with = "printing::target")]
    pub printer: Option<PrinterTarget>,
    /// How wide that printer's paper is, 58 or 80.
    #[serde(default, deserialize_with = "printing::paper")]
    pub printer_paper_mm: Paper,
    /// The kinds of tickets that it prints a badge for as they come in, by their keys in the catalogue: `["press"]`.
    #[serde(default)]
    pub badges: Vec<String>,
    /// The keys of those who make releases: without one, no update is taken.
    #[serde(default)]
    pub release_keys: Vec<ReleaseKey>,
    /// Its scanners.
    #[serde(default)]
    pub scanners: ScannerConfig,
    /// Whether nobody stands beside the kiosk at first: it speaks to the visitor then.
    #[serde(default)]
    pub unattended: bool,
    /// Where there is help.
    #[serde(default)]
    pub help: Help,
    /// How verdicts are heard.
    #[serde(default)]
    pub sound: SoundConfig,
    /// How videos are shown.
    #[serde(default)]
    pub video: VideoConfig,
}

/// How verdicts are heard.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct SoundConfig {
    /// Not at all.
    pub off: bool,
    /// The command that plays a file, with its arguments parted by spaces and without the file:
    /// `"aplay -q -D plughw:1"`. Without it, whichever of the usual players is there.
    pub player: Option<String>,
}

/// Where there is help: for staff when the kiosk is out of order, for visitors where nobody stands beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct Help {
    /// Whom to call: a name, a telephone number.
    pub contact: Option<String>,
    /// Where the people are, in the visitor's language: `place.vi = "quầy vé"`.
    pub place: Localized,
}

/// Why a kiosk's configuration can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// There is no file.
    #[error("there is no {}; {REMEDY}", .0.display())]
    Missing(PathBuf),
    /// The file can't be read.
    #[error("{} can't be read: {source}; check its permissions and the disk", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A key is missing or has no usable value.
    #[error("{}: {detail}\nCorrect it by hand, or {REMEDY}", .path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// What is wrong, with line and key.
        detail: String,
    },
}

impl Config {
    /// How the door is set up until staff set it up otherwise.
    #[must_use]
    pub fn mode(&self) -> Mode {
        Mode {
            unattended: self.unattended,
            both_ways: self.both_ways,
            ..Mode::plain(self.direction)
        }
    }

    /// Returns whether the kiosk stands at a place.
    #[must_use]
    pub fn stands_at(&self, place: &MovedPlace) -> bool {
        let here = (&self.gate, self.direction, self.both_ways, self.role);
        here == (
            &place.gate,
            place.direction,
            place.both_ways,
            place.role.into(),
        )
    }

    /// Takes over the place that organisers moved the kiosk to.
    pub fn move_to(&mut self, place: &MovedPlace) {
        self.gate = place.gate.clone();
        self.direction = place.direction;
        self.both_ways = place.both_ways;
        self.role = place.role.into();
    }

    /// Reads the text of a `kiosk.toml`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        match toml::from_str::<Self>(text) {
            Err(error) => Err(error.to_string().trim_end().to_owned()),
            Ok(config) if config.server.is_encrypted() && config.pins.is_empty() => {
                Err(NO_PINS.to_owned())
            }
            Ok(config) => Ok(config),
        }
    }

    /// Reads `kiosk.toml` of a kiosk's data directory.
    ///
    /// # Errors
    /// [`ConfigError`], which says what is wrong, where, and what to do.
    pub fn read(data: &Path) -> Result<Self, ConfigError> {
        let path = data.join(FILE);
        match fs::read_to_string(&path) {
            Ok(text) => Self::parse(&text).map_err(|detail| ConfigError::Invalid { path, detail }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(ConfigError::Missing(path))
            }
            Err(source) => Err(ConfigError::Unreadable { path, source }),
        }
    }
}

/// A kiosk's secret. It is never shown, neither in messages nor in logs.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Token(String);

impl Token {
    /// The secret itself, for the one header it belongs into.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// Returns its SHA-256.
    #[must_use]
    pub fn sha256(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl TryFrom<String> for Token {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err("the token must be one word of visible ASCII characters");
        }
        Ok(Self(text))
    }
}

fn direction<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Direction, D::Error> {
    match String::deserialize(input)?.as_str() {
        "in" => Ok(Direction::In),
        "out" => Ok(Direction::Out),
        other => Err(serde::de::Error::custom(format!(
            "\"{other}\" is no direction; write \"in\" or \"out\"; for a gate that is open both ways, \"in\" and both_ways = true"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "server = \"https://10.0.0.2:8080/\"\nexhibition = 24\nkiosk = \"A1\"\n\
        token = \"s3cret\"\npins = [\"sha256:0000000000000000000000000000000000000000000000000000000000000000\"]\ngate = \"main\"\ndirection = \"in\"\n";

    fn read(text: &str) -> Result<Config, ConfigError> {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(FILE), text).unwrap();
        Config::read(dir.path())
    }

    #[test]
    fn a_file_of_a_later_version_still_works() {
        let config = read(&format!("colour = \"celadon\"\n{GOOD}[screen]\npx = 5\n")).unwrap();
        assert_eq!(config.server.to_string(), "https://10.0.0.2:8080");
        assert_eq!(config.direction, Direction::In);
        assert_eq!(config.scanners, ScannerConfig::default());
        assert!(!format!("{config:?}").contains("s3cret"));
    }

    #[test]
    fn several_addresses_are_read_in_order() {
        let several = |list: &str| read(&GOOD.replace("\"https://10.0.0.2:8080/\"", list));
        let two = several("[\"https://10.0.0.2:8080\", \"https://[fd00::2]:8080/\"]");
        let two = two.unwrap().server.to_string();
        assert_eq!(two, "https://10.0.0.2:8080, https://[fd00::2]:8080");
        for wrong in ["[]", "7", "[7]", "[\"https://a\", \"ftp://b\"]"] {
            let said = several(wrong).unwrap_err().to_string();
            assert!(
                said.contains("address") && said.contains("line 1"),
                "{said}"
            );
        }
    }

    #[test]
    fn sound_is_on_unless_it_is_switched_off_and_may_have_a_player_of_its_own() {
        assert_eq!(read(GOOD).unwrap().sound, SoundConfig::default());
        let own = read(&format!("{GOOD}[sound]\nplayer = \"aplay -q\"\n"));
        assert_eq!(own.unwrap().sound.player.as_deref(), Some("aplay -q"));
        let off = read(&format!("{GOOD}[sound]\noff = true\n"));
        assert!(off.unwrap().sound.off);
    }

    #[test]
    fn a_kiosk_that_stands_alone_knows_where_help_is() {
        let plain = read(GOOD).unwrap();
        assert!(!plain.unattended);
        assert_eq!(plain.help, Help::default());
        let alone = format!(
            "{GOOD}unattended = true\n[help]\ncontact = \"0900\"\nplace.vi = \"quầy vé\"\nplace.en = \"the desk\"\n"
        );
        let alone = read(&alone).unwrap();
        assert!(alone.mode().unattended && !plain.mode().unattended);
        assert_eq!(alone.help.contact.as_deref(), Some("0900"));
        assert_eq!(alone.help.place.get("en"), "the desk");
    }

    #[test]
    fn both_ways_are_open_as_staff_set_them() {
        let plain = read(GOOD).unwrap();
        assert!(!plain.mode().both_ways);
        let both = read(&format!("{GOOD}both_ways = true\n")).unwrap();
        assert!(both.mode().both_ways);
    }

    #[test]
    fn a_missing_file_says_how_to_get_one() {
        let dir = tempfile::tempdir().unwrap();
        let said = Config::read(dir.path()).unwrap_err().to_string();
        assert!(said.contains("kiosk.toml") && said.contains("sync-server kiosk invite"));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let wrong = |from: &str, to: &str| read(&GOOD.replace(from, to)).unwrap_err().to_string();
        assert!(wrong("\"in\"", "\"up\"").contains("\"up\" is no direction"));
        assert!(wrong("https:", "ftp:").contains("no server address"));
        assert!(wrong("https:", "http:").contains("is not encrypted"));
        assert!(wrong("\"A1\"", "\"A 1\"").contains("line 3"));
        assert!(wrong("gate = \"main\"\n", "").contains("gate"));
        assert!(wrong("s3cret", "").contains("token"));
    }
}
