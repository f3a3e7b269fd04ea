//! `kiosk salvage`: what can still be read out of a damaged journal.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use journal::{FILE, Journal, JournalError, salvage};

use kiosk_config::{Config, ConfigError};

/// Why nothing could be salvaged.
#[derive(Debug, thiserror::Error)]
pub enum SalvageError {
    /// The kiosk is not set up.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The kiosk's journal can't take the records.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// A file can't be read or written.
    #[error("{} can't be used ({source}); name a journal with --from, and a new file with --out", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file to read is the journal that is to take the records.
    #[error(
        "--adopt takes records of another file into this kiosk's journal; move the damaged file elsewhere, start the kiosk once, and name that file with --from"
    )]
    Itself,
}

/// Writes every readable record of a journal to `to`, a JSON line each, and with `adopt` has this kiosk send them.
///
/// # Errors
/// [`SalvageError`]; the damaged file is never changed.
pub fn run(
    data: &Path,
    from: Option<&Path>,
    to: Option<&Path>,
    adopt: bool,
    out: &mut impl Write,
) -> Result<(), SalvageError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| SalvageError::File { path, source }
    };
    let own = data.join(FILE);
    let from = from.unwrap_or(&own);
    if adopt && same(from, &own) {
        return Err(SalvageError::Itself);
    }
    let records = salvage(from).map_err(failed(from))?;
    if let Some(to) = to {
        let mut file = BufWriter::new(File::create_new(to).map_err(failed(to))?);
        for record in &records {
            serde_json::to_writer(&mut file, record)
                .map_err(io::Error::from)
                .and_then(|()| file.write_all(b"\n"))
                .map_err(failed(to))?;
        }
        file.flush().map_err(failed(to))?;
    }
    let printed = writeln!(
        out,
        "{} records can be read in {}",
        records.len(),
        from.display()
    );
    let stdout = || failed(Path::new("standard output"));
    printed.map_err(stdout())?;
    if adopt {
        let config = Config::read(data)?;
        let mut journal = Journal::open(data, config.exhibition, &config.kiosk)?;
        let adopted = journal.adopt(&records)?;
        writeln!(out, "{adopted} of them are sent with the next sync").map_err(stdout())?;
    }
    Ok(())
}

fn same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
