//! The desk: where a text becomes a verdict.
//!
//! [`Desk`] is the whole path of a scan without threads: verify, decide, record. [`start`] runs it on
//! a thread of its own, with the lane in front of it and the uplink behind it.

mod error;
mod run;
mod thread;

use std::path::Path;
use std::sync::Arc;

use shared::catalogue::{Catalogue, Localized};
use shared::checkin::{Decision, Direction, Occupancy, Reason, Refusal, Rules, Scan, decide};
use shared::ids::ExhibitionId;
use shared::record::{Fact, Stamp};
use shared::ticket::{self, CODE_DIGITS, KeyRing, Verified};

use crate::config::Config;
use crate::journal::{Journal, JournalError, Recorded};
use crate::view::{Outcome, Verdict};

pub use error::DeskError;
pub use run::Event;
pub use thread::{DecodeBytes, DeskHandle, OnChange, Sample, Samples, StartParts, start};

/// Everything needed to judge a code.
pub struct Desk {
    config: Config,
    journal: Journal,
    knowledge: Knowledge,
    verdicts: u64,
}

/// A verdict and the record that makes it last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// What to show.
    pub verdict: Verdict,
    /// Where it is written.
    pub record: Recorded,
}

/// What the desk knows of the exhibition.
struct Knowledge {
    version: u64,
    /// `None` until the server, or the bootstrap file, has told.
    rules: Option<Rules>,
    ring: KeyRing,
    catalogue: Arc<Catalogue>,
    /// Why the bootstrap file could not help, for the message that nothing is known.
    bootstrap: Option<JournalError>,
}

impl Desk {
    /// Opens the journal of a kiosk's data directory and reads what is known of the exhibition.
    ///
    /// # Errors
    /// [`DeskError::Journal`] when the journal can't be used. A kiosk that knows nothing yet is no error.
    pub fn open(data: &Path, config: Config) -> Result<Self, DeskError> {
        let mut journal = Journal::open(data, config.exhibition, &config.kiosk)?;
        let bootstrap = journal.bootstrap().err();
        let mut desk = Self {
            knowledge: Knowledge::nothing(config.exhibition, bootstrap),
            config,
            journal,
            verdicts: 0,
        };
        desk.learn()?;
        Ok(desk)
    }

    /// Judges one presentation of a code and records the verdict, which is durable when this
    /// returns. What a malformed code said is not kept.
    ///
    /// # Errors
    /// [`DeskError`]: nothing was decided and nothing recorded; the kiosk is out of order.
    pub fn scan(&mut self, text: &str, stamp: &Stamp) -> Result<Judged, DeskError> {
        self.learn()?;
        let rules = self.knowledge.rules(&self.config)?;
        let verified = ticket::verify(text, &self.knowledge.ring, rules.exhibition);
        let mut pen = self.journal.pen()?;
        let decision = match &verified {
            Err(error) => Decision::Refused(Refusal::bare(error.into())),
            Ok(Verified { claims, .. }) => {
                let standing = pen.standing(claims.number)?;
                let visits = pen.visits(rules, standing, claims.number)?;
                let scan = Scan {
                    claims,
                    at: stamp.corrected(),
                    gate: &self.config.gate,
                    direction: self.config.direction,
                    people: u16::from(claims.party),
                };
                decide(rules, standing, &visits, &Occupancy::UNKNOWN, scan)
            }
        };
        let verified = verified.ok();
        let fact = fact_of(&self.config, verified.as_ref(), &decision);
        let record = pen.record(&fact, stamp)?;
        pen.commit()?;
        self.verdicts += 1;
        let people_left = match decision {
            Decision::Admitted { people_left, .. } => people_left,
            _ => None,
        };
        let verdict = Verdict {
            id: self.verdicts,
            at: stamp.corrected(),
            outcome: outcome_of(decision),
            people: verified.as_ref().map_or(0, people_of),
            ticket: verified.as_ref().map(|verified| verified.claims.number),
            short_code: verified.map(|verified| verified.short_code),
            people_left,
            repeat: false,
        };
        Ok(Judged { verdict, record })
    }

    /// Reads catalogue and keys again when they have changed; `true` when they had.
    ///
    /// # Errors
    /// [`DeskError::Journal`] when the journal can't be read.
    pub fn learn(&mut self) -> Result<bool, DeskError> {
        if self.journal.knowledge_version()? == self.knowledge.version {
            return Ok(false);
        }
        let known = self.journal.knowledge()?;
        self.knowledge.version = known.version;
        self.knowledge.ring = known.ring;
        if let Some(catalogue) = known.catalogue {
            self.knowledge.rules = Some(catalogue.rules());
            self.knowledge.catalogue = Arc::new(catalogue);
        }
        Ok(true)
    }

