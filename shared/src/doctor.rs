//! What the `doctor` of a program finds: for each thing how it is, and what to do about it.

use std::fmt::Write as _;

use serde::Serialize;

/// How a thing is, from good to bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Health {
    /// Nothing is to be done.
    InOrder,
    /// The program works; somebody should see to it.
    ToMend,
    /// The program can't work.
    Broken,
}

impl Health {
    /// Returns the exit code of a doctor that found this at worst.
    #[must_use]
    pub fn exit_code(self) -> u8 {
        self as u8
    }

    /// Returns the sign before a finding for people.
    fn sign(self) -> char {
        match self {
            Self::InOrder => '✓',
            Self::ToMend => '!',
            Self::Broken => '✗',
        }
    }
}

/// How one thing is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The thing, by a name that no language changes.
    pub about: &'static str,
    /// How it is.
    pub health: Health,
    /// How it is, in words.
    pub what: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl Finding {
    /// Returns a finding that nothing is to be done about.
    #[must_use]
    pub fn good(about: &'static str, what: String) -> Self {
        Self {
            about,
            health: Health::InOrder,
            what,
            next: None,
        }
    }

    /// Returns a finding that somebody should see to.
    #[must_use]
    pub fn to_mend(about: &'static str, what: String, next: String) -> Self {
        Self {
            health: Health::ToMend,
            next: Some(next),
            ..Self::good(about, what)
        }
    }

    /// Returns a finding with which the program can't work.
    #[must_use]
    pub fn broken(about: &'static str, what: String, next: String) -> Self {
        Self {
            health: Health::Broken,
            ..Self::to_mend(about, what, next)
        }
    }
}

/// All that a doctor found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DoctorReport {
    /// The worst of it.
    pub health: Health,
    /// The version of the program.
    pub version: &'static str,
    /// Each thing.
    pub findings: Vec<Finding>,
}

impl DoctorReport {
    /// Returns the report of a program's version.
    #[must_use]
    pub fn new(version: &'static str, findings: Vec<Finding>) -> Self {
        let worst = findings.iter().map(|it| it.health).max();
        Self {
            health: worst.unwrap_or(Health::InOrder),
            version,
            findings,
        }
    }

    /// Returns what of it may be given to strangers: each thing and how it is, without the words, in which there may be
    /// names, paths and parts of files.
    #[must_use]
    pub fn outline(&self) -> Self {
        let findings = self.findings.iter().map(|it| Finding {
            what: it.about.to_owned(),
            next: None,
            ..it.clone()
        });
        Self {
            findings: findings.collect(),
            ..self.clone()
        }
    }

    /// Returns the report for people, a line for each thing and one for what to do about it.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for finding in &self.findings {
            // Writing to a text does not fail.
            let _ = writeln!(text, "{} {}", finding.health.sign(), finding.what);
            if let Some(next) = &finding.next {
                let _ = writeln!(text, "    → {next}");
            }
        }
        text
    }

    /// Returns the report for programs.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worst_finding_decides_the_exit_code() {
        let good = Finding::good("clock", "The clock is right.".to_owned());
        let mend = Finding::to_mend("disk", "Full soon.".to_owned(), "Make room.".to_owned());
        let broken = Finding::broken("data", "None.".to_owned(), "Make one.".to_owned());
        let code = |findings: &[&Finding]| {
            let findings = findings.iter().map(|it| (*it).clone()).collect();
            DoctorReport::new("1", findings).health.exit_code()
        };
        assert_eq!(code(&[]), 0);
        assert_eq!(code(&[&good]), 0);
        assert_eq!(code(&[&mend, &good]), 1);
        assert_eq!(code(&[&good, &broken, &mend]), 2);
    }

    #[test]
    fn report_is_written_for_people_and_programs() {
        let mend = Finding::to_mend("disk", "Full soon.".to_owned(), "Make room.".to_owned());
        let report = DoctorReport::new("1.2", vec![mend]);
        assert_eq!(report.text(), "! Full soon.\n    → Make room.\n");
        let json: serde_json::Value = serde_json::from_str(&report.json()).unwrap();
        assert_eq!(json["health"], "to-mend");
        assert_eq!(json["findings"][0]["about"], "disk");
    }
}
