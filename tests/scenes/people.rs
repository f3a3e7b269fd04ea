//! Visitors in the halls, with a real server behind the kiosks: visits to booths, stamp cards, submissions.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use sync_server::operations::people::SubmissionKind;
use sync_server::system_time;
use view::{Command, Draft, LaneView, LinkStatus, Mode, Outcome, Verdict, VisitorCommand};

use desk::{self, Desk, DeskHandle, Event, StartParts};
use journal::SubmissionStore;
use journal::clock::Clock;
use kiosk_config::Config;
use shared::checkin::Direction;
use shared::ids::{BoothNumber, KioskId};
use shared::protocol::v1::BoothTotals;
use shared::submission::{NetworkRole, Wish};
use sync_server::kiosk_folder;
use sync_server::kiosks::{self, KioskEnrolment, KioskPlace, KioskRole};
use sync_server::operations::{people, reports};
use sync_server::tickets::IssuedTicket;
use uplink::{UplinkError, sync_once};

use crate::venue::{Venue, wait_until};

/// A kiosk in a hall or at a booth.
pub(crate) struct Kiosk {
    pub(crate) data: PathBuf,
    handle: DeskHandle,
}

/// Enrols a kiosk; gives its data directory.
fn enrol(venue: &Venue, name: &str, role: KioskRole) -> PathBuf {
    let id: KioskId = name.parse().unwrap();
    let out = venue.server_dir().with_file_name(name);
    let direction = Direction::In;
    let gate = kiosks::first_gate(&*venue.database(), direction).unwrap();
    let place = KioskPlace {
        role,
        gate: &gate,
        direction,
        both_ways: false,
        server_urls: &[venue.devices_url()],
    };
    let (database, kind) = (venue.database(), KioskEnrolment::New);
    kiosk_folder::enrol(&*database, &id, &place, kind, &out, system_time()).unwrap();
    out
}

impl Kiosk {
    pub(crate) fn open(venue: &Venue, name: &str, role: KioskRole) -> Self {
        Self::start(enrol(venue, name, role))
    }

    pub(crate) fn start(data: PathBuf) -> Self {
        let handle = desk::start(StartParts {
            config: Config::read(&data).unwrap(),
            data: data.clone(),
            clock: Clock::of_this_device(),
            decode: Arc::new(|_| Vec::new()),
            samples: None,
            on_change: Arc::new(|| ()),
            with_uplink: true,
        })
        .unwrap();
        Self { data, handle }
    }

    fn shows(&self, code: &str) {
        let scanned = Event::Scanned(code.to_owned());
        self.handle.events().send(scanned).unwrap();
    }

    /// Shows a ticket's code at a booth; gives what is said.
    pub(crate) fn visits(&self, code: &str) -> Outcome {
        let before = self.verdict().map(|verdict| verdict.id);
        self.shows(code);
        let new = || self.verdict().filter(|verdict| Some(verdict.id) != before);
        wait_until("there is a verdict", || new().is_some());
        new().unwrap().outcome
    }

    fn verdict(&self) -> Option<Verdict> {
        match &self.handle.view().lane {
            LaneView::Verdict(verdict) => Some(verdict.clone()),
            _ => None,
        }
    }

    /// The desk of this kiosk without a lane before it, in which no code is quiet for a while.
    fn desk(&self) -> Desk {
        Desk::open(&self.data, Config::read(&self.data).unwrap()).unwrap()
    }

    /// The same as [`Kiosk::visits`] for a ticket that was shown a moment ago.
    fn visits_once_more(&self, ticket: &IssuedTicket, booth: u16) -> Outcome {
        let (booth, mode) = (BoothNumber(booth), Mode::plain(Direction::In));
        let stamp = Clock::of_this_device().stamp();
        let verdict = self.desk().visit(&ticket.digits, booth, mode, &stamp);
        verdict.unwrap().outcome
    }

