//! `kiosk enrol`: makes this the kiosk that the organisers' code is for.

use std::io::{self, Write};
use std::path::Path;

use shared::enrolment::EnrolmentCodeError;

use uplink::enrolment::{EnrolError, enrol};

/// Why the kiosk was not enrolled, or nothing could be said about it.
#[derive(Debug, thiserror::Error)]
pub enum EnrolCommandError {
    /// It was not enrolled.
    #[error(transparent)]
    Enrol(#[from] EnrolError),
    /// The result could not be printed.
    #[error("the result can't be printed: {0}")]
    Print(#[from] io::Error),
}

/// Enrols the kiosk of a data directory and prints one line.
///
/// # Errors
/// [`EnrolCommandError`].
pub fn run(data: &Path, code: &str, out: &mut impl Write) -> Result<(), EnrolCommandError> {
    let code = code
        .parse()
        .map_err(|error: EnrolmentCodeError| EnrolError::from(error))?;
    let enrolled = enrol(data, &code)?;
    writeln!(
        out,
        "kiosk {} is enrolled at {}; start it with `kiosk launch --data {}`",
        enrolled.kiosk,
        enrolled.server,
        data.display()
    )?;
    Ok(())
}
