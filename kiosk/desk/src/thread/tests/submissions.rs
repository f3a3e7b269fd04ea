//! Submissions as the desk takes them: when somebody agreed, and whether that time is sure.

use journal::SubmissionStore;
use shared::ids::BoothNumber;
use shared::submission::Wish;
use view::{Draft, VisitorCommand};

use super::*;
use crate::scene::seats::{Counterpart, SeatExchange, hall_config, hall_journal};

/// Somebody writes a submission at a kiosk that has met the server since it was switched on, or has not.
fn written(met_the_server: bool) -> shared::submission::Submission {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = hall_journal(dir.path());
    if met_the_server {
        Counterpart::new(1).settle("A1", &mut journal, MORNING);
    }
    drop(journal);
    let data = dir.path().to_owned();
    let time = Arc::new(Stopped(AtomicI64::new(MORNING.0)));
    let clock = Clock::from_source(Arc::new(seats::SinceMorning(time.clone())));
    let config = hall_config("http://127.0.0.1:1");
    let stage = DeskStage::of(dir, data, config, clock, time, Box::new(|| None));
    let draft = Draft {
        language: "vi".to_owned(),
        name: "Nguyễn Thị Mẫu".to_owned(),
        reach: "0900000123".to_owned(),
        wish: Wish::Contact {
            booth: BoothNumber(12),
            note: None,
        },
        words: [7; 32],
    };
    let write = VisitorCommand::Write { number: 1, draft };
    assert!(stage.handle.send(Command::Visitor(write)));
    while stage.handle.view().people.submission.is_none() {
        stage.changes.recv_timeout(PATIENCE).unwrap();
    }
    let submissions = SubmissionStore::open(stage.dir.path()).unwrap();
    let mut waiting = submissions.waiting(10).unwrap();
    waiting.pop().unwrap().read().unwrap()
}

#[test]
fn submission_carries_clock_state_and_agreed_words() {
    for met_the_server in [true, false] {
        let submission = written(met_the_server);
        let consent = submission.consent.unwrap();
        assert_eq!(consent.time_known, met_the_server);
        assert_eq!(consent.words, [7; 32]);
        assert_eq!(submission.written, MORNING);
    }
}
