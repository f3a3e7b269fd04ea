mod asking;
mod clock;
mod files;
mod hanging;
mod in_view;
mod instructions;
mod seats;
mod submissions;

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use shared::protocol::v1::FeedReply;
use view::{
    OutOfOrder, Outcome, Question, ScannerKind, ScannerState, ScannerStatus, Verdict,
    VisitorCommand,
};

use super::super::sample_ticket::Sample;
use super::*;
use crate::scene::*;

const PATIENCE: Duration = Duration::from_mins(1);

struct DeskStage {
    dir: tempfile::TempDir,
    handle: DeskHandle,
    changes: mpsc::Receiver<()>,
    time: Arc<Stopped>,
}

impl DeskStage {
    fn with(dir: tempfile::TempDir, data: PathBuf) -> Self {
        let time = Arc::new(Stopped(AtomicI64::new(MORNING.0)));
        let clock = Clock::from_source(time.clone());
        Self::with_clock(dir, data, clock, time)
    }

    fn with_clock(dir: tempfile::TempDir, data: PathBuf, clock: Clock, time: Arc<Stopped>) -> Self {
        let samples: Samples = Box::new(|| Some(Sample::Code(day_ticket(99))));
        Self::with_samples(dir, data, clock, time, samples)
    }

    fn with_samples(
        dir: tempfile::TempDir,
        data: PathBuf,
        clock: Clock,
        time: Arc<Stopped>,
        samples: Samples,
    ) -> Self {
        let config = config("http://127.0.0.1:1", "in");
        Self::of(dir, data, config, clock, time, samples)
    }

    fn of(
        dir: tempfile::TempDir,
        data: PathBuf,
        config: Config,
        clock: Clock,
        time: Arc<Stopped>,
        samples: Samples,
    ) -> Self {
        let (teller, changes) = mpsc::channel();
        let handle = start(StartParts {
            data,
            config,
            clock,
            decode: Arc::new(|bytes| match bytes {
                b"blank" => Vec::new(),
                b"too much" => panic!("the decoder has a fault"),
                bytes => vec![String::from_utf8(bytes.to_vec()).unwrap()],
            }),
            samples: Some(samples),
            on_change: Arc::new(move || {
                let _ = teller.send(());
            }),
            with_uplink: false,
        })
        .unwrap();
        Self {
            dir,
            handle,
            changes,
            time,
        }
    }

    /// At the exhibition that the scenes of the rules are played at.
    fn at_the_exhibition() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let first = FeedReply {
            catalogue: Some(Box::new(checkin_scenes::exhibition().unwrap())),
            ..first_feed()
        };
        journal(dir.path()).apply_feed(&first).unwrap();
        let data = dir.path().to_owned();
        Self::with(dir, data)
    }

    /// Lets time go by, which nobody waits for.
    fn pass(&self, ms: u64) {
        self.time.0.fetch_add(ms as i64, Ordering::Relaxed);
        self.handle.events().send(Event::Tick).unwrap();
    }

    fn asks(&self, command: VisitorCommand) {
        assert!(self.handle.send(Command::Visitor(command)));
    }

    fn scan(&self, code: &str) {
        let seen = Event::Scanned(code.to_owned());
        self.handle.events().send(seen).unwrap();
    }

    fn question(&self) -> Question {
        self.wait_for(|lane| match lane {
            LaneView::Asking(question) => Some(question.clone()),
            _ => None,
        })
    }

    fn waiting(&self) {
        self.wait_for(|lane| (*lane == LaneView::Waiting).then_some(()));
    }

    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        journal(dir.path()).apply_feed(&first_feed()).unwrap();
        let data = dir.path().to_owned();
        Self::with(dir, data)
    }

    fn wait_for<T>(&self, wanted: impl Fn(&LaneView) -> Option<T>) -> T {
        loop {
            if let Some(found) = wanted(&self.handle.view().lane) {
                return found;
            }
            self.changes
                .recv_timeout(PATIENCE)
                .expect("the view changes");
        }
    }

    fn verdict_on(&self, ticket: u32) -> Verdict {
        self.wait_for(|lane| match lane {
            LaneView::Verdict(verdict)
                if verdict.ticket.is_some_and(|number| number.0 == ticket) =>
            {
                Some(verdict.clone())
            }
            _ => None,
        })
    }
}

#[test]
fn a_typed_code_a_picture_a_sample_and_a_camera_all_get_their_verdict() {
    let stage = DeskStage::new();
    let admitted = Outcome::Admitted { again: false };
    assert!(
        stage
            .handle
            .events()
            .try_send(Event::Scanned(day_ticket(1)))
            .is_ok()
    );
    assert_eq!(stage.verdict_on(1).outcome, admitted);
    let picture = Command::Picture("2.png".to_owned(), day_ticket(2).into_bytes());
    assert!(stage.handle.send(picture));
    assert_eq!(stage.verdict_on(2).outcome, admitted);
    assert!(stage.handle.send(Command::SampleTicket));
    assert_eq!(stage.verdict_on(99).outcome, admitted);
    let seen = Event::Scanned(day_ticket(3));
    stage.handle.events().send(seen).unwrap();
    assert_eq!(stage.verdict_on(3).id, 4);
    assert_eq!(stage.handle.view().status.waiting, 4);
    assert_eq!(stage.handle.view().catalogue.days.len(), 3);
    let _ = stage.handle.send(Command::Dismiss);
    stage.wait_for(|lane| (*lane == LaneView::Waiting).then_some(()));
    let blank = Command::Picture("blank.png".to_owned(), b"blank".to_vec());
    let _ = stage.handle.send(blank);
    stage.wait_for(|lane| match lane {
        LaneView::Verdict(verdict) => matches!(verdict.outcome, Outcome::Refused(_)).then_some(()),
        _ => None,
    });
    stage.handle.shutdown();
    assert_eq!(journal(stage.dir.path()).verify_chain().unwrap().records, 5);
}

