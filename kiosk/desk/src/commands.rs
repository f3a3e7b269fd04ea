//! What the window asks for.

use view::lane::LaneEvent;
use view::{Command, Purpose, VisitorCommand};

use super::run::Loop;
use super::sample_ticket::Sample;
use super::seats_room::SeatsEvent;
use super::submissions_room::SubmissionsEvent;

impl Loop {
    /// Runs a command of the window.
    pub(super) fn run_command(&mut self, command: Command) {
        match command {
            Command::Dismiss => self.tell_lane(LaneEvent::Dismiss),
            Command::Picture(_, bytes) => self.look_at(bytes),
            Command::SampleTicket => match self.samples.as_mut().and_then(|samples| samples()) {
                Some(Sample::Code(code)) => self.seen(&code),
                Some(Sample::Picture(bytes)) => self.look_at(bytes),
                None => {}
            },
            Command::Answer { question, people } => self.answer(question, people),
            Command::Staff(command) => self.staff_command(command),
            Command::Visitor(command) => self.visitor_command(command),
            // A kiosk with a desk is set up.
            Command::SetUp(_) => {}
        }
    }

    /// Does what a visitor asks for.
    fn visitor_command(&mut self, command: VisitorCommand) {
        // While something arrives all the time, nothing else puts away what is due.
        self.tell_seats(SeatsEvent::Tick);
        match command {
            VisitorCommand::ScanFor(purpose) => self.scan_for(purpose),
            VisitorCommand::TakeSeats(people) => self.tell_seats(SeatsEvent::Chosen(people)),
            VisitorCommand::ReturnSeats => self.tell_seats(SeatsEvent::Return),
            VisitorCommand::DismissSeatNotice => self.tell_seats(SeatsEvent::Dismiss),
            VisitorCommand::LookedUp(booth) => self.look_up(booth),
            VisitorCommand::Write { number, draft } => {
                self.tell_submissions(SubmissionsEvent::Write { number, draft });
            }
            VisitorCommand::TakeBack(number) => {
                self.tell_submissions(SubmissionsEvent::TakeBack(number));
            }
            VisitorCommand::Forget => self.forget_visitor(),
        }
    }

    /// Whether a code was seen for something else than what the kiosk is there for; then it is dealt with.
    pub(super) fn seen_by_visitor(&mut self, code: &str) -> bool {
        match &self.purpose {
            Purpose::Seat(session) => {
                let session = session.clone();
                let session = &session;
                self.tell_seats(SeatsEvent::Seen { session, code });
                true
            }
            Purpose::Usual | Purpose::Stamps => false,
        }
    }
}
