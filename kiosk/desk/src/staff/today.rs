//! What happened at this kiosk today, for the volunteers at a gate and the exhibitor of a booth.

use std::path::Path;

use jiff::civil::Date;
use journal::{DayTally, JournalError, SubmissionStore};
use shared::checkin::Direction;
use view::Role;
use view::Today;

use crate::Desk;

/// Counts of the day, and what is shown of them.
#[derive(Debug, Default)]
pub(crate) struct TodayCounts {
    tally: DayTally,
    shown: Option<Today>,
}

impl TodayCounts {
    /// Counts what is new. What can't be counted is not shown.
    pub(crate) fn look(&mut self, desk: &Desk, data: &Path, today: Date) {
        self.shown = self.counted(desk, data, today).ok().flatten();
    }

    /// Shows nothing more.
    pub(crate) fn hide(&mut self) {
        self.shown = None;
    }

    /// What is shown.
    pub(crate) fn shown(&self) -> Option<Today> {
        self.shown
    }

    fn counted(
        &mut self,
        desk: &Desk,
        data: &Path,
        today: Date,
    ) -> Result<Option<Today>, JournalError> {
        let calendar = desk.catalogue().calendar();
        let tally = &mut self.tally;
        Ok(match desk.config().role {
            Role::Hall => None,
            Role::Door => {
                desk.journal().tally_day(tally, &calendar, today)?;
                Some(Today::Gate {
                    entered: tally.people(Direction::In),
                    left: tally.people(Direction::Out),
                })
            }
            Role::Booth(booth) => {
                desk.journal().tally_day(tally, &calendar, today)?;
                let submissions = SubmissionStore::open(data);
                let contacts =
                    submissions.and_then(|submissions| submissions.contacts(booth, today));
                contacts.ok().map(|contacts| Today::Booth {
                    visits: tally.visits(booth),
                    contacts,
                })
            }
        })
    }
}