#[test]
fn a_kiosk_without_a_usable_disk_is_out_of_order_and_mends_itself() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("not-mounted-yet");
    let stage = DeskStage::with(dir, data.clone());
    let why = stage.wait_for(|lane| match lane {
        LaneView::OutOfOrder(why) => Some(why.clone()),
        _ => None,
    });
    assert_eq!(why, OutOfOrder::JournalUnopenable);
    std::fs::create_dir(&data).unwrap();
    stage.wait_for(|lane| match lane {
        LaneView::OutOfOrder(OutOfOrder::NeverSynced { .. }) => Some(()),
        _ => None,
    });
    journal(&data).apply_feed(&first_feed()).unwrap();
    let _ = stage
        .handle
        .events()
        .try_send(Event::Scanned(day_ticket(1)));
    stage.verdict_on(1);
}

#[test]
fn a_kiosk_out_of_order_mends_itself_though_codes_keep_coming() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("not-mounted-yet");
    let stage = DeskStage::with(dir, data.clone());
    stage.wait_for(|lane| matches!(lane, LaneView::OutOfOrder(_)).then_some(()));
    std::fs::create_dir(&data).unwrap();
    journal(&data).apply_feed(&first_feed()).unwrap();
    // A code a second, and nobody ever says that time has passed.
    for ticket in 1..=5 {
        stage.time.0.fetch_add(1_000, Ordering::Relaxed);
        stage.scan(&day_ticket(ticket));
    }
    stage.verdict_on(5);
}

#[test]
fn a_picture_that_is_too_much_for_the_decoder_is_not_the_last_one() {
    let stage = DeskStage::new();
    let picture = |bytes: Vec<u8>| {
        stage
            .handle
            .send(Command::Picture("a.png".to_owned(), bytes))
    };
    assert!(picture(b"too much".to_vec()));
    assert!(picture(day_ticket(2).into_bytes()));
    stage.verdict_on(2);
}

#[test]
fn a_desk_that_ends_by_a_fault_of_its_own_does_not_look_ready() {
    let dir = tempfile::tempdir().unwrap();
    journal(dir.path()).apply_feed(&first_feed()).unwrap();
    let (data, time) = (dir.path().to_owned(), Arc::new(Stopped(MORNING.0.into())));
    let clock = Clock::from_source(time.clone());
    let faulty: Samples = Box::new(|| panic!("the desk has a fault"));
    let stage = DeskStage::with_samples(dir, data, clock, time, faulty);
    assert!(stage.handle.send(Command::SampleTicket));
    let why = stage.wait_for(|lane| match lane {
        LaneView::OutOfOrder(why) => Some(why.clone()),
        _ => None,
    });
    assert_eq!(why, OutOfOrder::Defect);
}

#[test]
fn everything_asked_for_before_the_end_is_done() {
    let stage = DeskStage::new();
    for ticket in 1..=20 {
        assert!(
            stage
                .handle
                .events()
                .try_send(Event::Scanned(day_ticket(ticket)))
                .is_ok()
        );
    }
    stage.handle.shutdown();
    assert_eq!(
        journal(stage.dir.path()).verify_chain().unwrap().records,
        20
    );
}

#[test]
fn the_staff_see_how_each_scanner_is_doing() {
    let stage = DeskStage::new();
    let camera = |state| {
        Event::Scanner(ScannerStatus {
            name: "camera".to_owned(),
            kind: ScannerKind::Camera,
            state,
            detail: None,
        })
    };
    let events = stage.handle.events();
    events.send(camera(ScannerState::Working)).unwrap();
    events.send(camera(ScannerState::Failed)).unwrap();
    let shown = |stage: &DeskStage| stage.handle.view().status.scanners.clone();
    while shown(&stage)
        .first()
        .is_none_or(|scanner| scanner.state != ScannerState::Failed)
    {
        stage.changes.recv_timeout(PATIENCE).unwrap();
    }
    assert_eq!(shown(&stage).len(), 1);
}

#[test]
fn staff_are_told_when_the_gate_leaves() {
    let stage = DeskStage::at_the_exhibition();
    assert!(!stage.handle.view().status.gate_missing);
    let before = checkin_scenes::exhibition().unwrap();
    let dropped = checkin_scenes::OmittedFact::Gate(gate("main"));
    let mut without = checkin_scenes::without(&before, &dropped);
    without.retire_from(&before);
    let reply = FeedReply {
        catalogue_version: 2,
        catalogue: Some(Box::new(without)),
        ..first_feed()
    };
    journal(stage.dir.path()).apply_feed(&reply).unwrap();
    let learnt = Event::Uplink(uplink::News::Learnt);
    stage.handle.events().send(learnt).unwrap();
    while !stage.handle.view().status.gate_missing {
        stage.changes.recv_timeout(PATIENCE).unwrap();
    }
}