    /// The booths that the stamp card of a ticket would have.
    fn stamps(&self, ticket: &IssuedTicket) -> Vec<u16> {
        let stamp = Clock::of_this_device().stamp();
        let booths = self.desk().stamps(&ticket.digits, &stamp).unwrap();
        booths.unwrap().iter().map(|booth| booth.0).collect()
    }

    /// The stamp card on the screen.
    fn card(&self) -> Option<Vec<u16>> {
        let view = self.handle.view();
        let card = view.people.stamps.as_ref()?;
        Some(card.booths.iter().map(|booth| booth.0).collect())
    }

    pub(crate) fn asks(&self, command: VisitorCommand) {
        assert!(self.handle.send(Command::Visitor(command)));
    }

    /// Writes a submission; `true` once it is kept.
    pub(crate) fn writes(&self, number: u64, name: &str, wish: Wish) -> bool {
        let draft = Draft {
            language: "vi".to_owned(),
            name: name.to_owned(),
            reach: "0900000123".to_owned(),
            wish,
            words: [3; 32],
        };
        self.asks(VisitorCommand::Write { number, draft });
        let answer = || self.handle.view().people.submission;
        wait_until("there is an answer", || {
            answer().is_some_and(|answer| answer.number == number)
        });
        answer().unwrap().kept
    }
}

fn welcome(booth: u16, again: bool) -> Outcome {
    Outcome::Visited {
        booth: BoothNumber(booth),
        again,
    }
}

fn at_booth(number: u16) -> KioskRole {
    KioskRole::Booth(BoothNumber(number))
}

fn contact(booth: u16) -> Wish {
    Wish::Contact {
        booth: BoothNumber(booth),
        note: None,
    }
}

pub(crate) fn joins() -> Wish {
    Wish::Join {
        role: NetworkRole::Producer,
        organisation: Some("Hợp tác xã Mẫu".to_owned()),
        place: Some("Kim Lan".to_owned()),
    }
}

/// Has a kiosk that does not run send what it has.
fn sync(data: &Path) {
    let config = Config::read(data).unwrap();
    sync_once(data, &config, &Clock::of_this_device()).unwrap();
}

/// Every file of a kiosk, also of the folders within.
fn files(data: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(data).unwrap();
    let within = |path: PathBuf| {
        if path.is_dir() {
            files(&path)
        } else {
            vec![path]
        }
    };
    entries
        .flat_map(|entry| within(entry.unwrap().path()))
        .collect()
}

/// Whether any file of a kiosk holds a text.
pub(crate) fn holds(data: &Path, text: &str) -> bool {
    // A kiosk that runs may have taken one away meanwhile.
    let mut files = files(data)
        .into_iter()
        .filter_map(|file| std::fs::read(file).ok());
    files.any(|bytes| {
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    })
}

