//! The place that organisers moved this kiosk to, as its journal knows it.

use std::path::Path;

use journal::{Journal, JournalError};
use kiosk_config::Config;

/// Returns the settings of a data directory's kiosk with the place that organisers moved it to. A journal that can't be
/// used is for the desk to say.
#[must_use]
pub fn moved_config(data: &Path, mut config: Config) -> Config {
    if let Ok(mut journal) = Journal::open(data, config.exhibition, &config.kiosk) {
        let _ = take_place(&mut journal, &mut config);
    }
    config
}

/// Takes over the place that organisers moved the kiosk to.
pub(super) fn take_place(journal: &mut Journal, config: &mut Config) -> Result<(), JournalError> {
    journal.bind_instructions(&config.token.sha256())?;
    if let Some(place) = &journal.knowledge()?.instructions.place {
        config.move_to(place);
    }
    Ok(())
}
