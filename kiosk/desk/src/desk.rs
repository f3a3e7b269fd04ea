//! Everything needed to judge a code, and how it is opened.

use std::path::Path;
use std::sync::Arc;

use journal::{Journal, JournalError, Knowledge};
use kiosk_config::Config;
use shared::catalogue::Catalogue;
use shared::checkin::Rules;
use view::{Mode, Role};

use crate::error::DeskError;
use crate::moved_place::take_place;
use crate::pending_question::PendingQuestion;
use crate::recent_verdicts::RecentVerdicts;
use crate::rehearsal::Rehearsal;

/// How many passages are looked at before the first scan, should who is inside have to be counted
/// anew: about a tenth of a second.
const COUNTED_AT_START: usize = 20_000;

/// Everything needed to judge a code.
pub struct Desk {
    pub(crate) config: Config,
    pub(crate) journal: Journal,
    pub(crate) known: Arc<Knowledge>,
    /// What there is to show while no catalogue is known.
    pub(crate) nothing: Arc<Catalogue>,
    /// Why the bootstrap file could not help, for the message that nothing is known.
    pub(crate) bootstrap: Option<JournalError>,
    pub(crate) rehearsal: Rehearsal,
    /// What the last verdicts were about.
    pub(crate) recent_verdicts: RecentVerdicts,
    /// The question that was asked last, while it may still be answered.
    pub(crate) open: Option<PendingQuestion>,
    pub(crate) questions: u64,
    pub(crate) verdicts: u64,
    /// Nobody knows the time, so that nobody is refused for it.
    pub(crate) time_unsure: bool,
}

impl Desk {
    /// Opens the journal of a kiosk's data directory and reads its catalogue and rules.
    ///
    /// # Errors
    /// [`DeskError::Journal`] when the journal can't be used. A kiosk that knows nothing yet is no error.
    pub fn open(data: &Path, config: Config) -> Result<Self, DeskError> {
        let mut config = config;
        let mut journal = Journal::open_sound(data, config.exhibition, &config.kiosk)?;
        take_place(&mut journal, &mut config)?;
        let bootstrap = journal.bootstrap().err();
        let mut desk = Self {
            known: Arc::default(),
            nothing: Arc::new(Catalogue::empty(config.exhibition)),
            bootstrap,
            config,
            journal,
            rehearsal: Rehearsal::default(),
            recent_verdicts: RecentVerdicts::default(),
            open: None,
            questions: 0,
            verdicts: 0,
            time_unsure: false,
        };
        desk.learn()?;
        // A hall shows stamp cards; a booth may have another scanner, whose visitors are to be welcomed back.
        desk.journal.want_visits(desk.config.role != Role::Door)?;
        // What is left then is counted beside the uplink.
        desk.journal.recount(COUNTED_AT_START)?;
        Ok(desk)
    }

    /// Reads catalogue and keys again when they have changed; `true` when they had.
    ///
    /// # Errors
    /// [`DeskError::Journal`] when the journal can't be read.
    pub fn learn(&mut self) -> Result<bool, DeskError> {
        let known = self.journal.knowledge()?;
        let news = known.version != self.known.version;
        self.known = known;
        Ok(news)
    }

    /// Returns whether the organisers took this kiosk out of service, as far as was learnt.
    pub(crate) fn is_revoked(&self) -> bool {
        self.known.revoked
    }

    /// Whether a code could be judged now.
    ///
    /// # Errors
    /// [`DeskError`] that [`Desk::scan`] would give.
    pub fn ready(&mut self) -> Result<(), DeskError> {
        if self.known.rules.is_none() {
            // A missing or bad bootstrap file may have been replaced by now.
            self.bootstrap = self.journal.bootstrap().err();
        }
        self.learn()?;
        self.journal.probe()?;
        self.rules().map(|_| ())
    }

    /// The exhibition as far as it is known; empty lists at first.
    #[must_use]
    pub fn catalogue(&self) -> Arc<Catalogue> {
        Arc::clone(self.known.catalogue.as_ref().unwrap_or(&self.nothing))
    }

    /// How the door was set up last, or as `kiosk.toml` says.
    ///
    /// # Errors
    /// [`DeskError::Journal`] when the journal can't be read.
    pub fn mode(&self) -> Result<Mode, DeskError> {
        let configured = self.config.mode();
        let kept = self.journal.mode(configured)?;
        Ok(kept.map_or(configured, |kept| self.config.role.mode(kept, configured)))
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

    pub(crate) fn rules(&self) -> Result<&Arc<Rules>, DeskError> {
        rules_of(&self.known, &self.config, self.bootstrap.as_ref())
    }
}

/// The rules that are known; without any, nothing can be judged.
pub(crate) fn rules_of<'a>(
    known: &'a Knowledge,
    config: &Config,
    bootstrap: Option<&JournalError>,
) -> Result<&'a Arc<Rules>, DeskError> {
    if known.revoked {
        return Err(JournalError::Revoked.into());
    }
    if let Some(closure) = &known.instructions.closure {
        return Err(DeskError::Closed(closure.clone()));
    }
    known.rules.as_ref().ok_or_else(|| DeskError::NeverSynced {
        server: config.server.to_string(),
        hint: bootstrap.map_or(String::new(), |error| format!(" ({error})")),
    })
}