#[test]
fn a_visitor_goes_from_booth_to_booth_and_a_hall_knows_while_the_cable_is_out_what_it_was_told() {
    let mut venue = Venue::open();
    let (twelve, other) = (
        Kiosk::open(&venue, "K12", at_booth(12)),
        Kiosk::open(&venue, "K71", at_booth(71)),
    );
    let hall = Kiosk::open(&venue, "H1", KioskRole::Hall);
    let tickets = venue.tickets("family", 2);
    let ticket = &tickets[0];
    assert_eq!(twelve.visits(&ticket.digits), welcome(12, false));
    assert_eq!(other.visits(&ticket.digits), welcome(71, false));
    hall.asks(VisitorCommand::LookedUp(BoothNumber(5)));
    wait_until("the hall hears of both visits", || {
        hall.stamps(ticket) == [12, 71]
    });
    assert_eq!(hall.stamps(&tickets[1]), [0_u16; 0]);

    venue.stop_server();
    // Another visitor, and the same once more, while nobody can be told of it.
    assert_eq!(twelve.visits(&tickets[1].digits), welcome(12, false));
    assert_eq!(twelve.visits_once_more(ticket, 12), welcome(12, true));
    hall.shows(&ticket.digits);
    wait_until("the card is on the screen", || {
        hall.card() == Some(vec![12, 71])
    });
    hall.asks(VisitorCommand::Forget);
    wait_until("it is nobody's any more", || hall.card().is_none());
    assert_eq!(hall.stamps(&tickets[1]), [0_u16; 0]);

    venue.start_server();
    wait_until("the hall hears of the rest", || {
        hall.stamps(&tickets[1]) == [12]
    });
    let data = hall.data.clone();
    // What was looked up is written down when the kiosk ends, at the latest.
    hall.handle.shutdown();
    sync(&data);
    let booth = |number, visits, repeats, lookups| BoothTotals {
        booth: BoothNumber(number),
        visits,
        people: visits * i64::from(ticket.claims.party),
        repeats,
        lookups,
    };
    let expected = [booth(5, 0, 0, 1), booth(12, 2, 1, 0), booth(71, 1, 0, 0)];
    wait_until("the totals are whole", || venue.today().booths == expected);
    let today = venue.today();
    assert_eq!((today.entries, today.inside, today.refused), (0, 0, 0));
    let csv = reports::counts(&*venue.database()).unwrap().booths_csv();
    assert!(
        csv.lines().count() > 80 && csv.contains("Kim Lan"),
        "every booth is in it"
    );
}

#[test]
fn whoever_was_counted_at_one_scanner_of_a_booth_is_welcomed_back_at_the_other() {
    let venue = Venue::open();
    let [left, right] = ["K12", "K12b"].map(|name| Kiosk::open(&venue, name, at_booth(12)));
    let elsewhere = Kiosk::open(&venue, "K71", at_booth(71));
    let tickets = venue.tickets("visitor", 2);
    assert_eq!(left.visits(&tickets[0].digits), welcome(12, false));
    wait_until("the other scanner hears of it", || {
        right.stamps(&tickets[0]) == [12]
    });
    assert_eq!(right.visits(&tickets[0].digits), welcome(12, true));
    assert_eq!(right.visits(&tickets[1].digits), welcome(12, false));
    // At another booth they are new.
    assert_eq!(elsewhere.visits(&tickets[0].digits), welcome(71, false));
    wait_until("the server has all of them", || {
        let booths = venue.today().booths;
        booths
            .iter()
            .map(|it| (it.visits, it.repeats))
            .eq([(2, 1), (1, 0)])
    });
}

#[test]
fn submission_survives_power_cut_and_leaves_kiosk_clean() {
    let mut venue = Venue::open();
    let hall = Kiosk::open(&venue, "H1", KioskRole::Hall);
    venue.stop_server();
    assert!(hall.writes(1, "Nguyễn Thị Mẫu", joins()));
    // What is on the disk at that moment is all that a power cut leaves.
    let data = venue.server_dir().with_file_name("after-the-cut");
    std::fs::create_dir(&data).unwrap();
    for file in files(&hall.data) {
        let _ = std::fs::copy(&file, data.join(file.file_name().unwrap()));
    }
    drop(hall);
    assert!(holds(&data, "Nguyễn Thị Mẫu"));
    venue.start_server();
    let again = Kiosk::start(data.clone());
    let waiting = || {
        SubmissionStore::open(&data)
            .unwrap()
            .waiting(9)
            .unwrap()
            .len()
    };
    wait_until("the server has it", || waiting() == 0);
    let everything = || {
        people::list(&*venue.database(), SubmissionKind::Network)
            .unwrap()
            .csv()
            .unwrap()
    };
    assert!(
        everything().contains("producer,Nguyễn Thị Mẫu,0900 000 123,,Hợp tác xã Mẫu,Kim Lan,vi,H1")
    );
    // While it runs, and after it has ended: in no file, the log of the journal included.
    for _ in 0..2 {
        for secret in ["Nguyễn Thị", "0900000123", "Hợp tác xã"] {
            assert!(!holds(&data, secret), "{secret}");
        }
        let _ = again.handle.view();
    }
    drop(again);
    assert!(!holds(&data, "Nguyễn Thị"));
    // The kiosk that the power was cut from sends it once more, and it is there once.
    sync(&venue.server_dir().with_file_name("H1"));
    assert_eq!(everything().lines().count(), 2);
}

