//! Follows what organisers ask of this kiosk from afar.

use shared::protocol::v1::{DeviceInstructions, MovedPlace, RehearsalOrder};
use view::lane::LaneEvent;
use view::{Mode, Purpose};

use super::booth_visits_room::BoothVisitsRoom;
use super::run::Loop;
use super::seats_room::SeatsRoom;
use super::submissions_room::SubmissionsRoom;
use super::{Desk, DeskError};

/// For how long a kiosk that was moved says so on its screen, in milliseconds.
const MOVED_MS: u64 = 120_000;

impl Desk {
    /// Returns what organisers ask of this kiosk, as far as was learnt.
    pub(super) fn instructions(&self) -> &DeviceInstructions {
        &self.known.instructions
    }

    /// Keeps a mode that nobody at the kiosk has chosen.
    fn keep_mode(&mut self, mode: Mode, order: Option<RehearsalOrder>) -> Result<(), DeskError> {
        let configured = self.config.mode();
        let mut tx = self.journal.write_tx()?;
        tx.keep_mode(configured, mode)?;
        if let Some(order) = order {
            tx.note_rehearsal_order(order.since_ms)?;
        }
        tx.commit()?;
        Ok(())
    }
}

impl Loop {
    /// Follows what organisers ask. What can't be kept on the disk is tried again with the next news.
    pub(super) fn follow_instructions(&mut self) {
        if let Err(error) = self.try_to_follow() {
            eprintln!("kiosk: can't follow the organisers: {error}");
        }
    }

    fn try_to_follow(&mut self) -> Result<(), DeskError> {
        let Some(desk) = &self.desk else {
            return Ok(());
        };
        let asked = desk.instructions().clone();
        if let Some(place) = asked.place.filter(|place| !self.config.stands_at(place)) {
            self.move_to(&place)?;
        }
        self.rehearse_as_ordered(asked.rehearsal)?;
        self.status.label = asked.label;
        self.status.message = asked.message;
        if self.status.instructions != asked.revision {
            self.status.instructions = asked.revision;
            self.tell_parts();
        }
        Ok(())
    }

    /// Begins anew at another place. What is set up by staff and is not of the place stays.
    fn move_to(&mut self, place: &MovedPlace) -> Result<(), DeskError> {
        self.write_lookups();
        let before = self.mode;
        self.config.move_to(place);
        self.status.gate = place.gate.clone();
        self.seats = SeatsRoom::default();
        self.submissions = SubmissionsRoom::default();
        self.visits = BoothVisitsRoom::default();
        self.purpose = Purpose::default();
        self.lane.handle(LaneEvent::Dismiss, self.now());
        self.desk = None;
        if let Some(uplink) = self.uplink.take() {
            uplink.stop();
        }
        self.open_parts();
        let mode = Mode {
            rehearsal: before.rehearsal,
            ..self.mode
        };
        if let Some(desk) = self.desk.as_mut().filter(|_| mode != self.mode) {
            desk.keep_mode(mode, None)?;
            self.mode = mode;
        }
        self.status.moved = true;
        self.moved_until = Some(self.now() + MOVED_MS);
        Ok(())
    }

    /// Carries an order out once: staff may set the kiosk otherwise afterwards.
    fn rehearse_as_ordered(&mut self, order: Option<RehearsalOrder>) -> Result<(), DeskError> {
        let (Some(desk), Some(order)) = (&mut self.desk, order) else {
            return Ok(());
        };
        if desk.journal().rehearsal_order()? == order.since_ms {
            return Ok(());
        }
        let mode = Mode {
            rehearsal: order.on,
            ..self.mode
        };
        desk.keep_mode(mode, Some(order))?;
        self.mode = mode;
        self.tell_parts();
        if self.lane.asking().is_some() {
            self.lane.handle(LaneEvent::Dismiss, self.now());
        }
        Ok(())
    }

    /// Takes the notice away that the kiosk was moved, once its time is over; `true` when it was.
    pub(super) fn forget_move(&mut self) -> bool {
        let is_over = self.moved_until.is_some_and(|until| until <= self.now());
        if is_over {
            self.moved_until = None;
            self.status.moved = false;
        }
        is_over
    }
}
