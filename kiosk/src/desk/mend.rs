//! Opening what is not open yet: the journal, the uplink. A kiosk that is out of order looks again
//! from time to time, and mends itself.

use std::sync::Arc;

use super::run::{Event, LOOK_AGAIN, Loop};
use super::{Desk, DeskError};
use crate::lane::{LaneEvent, Reaction};
use crate::uplink;
use crate::view::{LaneView, LinkStatus};

impl Loop {
    /// Opens what is not open yet, and sees whether the kiosk can work.
    pub(super) fn look_again(&mut self) {
        self.look_due = self.now() + LOOK_AGAIN.as_millis() as u64;
        let broken = matches!(self.lane.view(), LaneView::OutOfOrder(_));
        match self.check() {
            Ok(()) if broken => self.lane.handle(LaneEvent::Mended, self.now()),
            Ok(()) => Reaction::None,
            Err(error) => {
                let broken = LaneEvent::Broken(error.to_string());
                self.lane.handle(broken, self.now())
            }
        };
    }

    /// The same, once it is time for it.
    pub(super) fn look_when_due(&mut self) {
        if self.lacks_something() && self.now() >= self.look_due {
            self.look_again();
            self.publish();
        }
    }

    fn check(&mut self) -> Result<(), DeskError> {
        let desk = if let Some(desk) = self.desk.take() {
            desk
        } else {
            let desk = Desk::open(&self.data, self.config.clone())?;
            self.clock.set_offset_ms(desk.journal().clock_offset_ms()?);
            self.mode = desk.mode()?;
            self.staff_opened(&desk)?;
            desk
        };
        let ready = self.desk.insert(desk).ready();
        self.count_places();
        self.count_waiting();
        if self.with_uplink && self.uplink.is_none() {
            let events = self.events.clone();
            // Should the desk ever be behind by a whole queue, the next news tells the same again.
            let report = move |news| drop(events.try_send(Event::Uplink(news)));
            let started = uplink::start(&self.data, &self.config, &self.clock, Arc::new(report));
            match started {
                Ok(uplink) => {
                    self.uplink = Some(uplink);
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

    /// Whether it is worth looking again from time to time: the kiosk can't work, or not speak with its server.
    pub(super) fn lacks_something(&self) -> bool {
        matches!(self.lane.view(), LaneView::OutOfOrder(_))
            || (self.with_uplink && self.uplink.is_none())
    }
}