#[test]
fn an_exhibitor_sees_who_agreed_and_only_those_and_no_kiosk_is_told_of_any() {
    let venue = Venue::open();
    let twelve = Kiosk::open(&venue, "K12", at_booth(12));
    let hall = Kiosk::open(&venue, "H1", KioskRole::Hall);
    assert!(twelve.writes(1, "Nguyễn Thị Mẫu", contact(12)));
    assert!(hall.writes(1, "Trần Văn Mẫu", contact(71)));
    assert!(hall.writes(2, "Lê Thị Mẫu", joins()));
    assert!(
        !hall.writes(3, " ", joins()),
        "a submission without a name is none"
    );
    let database = venue.database();
    let database = &*database;
    let list = |kind| people::list(database, kind).unwrap().csv().unwrap();
    let of = |booth| list(SubmissionKind::Contact(BoothNumber(booth)));
    wait_until("all three are there", || {
        [of(12), of(71), list(SubmissionKind::Network)]
            .iter()
            .all(|csv| csv.lines().count() == 2)
    });
    assert!(of(12).contains("Nguyễn") && !of(12).contains("Trần") && !of(12).contains("Lê"));
    assert!(of(71).contains("Trần"));
    assert_eq!(of(13).lines().count(), 1, "nobody agreed there");
    let ended = [twelve.data.clone(), hall.data.clone()];
    drop((twelve, hall));
    for data in ended {
        for name in ["Nguyễn", "Trần", "Lê Thị"] {
            assert!(!holds(&data, name), "{name} in {}", data.display());
        }
    }
}

#[test]
fn damaged_server_submissions_leave_scans_counted() {
    let mut venue = Venue::open();
    let hall = Kiosk::open(&venue, "H1", KioskRole::Hall);
    let twelve = Kiosk::open(&venue, "K12", at_booth(12));
    let ticket = &venue.tickets("family", 1)[0];
    venue.stop_server();
    let database = venue.server_dir().join("letters.db");
    std::fs::write(&database, "this is no database".repeat(999)).unwrap();
    venue.start_server();
    assert_eq!(twelve.visits(&ticket.digits), welcome(12, false));
    assert!(hall.writes(1, "Nguyễn Thị Mẫu", joins()));
    wait_until("the visit is counted", || {
        venue.today().booths.iter().map(|it| it.visits).eq([1])
    });
    let status = || hall.handle.view().status.clone();
    wait_until("staff can see that the submission waits", || {
        status().submissions == 1
    });
    wait_until("the line is well all the same", || {
        matches!(status().link, LinkStatus::Online(_))
    });
    // It was answered with a refusal, as this one is, and is still there.
    let refused = sync_once(
        &hall.data,
        &Config::read(&hall.data).unwrap(),
        &Clock::of_this_device(),
    );
    assert!(
        matches!(refused, Err(UplinkError::Refused { status: 503, .. })),
        "{refused:?}"
    );
    let waiting = SubmissionStore::open(&hall.data).unwrap().count().unwrap();
    assert_eq!(waiting, 1);
    std::fs::remove_file(&database).unwrap();
    wait_until("it comes without a restart", || status().submissions == 0);
    let csv = people::list(&*venue.database(), SubmissionKind::Network)
        .unwrap()
        .csv()
        .unwrap();
    assert!(csv.contains("Nguyễn Thị Mẫu"), "{csv}");
}