    /// Whether a code could be judged now.
    ///
    /// # Errors
    /// [`DeskError`] that [`Desk::scan`] would give.
    pub fn ready(&mut self) -> Result<(), DeskError> {
        if self.knowledge.rules.is_none() {
            // Whoever was told that the bootstrap file is missing or bad may have brought another by now.
            self.knowledge.bootstrap = self.journal.bootstrap().err();
        }
        self.learn()?;
        self.journal.probe()?;
        self.knowledge.rules(&self.config).map(|_| ())
    }

    /// The exhibition as far as it is known; empty lists at first.
    #[must_use]
    pub fn catalogue(&self) -> Arc<Catalogue> {
        Arc::clone(&self.knowledge.catalogue)
    }

    /// Says that an uplink runs beside this desk and looks after the journal's log.
    ///
    /// # Errors
    /// [`DeskError::Journal`] when the setting can't be made.
    pub fn with_uplink_beside(&self) -> Result<(), DeskError> {
        Ok(self.journal.leave_checkpoints()?)
    }

    /// The journal, for reading.
    #[must_use]
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Who this kiosk is.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// How many records the server does not have yet.
    ///
    /// # Errors
    /// [`DeskError::Journal`] when the journal can't be read.
    pub fn waiting(&mut self) -> Result<u64, DeskError> {
        Ok(self.journal.outbox()?.waiting)
    }
}

/// The texts of one picture that are worth a verdict: those with the form of a ticket, else all. A
/// poster's address beside a ticket is not a second visitor.
#[must_use]
pub fn worth_judging(texts: Vec<String>) -> Vec<String> {
    let is_ticket = |text: &String| {
        let text = text.trim();
        text.len() == CODE_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if texts.iter().any(is_ticket) {
        texts.into_iter().filter(is_ticket).collect()
    } else {
        texts
    }
}

impl Knowledge {
    fn nothing(exhibition: ExhibitionId, bootstrap: Option<JournalError>) -> Self {
        Self {
            version: 0,
            rules: None,
            ring: KeyRing::default(),
            catalogue: Arc::new(empty_catalogue(exhibition)),
            bootstrap,
        }
    }

    fn rules(&self, config: &Config) -> Result<&Rules, DeskError> {
        self.rules.as_ref().ok_or_else(|| {
            let hint = self.bootstrap.as_ref();
            DeskError::NeverSynced {
                server: config.server.to_string(),
                hint: hint.map_or(String::new(), |error| format!(" ({error})")),
            }
        })
    }
}

fn people_of(verified: &Verified) -> u16 {
    u16::from(verified.claims.party)
}

fn fact_of(config: &Config, verified: Option<&Verified>, decision: &Decision) -> Fact {
    let gate = config.gate.clone();
    let refused = |reason| Fact::Refused {
        gate: gate.clone(),
        reason,
        claims: verified.map(|verified| verified.claims),
    };
    let passed = |direction| match verified {
        Some(verified) => Fact::Passed {
            gate: gate.clone(),
            direction,
            claims: verified.claims,
            people: people_of(verified),
        },
        // Nobody passes without a genuine ticket: `Desk::scan` refuses before the rules are asked.
        None => refused(Reason::Malformed),
    };
    match decision {
        Decision::Admitted { .. } => passed(Direction::In),
        Decision::Exited { .. } => passed(Direction::Out),
        Decision::Refused(refusal) => refused(refusal.reason),
    }
}

fn outcome_of(decision: Decision) -> Outcome {
    match decision {
        Decision::Admitted { again, .. } => Outcome::Admitted { again },
        Decision::Exited { .. } => Outcome::Exited,
        Decision::Refused(refusal) => Outcome::Refused(refusal),
    }
}

fn empty_catalogue(exhibition: ExhibitionId) -> Catalogue {
    Catalogue {
        exhibition,
        name: Localized::default(),
        venue: Localized::default(),
        organisers: Vec::new(),
        sample: false,
        utc_offset_minutes: 0,
        reentry: false,
        days: Vec::new(),
        gates: Vec::new(),
        zones: Vec::new(),
        ticket_types: Vec::new(),
        areas: Vec::new(),
        villages: Vec::new(),
        booths: Vec::new(),
        artisans: Vec::new(),
        sessions: Vec::new(),
        plan: None,
    }
}

#[cfg(test)]
mod tests;
