//! A ZIP file for whoever helps with a fault. Only what this file names goes into it, and of that no words that people
//! wrote: numbers, and names that the program gave.

use std::io::{self, Cursor, Write};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use shared::support_bundle::file_sizes;
use shared::time::UnixMs;
use zip::result::{ZipError, ZipResult};
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::doctor;
use crate::ports::{Database, PortError};
use crate::private_file;
use crate::sqlite::SqliteDatabase;

/// The files whose size is told; of all others only how many there are, for their names may say something.
const KNOWN_FILES: [&str; 6] = [
    "exhibition.db",
    "exhibition.db-wal",
    "exhibition.mark",
    "letters.db",
    "letters-forgotten.txt",
    "serve.lock",
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
}

/// Writes the bundle of an exhibition in a folder, also of one that can't be read.
///
/// # Errors
/// [`SupportBundleError`] when the file is there already, or can't be written.
pub fn write(data: &Path, out: &Path, now: UnixMs) -> Result<(), SupportBundleError> {
    let bytes = pack(&parts(data, now))?;
    let mut options = private_file::options();
    let written = options
        .write(true)
        .create_new(true)
        .open(out)
        .and_then(|mut file| {
            file.write_all(&bytes)?;
            file.sync_all()
        });
    written.map_err(|source| SupportBundleError::File {
        path: out.to_owned(),
        source,
    })
}

fn parts(data: &Path, now: UnixMs) -> Vec<(&'static str, String)> {
    let report = doctor::examine(data, None, "en", now).outline();
    let database = SqliteDatabase::at(data).as_it_is();
    let rows = database.row_counts().unwrap_or_default();
    let rows: Map<String, Value> = rows
        .into_iter()
        .map(|(it, rows)| (it, rows.into()))
        .collect();
    let about = json!({
        "program": "sync-server", "version": env!("CARGO_PKG_VERSION"),
        "system": std::env::consts::OS, "processor": std::env::consts::ARCH, "made_ms": now.0,
    });
    let texts = |value: &Value| format!("{value:#}\n");
    vec![
        ("about.json", texts(&about)),
        ("doctor.json", report.json()),
        ("doctor.txt", report.text()),
        (
            "exhibition.json",
            texts(&exhibition(&database).unwrap_or_default()),
        ),
        ("files.json", texts(&file_sizes(data, &KNOWN_FILES))),
        ("rows.json", texts(&Value::Object(rows))),
    ]
}

/// Returns how the exhibition is set up, in numbers.
fn exhibition(database: &SqliteDatabase) -> Result<Value, PortError> {
    let catalogue = database.read()?.catalogue()?;
    Ok(json!({
        "sample": catalogue.sample, "utc_offset_minutes": catalogue.utc_offset_minutes,
        "reentry": catalogue.reentry, "has_public_url": catalogue.public_url.is_some(),
        "days": catalogue.days.len(), "gates": catalogue.gates.len(), "zones": catalogue.zones.len(),
        "ticket_types": catalogue.ticket_types.len(), "villages": catalogue.villages.len(),
        "booths": catalogue.booths.len(), "artisans": catalogue.artisans.len(),
        "sessions": catalogue.sessions.len(),
    }))
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
