//! What visitors of the hall ask for: the loop hands it to the rooms, and applies what follows.

use shared::ids::BoothNumber;
use shared::record::Fact;
use view::PeopleView;
use view::lane::LaneEvent;

use super::DeskError;
use super::booth_visits_room::{BoothVisitsContext, BoothVisitsEvent};
use super::run::Loop;
use super::submissions_room::{SubmissionsContext, SubmissionsEvent, WriteOutcome};

impl Loop {
    /// Serves a code that is shown for something else than the gate; `false` when it is the gate's.
    pub(super) fn serves(&mut self, code: &str) -> bool {
        let Some(event) = BoothVisitsEvent::of(code, &self.purpose, self.config.role) else {
            return false;
        };
        let Some(desk) = &mut self.desk else {
            return true;
        };
        self.slow.begin(&self.shown);
        let context = BoothVisitsContext {
            desk,
            mode: self.mode,
            stamp: self.clock.stamp(),
        };
        let served = self.visits.handle(event, context);
        self.slow.end();
        match served {
            Ok(Some(verdict)) => self.settled(LaneEvent::Judged(code, verdict)),
            Ok(None) => {
                self.lane.handle(LaneEvent::Served(code), self.now());
                self.publish();
            }
            Err(error) => self.out_of_order(&error),
        }
        true
    }

    /// Has the submissions room handle an event, and does what it asks for.
    pub(super) fn tell_submissions(&mut self, event: SubmissionsEvent) {
        let context = SubmissionsContext {
            data: &self.data,
            desk: self.desk.as_ref(),
            stamp: self.clock.stamp(),
            today: self.today(),
            is_rehearsal: self.mode.rehearsal,
        };
        let effects = self.submissions.handle(event, &context);
        match effects.written {
            Some(WriteOutcome::Kept) => {
                self.status.submissions_broken = None;
                if let Some(uplink) = &self.uplink {
                    uplink.wake();
                }
            }
            Some(WriteOutcome::Failed(why)) => self.status.submissions_broken = Some(why),
            Some(WriteOutcome::Rehearsed | WriteOutcome::Invalid) | None => {}
        }
        if effects.changed {
            self.publish();
        }
    }

    /// Forgets what was shown to a visitor who is gone.
    pub(super) fn forget_visitor(&mut self) {
        self.visits.forget();
        self.tell_submissions(SubmissionsEvent::Forget);
    }

    /// Counts that a booth was looked up, without anyone's name.
    pub(super) fn look_up(&mut self, booth: BoothNumber) {
        if !self.mode.rehearsal {
            self.looked_up.add(booth, self.now());
        }
    }

    /// Writes down what was looked up, when it is due or the kiosk ends. Should the disk fail, the look-ups are lost: no
    /// visitor is turned away for them.
    pub(super) fn write_lookups(&mut self) {
        let (mode, stamp) = (self.mode, self.clock.stamp());
        let Some(desk) = &mut self.desk else {
            return;
        };
        let taken = self.looked_up.take();
        let facts = taken.map(|(booth, times)| Fact::LookedUp { booth, times });
        let noted: Result<Vec<_>, DeskError> =
            facts.map(|fact| desk.note(fact, mode, &stamp)).collect();
        if noted.is_ok_and(|noted| !noted.is_empty()) {
            self.recorded();
        }
    }

    /// What the screens may know of what visitors asked for.
    pub(super) fn people_view(&self) -> PeopleView {
        PeopleView {
            stamps: self.visits.card().cloned(),
            submission: self.submissions.answer(),
        }
    }
}
