//! `kiosk support-bundle`: a ZIP file for whoever helps with a fault. Only what this file names goes into it, and of that
//! no words that people wrote: numbers, and names that the program gave.

use std::fs::OpenOptions;
use std::io::{self, Cursor, Write};
use std::path::{Path, PathBuf};

use journal::{FoundJournal, Journal};
use kiosk_config::Config;
use serde_json::{Map, Value, json};
use shared::support_bundle::file_sizes;
use shared::time::UnixMs;
use texts::Language;
use view::Role;
use zip::result::{ZipError, ZipResult};
use zip::write::{SimpleFileOptions, ZipWriter};

use super::doctor;

/// The files whose size is told; of all others only how many there are, for their names may say something.
const KNOWN_FILES: [&str; 10] = [
    "kiosk.toml",
    "journal.db",
    "journal.db-wal",
    "journal.mark",
    "letters.db",
    "device.key",
    "bootstrap.json",
    "register.jsonl",
    "server-address.txt",
    "server-pins.txt",
];

/// Why there is no bundle.
#[derive(Debug, thiserror::Error)]
pub enum SupportBundleError {
    /// The file can't be written.
    #[error("{}: {source}; name a file that is not there yet, in a folder with space", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It can't be packed.
    #[error("the bundle can't be packed: {0}; report this as a defect")]
    Pack(#[from] ZipError),
    /// The result could not be printed.
    #[error("the result can't be printed: {0}")]
    Print(io::Error),
}

/// Writes the bundle of a kiosk, also of one that can't work.
///
/// # Errors
/// [`SupportBundleError`] when the file is there already, or can't be written.
pub fn run(
    data: &Path,
    out: &Path,
    now: UnixMs,
    said: &mut impl Write,
) -> Result<(), SupportBundleError> {
    let bytes = pack(&parts(data, now))?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(out).and_then(|mut file| {
        file.write_all(&bytes)?;
        file.sync_all()
    });
    written.map_err(|source| SupportBundleError::File {
        path: out.to_owned(),
        source,
    })?;
    writeln!(said, "{} is written", out.display()).map_err(SupportBundleError::Print)
}

fn parts(data: &Path, now: UnixMs) -> Vec<(&'static str, String)> {
    let report = doctor::examine(data, Language::ENGLISH, now).outline();
    let config = Config::read(data).ok();
    let rows = config.as_ref().map(|config| rows(data, config));
    let about = json!({
        "program": "kiosk", "version": env!("CARGO_PKG_VERSION"),
        "system": std::env::consts::OS, "processor": std::env::consts::ARCH, "made_ms": now.0,
    });
    let texts = |value: &Value| format!("{value:#}\n");
    vec![
        ("about.json", texts(&about)),
        (
            "configuration.json",
            texts(&config.as_ref().map(configuration).unwrap_or_default()),
        ),
        ("doctor.json", report.json()),
        ("doctor.txt", report.text()),
        ("files.json", texts(&file_sizes(data, &KNOWN_FILES))),
        ("rows.json", texts(&rows.unwrap_or_default())),
    ]
}

/// Returns what of kiosk.toml neither names nor opens anything.
fn configuration(config: &Config) -> Value {
    let scanners = &config.scanners;
    json!({
        "role": match config.role {
            Role::Door => "door",
            Role::Hall => "hall",
            Role::Booth(_) => "booth",
        },
        "both_ways": config.both_ways, "unattended": config.unattended, "floor_mm": config.floor_mm,
        "addresses": config.server.iter().count(), "encrypted": config.server.is_encrypted(),
        "pins": config.pins.len(), "cameras": scanners.camera.len(), "serial_ports": scanners.serial.len(),
        "has_folder": scanners.folder.is_some(), "has_frames": scanners.frames.is_some(),
        "sound_off": config.sound.off, "has_player": config.sound.player.is_some(),
    })
}

/// Returns how many rows each table of the journal has; none where it can't be read.
fn rows(data: &Path, config: &Config) -> Value {
    let found = Journal::open_as_it_is(data, config.exhibition, &config.kiosk);
    let counts = match found {
        Ok(FoundJournal::Current(journal)) => journal.row_counts().unwrap_or_default(),
        _ => Vec::new(),
    };
    let rows: Map<String, Value> = counts
        .into_iter()
        .map(|(table, rows)| (table, rows.into()))
        .collect();
    Value::Object(rows)
}

fn pack(parts: &[(&str, String)]) -> ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, text) in parts {
        archive.start_file(*name, packed)?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}
