//! `sync-server doctor`: how the exhibition's data, its backups, this computer and the kiosks are, and what to do. It reads and
//! changes nothing, and works beside a running server.

mod kiosks;
mod listening;
mod storage;
mod surroundings;

use std::path::Path;

use shared::doctor::{DoctorReport, Finding};
use shared::time::UnixMs;
use texts::Slot;

use crate::http::Language;
use crate::ports::{Database, PortError};
use crate::postgres::PostgresDatabase;
use crate::sqlite::SqliteDatabase;

/// What a finding is about, in whose words, and at what time.
struct Examination<'a> {
    /// The folder of the exhibition, or of the server's own files.
    data: &'a Path,
    /// The exhibition.
    database: &'a dyn Database,
    /// The same where it is in the folder.
    folder: Option<&'a SqliteDatabase>,
    language: &'static Language,
    now: UnixMs,
}

/// Examines the exhibition in a folder, or in PostgreSQL, and what it depends on; `language` is a code such as `vi`.
#[must_use]
pub fn examine(data: &Path, postgres: Option<&str>, language: &str, now: UnixMs) -> DoctorReport {
    let language = Language::known(language).unwrap_or_else(Language::of_strangers);
    let folder = SqliteDatabase::at(data).as_it_is();
    let findings = match postgres.map(PostgresDatabase::at) {
        None => {
            let examination = Examination {
                data,
                database: &folder,
                folder: Some(&folder),
                language,
                now,
            };
            examination.findings()
        }
        Some(Ok(database)) => {
            let examination = Examination {
                data,
                database: &database,
                folder: None,
                language,
                now,
            };
            examination.findings()
        }
        Some(Err(error)) => vec![no_data(language, &error)],
    };
    DoctorReport::new(env!("CARGO_PKG_VERSION"), findings)
}

/// Returns the finding for an exhibition that can't be read.
fn no_data(language: &Language, error: &PortError) -> Finding {
    let why = [("why", error.to_string().into())];
    let what = language.say_with(text_id!("desk-doctor-data-broken"), why);
    Finding::broken(
        "data",
        what,
        language.say(text_id!("desk-doctor-data-broken-next")),
    )
}

impl Examination<'_> {
    fn findings(&self) -> Vec<Finding> {
        let mut findings = self.surroundings();
        findings.extend(match self.readable() {
            Ok(findings) => findings,
            Err(error) => vec![no_data(self.language, &error)],
        });
        findings
    }

    /// Returns what is found in an exhibition that can be read.
    fn readable(&self) -> Result<Vec<Finding>, PortError> {
        let (mut findings, is_current) = self.data()?;
        if is_current {
            findings.push(self.records()?);
            let view = self.database.read()?;
            findings.extend(self.backups(&*view)?);
            findings.extend(self.calendar(&*view)?);
            findings.extend(self.certificate(&*view)?);
            findings.extend(self.recovery_sheet(&*view)?);
            drop(view);
            findings.extend(self.ports()?);
            findings.extend(self.kiosks()?);
        }
        Ok(findings)
    }

    fn say(&self, id: &str) -> String {
        self.language.say(id)
    }

    fn say_with<'a>(&self, id: &str, slots: impl IntoIterator<Item = Slot<'a>>) -> String {
        self.language.say_with(id, slots)
    }

    /// Returns a finding to mend, whose advice has the same name and `-next`.
    fn to_mend<'a>(
        &self,
        about: &'static str,
        id: &str,
        slots: impl IntoIterator<Item = Slot<'a>>,
    ) -> Finding {
        let next = self.say(&format!("{id}-next"));
        Finding::to_mend(about, self.say_with(id, slots), next)
    }
}
