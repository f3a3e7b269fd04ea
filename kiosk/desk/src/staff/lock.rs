//! Opening and closing staff mode: the guard decides, the journal keeps, the view shows.

use shared::ids::StaffId;
use shared::pin::StaffPin;
use shared::staff::StaffAct;
use view::{Pin, Reply};

use super::pin_check;
use crate::guard::{Guard, Moment, Reaction, StaffEvent};
use crate::run::{Event, Loop};
use crate::{Desk, DeskError};

impl Loop {
    /// Takes up what the journal remembers of staff mode, once it can be read.
    pub(crate) fn staff_opened(&mut self, desk: &Desk) -> Result<(), DeskError> {
        if self.staff.guard.is_none() {
            let (tries, pins) = (desk.journal().tries()?, desk.journal().staff()?);
            self.staff.guard = Some(Guard::new(tries, pins, self.moment()));
        }
        Ok(())
    }

    /// Takes up who may open staff mode now.
    pub(crate) fn staff_learnt(&mut self) {
        // Should it fail, whatever is done next fails the same way and says so.
        if let Some(Ok(pins)) = self.desk.as_ref().map(|desk| desk.journal().staff()) {
            self.tell_guard(StaffEvent::Pins(pins));
        }
    }

    /// A PIN was typed.
    pub(super) fn unlock(&mut self, pin: Pin) {
        let now = self.moment();
        let Some(guard) = &mut self.staff.guard else {
            // The journal, which knows the PINs, could not be opened yet; the lane says more.
            self.staff.reply(Reply::Failed);
            return self.publish();
        };
        if guard.handle(StaffEvent::Typed, now) != Reaction::Check {
            return;
        }
        let begun = match &self.desk {
            Some(desk) => {
                let secret = desk.journal().device_secret();
                let events = self.events.clone();
                // Fails only when the desk has ended.
                let tell = move |pin| drop(events.send(Event::PinChecked(pin)));
                pin_check::begin(&self.check_pin, pin, guard.pins(), secret, tell).is_ok()
            }
            None => false,
        };
        if !begun {
            guard.shut();
            self.staff.reply(Reply::Failed);
        }
        self.publish();
    }

    /// The PIN that was typed is this one, or nobody's.
    pub(crate) fn pin_checked(&mut self, pin: Option<StaffPin>) {
        self.tell_guard(StaffEvent::Checked(pin));
    }

    /// Tells the guard what happened, and does what it asks for.
    pub(crate) fn tell_guard(&mut self, event: StaffEvent) {
        let now = self.moment();
        let Some(guard) = &mut self.staff.guard else {
            return;
        };
        match guard.handle(event, now) {
            Reaction::Record(act, by) => self.locked_or_unlocked(act, by.as_ref()),
            Reaction::Changed => self.publish(),
            Reaction::Check | Reaction::None => {}
        }
    }

    /// Records what the guard did, and shows it. What can't be recorded opens nothing; closing needs no record.
    fn locked_or_unlocked(&mut self, act: StaffAct, by: Option<&StaffId>) {
        let tries = self.staff.guard.as_ref().map(Guard::tries);
        let stamp = self.clock.stamp();
        let logged = match &mut self.desk {
            Some(desk) => desk.log(act, by, tries, &stamp),
            None => Ok(()),
        };
        self.staff.clear();
        if let Err(error) = logged {
            if let Some(guard) = self
                .staff
                .guard
                .as_mut()
                .filter(|_| act == StaffAct::Unlocked)
            {
                guard.shut();
                self.staff.reply(Reply::Failed);
            }
            self.goes_out_of_order(&error);
        }
        self.recorded();
        self.staff_looks();
        self.publish();
    }

    /// Now, by both clocks.
    fn moment(&self) -> Moment {
        Moment {
            at: self.clock.now(),
            mono_ms: self.clock.read().mono_ms,
        }
    }
}
