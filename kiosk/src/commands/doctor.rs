//! `kiosk doctor`: how the kiosk, its data and its server are, and what to do. It reads and changes nothing, and works
//! beside a kiosk that runs.

mod records;
mod surroundings;

use std::path::Path;

use journal::{FoundJournal, Journal};
use kiosk_config::{Config, ConfigError};
use shared::doctor::{DoctorReport, Finding};
use shared::time::UnixMs;
use texts::{Language, Program, Slot, Texts, text_id};

/// What a finding is about, in whose words, and at what time.
struct Examination<'a> {
    data: &'a Path,
    texts: Texts,
    /// By the device's clock.
    now: UnixMs,
}

/// Examines the kiosk of a data directory and what it depends on.
#[must_use]
pub fn examine(data: &Path, language: Language, now: UnixMs) -> DoctorReport {
    let examination = Examination {
        data,
        texts: Texts::of(Program::Kiosk, language),
        now,
    };
    DoctorReport::new(env!("CARGO_PKG_VERSION"), examination.findings())
}

impl Examination<'_> {
    fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let config = Config::read(self.data);
        findings.push(self.configuration(&config));
        findings.extend(self.permissions());
        findings.extend(self.disk());
        findings.push(self.version());
        findings.extend(self.scanners(config.as_ref().ok()));
        if let Ok(config) = &config {
            findings.extend(self.journal(config));
            findings.push(self.submissions());
            findings.push(self.server(config));
        }
        findings
    }

    fn configuration(&self, config: &Result<Config, ConfigError>) -> Finding {
        match config {
            Ok(config) => {
                let slots = [
                    ("kiosk", config.kiosk.to_string().into()),
                    ("gate", config.gate.to_string().into()),
                ];
                self.good("configuration", text_id!("staff-doctor-config"), slots)
            }
            Err(ConfigError::Missing(_)) => {
                self.broken("configuration", text_id!("staff-doctor-not-enrolled"), [])
            }
            Err(error) => {
                let why = [("why", error.to_string().into())];
                self.broken("configuration", text_id!("staff-doctor-config-bad"), why)
            }
        }
    }

    /// Returns how the journal is, and what it knows.
    fn journal(&self, config: &Config) -> Vec<Finding> {
        let found = Journal::open_as_it_is(self.data, config.exhibition, &config.kiosk);
        let found = found.and_then(|found| {
            let finding = match found {
                FoundJournal::NotBegun => text_id!("staff-doctor-not-begun"),
                FoundJournal::Lost => text_id!("staff-doctor-journal-lost"),
                FoundJournal::Earlier => text_id!("staff-doctor-journal-earlier"),
                FoundJournal::Current(mut journal) => return self.records(config, &mut journal),
            };
            Ok(vec![self.to_mend("journal", finding, [])])
        });
        found.unwrap_or_else(|error| {
            let why = [("why", error.to_string().into())];
            vec![self.broken("journal", text_id!("staff-doctor-journal-broken"), why)]
        })
    }

    fn good<'a>(
        &self,
        about: &'static str,
        id: &str,
        slots: impl IntoIterator<Item = Slot<'a>>,
    ) -> Finding {
        Finding::good(about, self.texts.say_with(id, slots))
    }

    /// Returns a finding to mend, whose advice has the same name and `-next`.
    fn to_mend<'a>(
        &self,
        about: &'static str,
        id: &str,
        slots: impl IntoIterator<Item = Slot<'a>>,
    ) -> Finding {
        let next = self.texts.say(format!("{id}-next"));
        Finding::to_mend(about, self.texts.say_with(id, slots), next)
    }

    fn broken<'a>(
        &self,
        about: &'static str,
        id: &str,
        slots: impl IntoIterator<Item = Slot<'a>>,
    ) -> Finding {
        let next = self.texts.say(format!("{id}-next"));
        Finding::broken(about, self.texts.say_with(id, slots), next)
    }
}

#[cfg(test)]
mod tests;
