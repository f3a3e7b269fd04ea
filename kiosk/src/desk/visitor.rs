//! What visitors of the hall ask for.

use view::{Purpose, VisitorCommand};

use super::run::Loop;

impl Loop {
    /// Does what a visitor asks for.
    pub(super) fn visitor_command(&mut self, command: VisitorCommand) {
        // While something arrives all the time, nothing else puts away what is due.
        self.counter_tick();
        match command {
            VisitorCommand::ScanFor(purpose) => self.scan_for(purpose),
            VisitorCommand::TakeSeats(people) => self.take_seats(people),
            VisitorCommand::ReturnSeats => self.return_seats(),
            VisitorCommand::DismissSeatNotice => self.dismiss_seat_notice(),
            VisitorCommand::LookedUp(booth) => self.look_up(booth),
            VisitorCommand::Write { number, draft } => self.take_submission(number, draft),
            VisitorCommand::TakeBack(number) => self.take_submission_back(number),
            VisitorCommand::Forget => self.forget_people(),
        }
    }

    /// Whether a code was seen for something else than what the kiosk is there for; then it is dealt with.
    pub(super) fn seen_by_visitor(&mut self, code: &str) -> bool {
        match &self.purpose {
            Purpose::Seat(session) => {
                let session = session.clone();
                self.seen_for_seat(&session, code);
                true
            }
            Purpose::Usual | Purpose::Stamps => false,
        }
    }
}
