//! Opening what is not open yet: the journal, the uplink. A kiosk that is out of order looks again
//! from time to time, and mends itself.

use std::sync::Arc;

use journal::{JournalError, SubmissionStore};
use view::lane::{LaneEvent, Reaction};
use view::{LaneView, LinkStatus};

use super::run::{Event, LOOK_AGAIN, Loop};
use super::seats_room::SeatsEvent;
use super::{Desk, DeskError};

impl Loop {
    /// Opens what is not open yet, and sees whether the kiosk can work.
    pub(super) fn look_again(&mut self) {
        self.open_parts();
        self.follow_instructions();
    }

    /// Opens what is not open yet.
    pub(super) fn open_parts(&mut self) {
        self.look_due = self.now() + LOOK_AGAIN.as_millis() as u64;
        let broken = matches!(self.lane.view(), LaneView::OutOfOrder(_));
        match self.check() {
            Ok(()) if broken => self.lane.handle(LaneEvent::Mended, self.now()),
            Ok(()) => Reaction::None,
            Err(error) => self.goes_out_of_order(&error),
        };
    }

    /// The same, once it is time for it.
    pub(super) fn look_when_due(&mut self) {
        if self.lacks_something() && self.now() >= self.look_due {
            self.look_again();
            self.publish();
        }
    }

    /// Finds out what staff have to know of damaged or lost records.
    pub(super) fn look_for_damage(&mut self) {
        if let Some(Ok(trouble)) = self.desk.as_ref().map(|desk| desk.journal().trouble()) {
            self.status.records_lost = (!trouble.is_empty()).then(|| trouble.join("; "));
        }
    }

    /// Finds out whether visitors can leave their names.
    pub(super) fn look_for_submissions(&mut self) {
        let submissions = SubmissionStore::check(&self.data);
        self.status.submissions_broken = submissions.err().map(|error| error.to_string());
    }

    /// Takes the kiosk out of order when the journal's files are no longer in place.
    pub(super) fn watch_files(&mut self) {
        let in_place = self.desk.as_ref().map(|desk| desk.journal().in_place());
        if let Some(Err(_)) = in_place
            && !matches!(self.lane.view(), LaneView::OutOfOrder(_))
        {
            self.look_again();
            self.publish();
        }
    }

    /// A journal whose files were deleted or replaced is still whole behind the open connections. It is copied once, and
    /// what waits in it is sent; then the kiosk begins again with what is under the journal's name now.
    fn leave_replaced(&mut self) -> Result<(), DeskError> {
        let Some(desk) = &mut self.desk else {
            return Ok(());
        };
        let Err(error) = desk.journal().in_place() else {
            return Ok(());
        };
        if self.rescued.is_none() {
            self.rescued = desk.journal().rescue().ok();
        }
        let waiting = desk.waiting()?;
        if waiting > 0 {
            self.status.waiting = waiting;
            return Err(DeskError::Replaced {
                waiting,
                error,
                rescued: self.rescued.clone(),
            });
        }
        self.desk = None;
        self.rescued = None;
        if let Some(uplink) = self.uplink.take() {
            uplink.stop();
        }
        Ok(())
    }

    fn check(&mut self) -> Result<(), DeskError> {
        self.leave_replaced()?;
        if let Some(what) = &self.damage {
            return Err(JournalError::Damaged(what.clone()).into());
        }
        let desk = if let Some(desk) = self.desk.take() {
            desk
        } else {
            let mut desk = Desk::open(&self.data, self.config.clone())?;
            self.config = desk.config().clone();
            self.status.gate = self.config.gate.clone();
            self.status.time_unsure = desk.set_clock(&self.clock)?;
            self.mode = desk.mode()?;
            self.staff_opened(&desk)?;
            desk
        };
        let desk = self.desk.insert(desk);
        if self.status.time_unsure && self.clock.device_was_set() {
            self.status.time_unsure = desk.clock_was_set(&self.clock)?;
        }
        let ready = desk.ready();
        self.tell_seats(SeatsEvent::Opened);
        self.count_waiting();
        self.look_for_damage();
        self.look_for_submissions();
        if self.with_uplink && self.uplink.is_none() {
            let events = self.events.clone();
            // Should the desk ever be behind by a whole queue, the next news tells the same again.
            let report = move |news| drop(events.try_send(Event::Uplink(news)));
            let started = uplink::start(&self.data, &self.config, &self.clock, Arc::new(report));
            match started {
                Ok(uplink) => {
                    self.uplink = Some(uplink);
                    self.tell_parts();
                    if let Some(desk) = &self.desk {
                        desk.with_uplink_beside()?;
                    }
                }
                Err(error) => {
                    self.status.link = LinkStatus::Offline(None, error.to_string());
                }
            }
        }
        ready
    }

    /// Whether it is worth looking again from time to time: the kiosk can't work, or not speak with its server, or does
    /// not know the time.
    pub(super) fn lacks_something(&self) -> bool {
        matches!(self.lane.view(), LaneView::OutOfOrder(_))
            || (self.with_uplink && self.uplink.is_none())
            || self.status.time_unsure
    }
}
