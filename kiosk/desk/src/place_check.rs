//! Whether the kiosk's gate, or its booth, is one of the exhibition's: at any other gate nobody may be admitted.

use std::path::Path;

use journal::{Journal, Knowledge};
use kiosk_config::Config;
use view::Role;

use super::{Desk, DeskError};

impl Desk {
    /// Looks for the kiosk's gate, or booth, in the catalogue. While no catalogue is known, nothing is wrong with it.
    ///
    /// # Errors
    /// [`DeskError::UnknownGate`], [`DeskError::UnknownBooth`].
    pub fn check_place(&self) -> Result<(), DeskError> {
        check_known_place(&self.config, &self.known)
    }
}

/// The same before a desk is there, by what the journal of a data directory knows. A journal that can't be used is for
/// the desk to say.
///
/// # Errors
/// [`DeskError::UnknownGate`], [`DeskError::UnknownBooth`].
pub fn check_place(data: &Path, config: &Config) -> Result<(), DeskError> {
    let Ok(mut journal) = Journal::open(data, config.exhibition, &config.kiosk) else {
        return Ok(());
    };
    // Without the file the journal knows what it knows.
    let _ = journal.bootstrap();
    let Ok(known) = journal.knowledge() else {
        return Ok(());
    };
    check_known_place(config, &known)
}

/// Looks for the gate, or booth, of a configuration in what a journal knows.
///
/// # Errors
/// [`DeskError::UnknownGate`], [`DeskError::UnknownBooth`].
pub fn check_known_place(config: &Config, known: &Knowledge) -> Result<(), DeskError> {
    let (Some(catalogue), Some(rules)) = (&known.catalogue, &known.rules) else {
        return Ok(());
    };
    match config.role {
        Role::Door if !rules.has_gate(&config.gate) => {
            let gates = catalogue.gates.iter().map(|gate| gate.id.as_str());
            Err(DeskError::UnknownGate {
                gate: config.gate.clone(),
                known: gates.collect::<Vec<_>>().join(", "),
            })
        }
        Role::Booth(booth) if catalogue.booth(booth).is_none() => {
            Err(DeskError::UnknownBooth(booth))
        }
        Role::Door | Role::Hall | Role::Booth(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use shared::checkin::Reason;
    use shared::protocol::v1::FeedReply;
    use view::Outcome;

    use super::*;
    use crate::scene::*;

    fn data() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        journal(dir.path()).apply_feed(&first_feed()).unwrap();
        dir
    }

    #[test]
    fn hall_kiosk_needs_no_gate() {
        let dir = data();
        let mut config = config("http://127.0.0.1:1", "in");
        config.gate = gate("nowhere");
        assert!(check_place(dir.path(), &config).is_err());
        config.role = Role::Hall;
        assert!(check_place(dir.path(), &config).is_ok());
    }

    #[test]
    fn kiosk_does_not_start_at_unknown_booth() {
        let dir = data();
        let mut config = config("http://127.0.0.1:1", "in");
        config.role = Role::Booth(shared::ids::BoothNumber(99));
        let said = check_place(dir.path(), &config).unwrap_err().to_string();
        assert!(
            said.contains("booth 99") && said.contains("kiosk.toml"),
            "{said}"
        );
    }

    #[test]
    fn kiosk_without_catalogue_starts() {
        let dir = tempfile::tempdir().unwrap();
        let config = config("http://127.0.0.1:1", "in");
        assert!(check_place(dir.path(), &config).is_ok());
    }

    #[test]
    fn gate_that_leaves_admits_nobody() {
        let dir = data();
        let mut desk = desk(dir.path(), "in");
        assert!(desk.check_place().is_ok());
        let mut without = catalogue();
        without.gates.remove(0);
        without.retire_from(&catalogue());
        let reply = FeedReply {
            catalogue_version: 2,
            catalogue: Some(Box::new(without)),
            ..first_feed()
        };
        journal(dir.path()).apply_feed(&reply).unwrap();
        assert!(desk.learn().unwrap());
        assert!(desk.check_place().is_err());
        let judged = desk.scan(&day_ticket(1), &stamp(MORNING)).unwrap();
        let Outcome::Refused(refusal) = judged.verdict.outcome else {
            panic!("{:?}", judged.verdict.outcome);
        };
        assert_eq!(refusal.reason, Reason::NeedsStaff);
    }
}
