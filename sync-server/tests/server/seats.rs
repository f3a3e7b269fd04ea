//! Places in a session as kiosks get them from the server, and as organisers read who has them.

use crate::import::import;
use shared::catalogue::{Catalogue, Session};
use shared::ids::{Incarnation, TicketNumber};
use shared::protocol::v1::{AllocationReport, ErrorReply, SeatsPush, SeatsReply};
use shared::seats::{NoSeat, SeatAllocation};
use shared::time::UnixMs;
use sync_server::catalogue;
use sync_server::kiosks;
use sync_server::operations::seats;
use sync_server::ports::Database as _;
use sync_server::system_time;
use sync_server::tickets::{self, IssueRequest, TicketName, issue};

use crate::command::{run, said, text};
use crate::desk::owned;
use crate::import::{request, sold};
use crate::kiosk::Kiosk;
use crate::venue::{MINUTE, OPENING, Venue, catalogue};

const WHEEL: &str = "wheel";
/// The next morning at eleven.
const STARTS: UnixMs = UnixMs(OPENING.0 + 18 * 60 * MINUTE);

fn with_places(places: u16) -> Catalogue {
    let session: Session = serde_json::from_str(
        r#"{"id": "wheel", "title": {"vi": "Vuốt chén, \"lần đầu\""}, "day": 1, "starts": "11:00", "minutes": 60,
            "artisan": "a", "area": "b", "hands_on": true}"#,
    )
    .unwrap();
    let session = Session {
        places: Some(places),
        ..session
    };
    let area = r#"{"id": "b", "name": {"vi": "Xưởng"}}"#;
    let village = r#"{"id": "v", "name": {"vi": "Làng"}, "craft": {"vi": "Gốm"}, "about": {"vi": "Làng gốm"}}"#;
    let artisan = r#"{"id": "a", "name": {"vi": "Nghệ nhân"}, "village": "v", "craft": {"vi": "Gốm"},
        "story": {"vi": "Chuyện nghề"}, "steps": []}"#;
    Catalogue {
        sessions: vec![session],
        areas: vec![serde_json::from_str(area).unwrap()],
        villages: vec![serde_json::from_str(village).unwrap()],
        artisans: vec![serde_json::from_str(artisan).unwrap()],
        ..catalogue()
    }
}

/// Puts so many places into the catalogue, and waits until the server has taken it over.
fn set_places(venue: &Venue, kiosk: &Kiosk, places: u16) {
    let replaced = catalogue::publish(
        &venue.database(),
        catalogue::Publication::new(&with_places(places)).confirmed(true),
        OPENING,
    );
    let version = replaced.unwrap().version;
    Venue::until("the catalogue is in force", || {
        let feed = kiosk.feed(venue, "", 0, 0);
        feed.catalogue_version == version
    });
}

/// A kiosk that gives out places.
struct Stand {
    kiosk: Kiosk,
    allocation: SeatAllocation,
}

impl Stand {
    fn new(venue: &Venue, id: &str) -> Self {
        Self {
            kiosk: venue.kiosk(id),
            allocation: SeatAllocation::new(Incarnation(1)),
        }
    }

    fn meet(&mut self, venue: &Venue, waiting: u32) {
        let report = self.allocation.report(waiting, Some(OPENING));
        let allocations = vec![AllocationReport::new(WHEEL, report)];
        let reply = say(venue, &self.kiosk, allocations);
        for word in &reply.words {
            self.allocation.apply_answer(&word.message, Some(OPENING));
        }
    }

    fn give(&mut self, ticket: u32) -> Result<u32, NoSeat> {
        self.allocation
            .give(TicketNumber(ticket), STARTS, Some(OPENING))
    }
}

fn push(kiosk: &Kiosk, allocations: Vec<AllocationReport>) -> SeatsPush {
    SeatsPush {
        exhibition: kiosk.origin.exhibition,
        kiosk: kiosk.origin.kiosk.clone(),
        whole: true,
        allocations,
    }
}

fn say(venue: &Venue, kiosk: &Kiosk, allocations: Vec<AllocationReport>) -> SeatsReply {
    let (status, text) = post(venue, kiosk, &push(kiosk, allocations));
    assert_eq!(status, 200, "{text}");
    serde_json::from_str(&text).unwrap()
}

fn post(venue: &Venue, kiosk: &Kiosk, push: &SeatsPush) -> (u16, String) {
    post_bytes(venue, kiosk, &serde_json::to_vec(push).unwrap())
}

fn post_bytes(venue: &Venue, kiosk: &Kiosk, body: &[u8]) -> (u16, String) {
    let mut answer = ureq::post(venue.url("/api/v1/places"))
        .config()
        .http_status_as_error(false)
        .build()
        .header("authorization", format!("Bearer {}", kiosk.token))
        .send(body)
        .unwrap();
    let status = answer.status().as_u16();
    (status, answer.body_mut().read_to_string().unwrap())
}

#[test]
fn granted_and_given_seats_survive_restart() {
    let mut venue = Venue::open();
    let mut stands = ["H1", "H2"].map(|id| Stand::new(&venue, id));
    set_places(&venue, &stands[0].kiosk, 4);
    for stand in &mut stands {
        stand.meet(&venue, 0);
        stand.meet(&venue, 0);
    }
    assert_eq!((stands[0].give(7), stands[0].give(8)), (Ok(1), Ok(2)));
    stands[0].meet(&venue, 0);
    venue.restart();
    assert_eq!(stands[0].give(9), Err(NoSeat::Ask), "half of them are here");
    stands[0].meet(&venue, 1);
    stands[1].meet(&venue, 0);
    stands[1].meet(&venue, 0);
    stands[0].meet(&venue, 1);
    assert_eq!(stands[0].give(9), Ok(3));
    stands[0].meet(&venue, 0);
    let list = seats::list(&venue.database(), None, system_time()).unwrap();
    let [session] = &list.sessions[..] else {
        unreachable!("there is one session");
    };
    assert_eq!((session.capacity, session.taken), (4, 3));
    let who: Vec<_> = session
        .tickets
        .iter()
        .map(|it| (it.ticket.0, it.people))
        .collect();
    assert_eq!(who, [(7, 1), (8, 1), (9, 1)]);
    let csv = list.csv();
    let first = "2024-09-06,11:00,wheel,\"Vuốt chén, \"\"lần đầu\"\"\",4,3,7,1,H1\r\n";
    assert!(csv.starts_with('\u{feff}') && csv.contains(first), "{csv}");
    let unknown = seats::list(&venue.database(), Some("weaving"), system_time()).unwrap_err();
    assert!(unknown.to_string().contains("no session \"weaving\""));
}

#[test]
fn totals_show_seats_taken_left_and_unreported() {
    let mut venue = Venue::open();
    let mut stands = ["H1", "H2"].map(|id| Stand::new(&venue, id));
    set_places(&venue, &stands[0].kiosk, 4);
    let wheel = |venue: &Venue| venue.totals().sessions.remove(0);
    let untouched = wheel(&venue);
    assert_eq!(
        (untouched.taken, untouched.left, untouched.kiosks.len()),
        (0, 4, 0)
    );
    for _ in 0..2 {
        for stand in &mut stands {
            stand.meet(&venue, 0);
        }
    }
    stands[0].give(7).unwrap();
    venue.set_clock(OPENING.plus(10 * MINUTE));
    stands[0].meet(&venue, 0);
    let known = wheel(&venue);
    assert_eq!(
        (known.date.to_string(), known.minute),
        ("2024-09-06".to_owned(), 11 * 60)
    );
    assert_eq!((known.places, known.taken, known.left), (4, 1, 3));
    let programme = ureq::get(venue.url("/b/programme?lang=en")).call().unwrap();
    let programme = programme.into_body().read_to_string().unwrap();
    assert!(programme.contains("3 of 4 places left"), "{programme}");
    let parts = known.kiosks.iter().map(|part| {
        let heard = part.last_seen.unwrap().since(OPENING) / MINUTE;
        (part.kiosk.as_str(), part.taken, part.unused, heard)
    });
    assert_eq!(
        parts.collect::<Vec<_>>(),
        [("H1", 1, 1, 10), ("H2", 0, 2, 0)]
    );
    venue.restart();
    assert_eq!(wheel(&venue), known);
    // What a command does beside the running server is seen as well.
    venue.stop();
    venue.database().begin_epoch().unwrap();
    venue.start();
    let restored = wheel(&venue);
    assert_eq!(restored.waits_for.len(), 2);
    for kiosk in ["H1", "H2"] {
        seats::give_up(&venue.database(), &kiosk.parse().unwrap(), system_time()).unwrap();
    }
    Venue::until("nobody is waited for", || {
        wheel(&venue).waits_for.is_empty()
    });
}

/// Two kiosks that share four places.
fn two_stands() -> (Venue, [Stand; 2]) {
    let venue = Venue::open();
    let mut stands = ["H1", "H2"].map(|id| Stand::new(&venue, id));
    set_places(&venue, &stands[0].kiosk, 4);
    for _ in 0..2 {
        for stand in &mut stands {
            stand.meet(&venue, 0);
        }
    }
    (venue, stands)
}

#[test]
fn seats_at_another_kiosk_are_told_to_all() {
    let (venue, mut stands) = two_stands();
    stands[0].give(7).unwrap();
    stands[0].give(7).unwrap();
    stands[0].meet(&venue, 0);
    let report = stands[1].allocation.report(0, Some(OPENING));
    let reply = say(
        &venue,
        &stands[1].kiosk,
        vec![AllocationReport::new(WHEEL, report)],
    );
    let elsewhere = &reply.words[0].elsewhere;
    let told = elsewhere
        .iter()
        .map(|it| (it.ticket.0, it.kiosk.as_str(), it.people));
    assert_eq!(told.collect::<Vec<_>>(), [(7, "H1", 2)]);
    // Both were cut off from each other when the same ticket came to the second.
    stands[1].give(7).unwrap();
    stands[1].meet(&venue, 0);
    let list = seats::list(&venue.database(), Some(WHEEL), system_time()).unwrap();
    assert!(list.sessions[0].tickets.iter().all(|it| it.twice));
    assert!(
        list.to_string()
            .contains("has places from another kiosk as well")
    );
}

#[test]
fn more_seats_are_granted_only_to_giving_kiosks() {
    let venue = Venue::open();
    let mut stand = Stand::new(&venue, "H1");
    let door = venue.kiosk("A1");
    set_places(&venue, &stand.kiosk, 2);
    assert_eq!(say(&venue, &door, Vec::new()).words, []);
    stand.meet(&venue, 0);
    stand.meet(&venue, 0);
    assert_eq!(
        (stand.give(7), stand.give(8)),
        (Ok(1), Ok(2)),
        "all of them"
    );
    stand.meet(&venue, 1);
    assert_eq!(stand.give(9), Err(NoSeat::Full));
    set_places(&venue, &stand.kiosk, 3);
    stand.meet(&venue, 1);
    assert_eq!(stand.give(9), Ok(3));
}

#[test]
fn lost_kiosk_is_given_up_after_restore() {
    let mut venue = Venue::open();
    let mut stands = ["H1", "H2"].map(|id| Stand::new(&venue, id));
    set_places(&venue, &stands[0].kiosk, 4);
    for _ in 0..2 {
        for stand in &mut stands {
            stand.meet(&venue, 0);
        }
    }
    venue.stop();
    venue.database().begin_epoch().unwrap();
    venue.start();
    for _ in 0..3 {
        stands[1].meet(&venue, 4);
    }
    stands[1].give(7).unwrap();
    stands[1].give(8).unwrap();
    assert_eq!(
        stands[1].give(9),
        Err(NoSeat::Ask),
        "the first was not heard"
    );
    let lost = "H1".parse().unwrap();
    let given_up = seats::give_up(&venue.database(), &lost, system_time()).unwrap();
    assert_eq!(given_up, 1);
    let again = seats::give_up(&venue.database(), &lost, system_time()).unwrap();
    assert_eq!(again, 0);
    let nobody = seats::give_up(&venue.database(), &"H9".parse().unwrap(), system_time());
    assert!(nobody.unwrap_err().to_string().contains("no kiosk H9"));
}

#[test]
fn desk_gives_up_a_lost_kiosk_and_releases_seats() {
    let mut venue = Venue::open();
    let mut stands = ["H1", "H2"].map(|id| Stand::new(&venue, id));
    set_places(&venue, &stands[0].kiosk, 4);
    let issued = issue_some(&venue);
    for _ in 0..2 {
        for stand in &mut stands {
            stand.meet(&venue, 0);
        }
    }
    venue.stop();
    venue.database().begin_epoch().unwrap();
    venue.start();
    let mut owner = owned(&venue);
    for _ in 0..3 {
        stands[1].meet(&venue, 0);
    }
    let give_up = [("act", "give-up")];
    for (kiosk, is_waited_for) in [("H1", true), ("H2", false)] {
        let (_, page) = owner.get(&format!("/admin/kiosks/{kiosk}?lang=en"));
        let note = "1 session grants no further seats";
        assert_eq!(page.contains(note), is_waited_for, "{kiosk}: {page}");
    }
    // It is often taken out of service first.
    kiosks::remove(&venue.database(), &"H1".parse().unwrap()).unwrap();
    let done = owner.send("/admin/kiosks/H1", &give_up);
    assert_eq!(
        done,
        (303, "/admin/kiosks/H1?done=kiosk-give-up".to_owned())
    );
    assert_eq!(owner.send("/admin/kiosks/H9", &give_up).0, 404);
    let (_, page) = owner.get("/admin/kiosks/H1?lang=en");
    assert!(!page.contains("further seats"), "{page}");
    for _ in 0..2 {
        stands[1].meet(&venue, 4);
    }
    stands[1].give(issued[0]).unwrap();
    stands[1].meet(&venue, 0);

    let story = format!("/admin/tickets/{}", issued[0]);
    let (_, page) = owner.get(&format!("{story}?lang=en"));
    assert!(page.contains("1 seat, given by device H2"), "{page}");
    let release = [("act", "seats"), ("session", WHEEL), ("kiosk", "H2")];
    let done = (303, format!("{story}?done=seats-later"));
    assert_eq!(owner.send(&story, &release), done);
    assert!(!owner.get(&story).1.contains("name=\"session\""));
    assert_eq!(owner.send(&story, &release).0, 422, "it has none any more");
    let list = seats::list(&venue.database(), Some(WHEEL), system_time()).unwrap();
    assert_eq!(list.sessions[0].tickets, []);
    let nowhere = [("act", "seats"), ("session", "weaving"), ("kiosk", "H2")];
    assert_eq!(owner.send(&story, &nowhere).0, 404);
}

#[test]
fn foreign_or_garbled_seat_report_is_refused() {
    let venue = Venue::open();
    let mut stand = Stand::new(&venue, "H1");
    let other = venue.kiosk("H2");
    set_places(&venue, &other, 4);
    let report = |stand: &mut Stand| {
        let report = stand.allocation.report(0, Some(OPENING));
        AllocationReport::new(WHEEL, report)
    };
    let code = |(status, text): (u16, String)| {
        let reply: ErrorReply = serde_json::from_str(&text).unwrap();
        (status, reply.code)
    };
    let allocations = vec![report(&mut stand)];
    let theirs = push(&stand.kiosk, allocations);
    let told = code(post(&venue, &other, &theirs));
    assert_eq!(told, (403, "other_kiosk".to_owned()));
    let told = code(post_bytes(&venue, &other, b"{\"shares\": 7}"));
    assert_eq!(told, (400, "not_about_places".to_owned()));
    let mut too_many = report(&mut stand);
    too_many.message.stock.granted = u32::MAX;
    assert_eq!(say(&venue, &stand.kiosk, vec![too_many]).words, []);
    let mut unknown = report(&mut stand);
    unknown.session = "weaving".to_owned();
    assert_eq!(say(&venue, &stand.kiosk, vec![unknown]).words, []);
    stand.meet(&venue, 0);
    stand.meet(&venue, 0);
    assert_eq!(stand.give(7), Ok(1));
}

#[test]
fn released_seat_goes_to_others_after_report() {
    let (venue, mut stands) = two_stands();
    let ticket = |number| TicketName::Number(TicketNumber(number));
    let issued = issue_some(&venue);
    let [seven, eight] = issued[..] else {
        unreachable!("two were issued");
    };
    for stand in &mut stands {
        stand.give(seven).unwrap();
        stand.give(eight).unwrap();
        stand.meet(&venue, 0);
    }
    let (first, second) = ("H1".parse().unwrap(), "H2".parse().unwrap());
    let release = |number, kiosk| {
        seats::release(
            &venue.database(),
            WHEEL,
            ticket(number),
            kiosk,
            system_time(),
        )
    };
    // A ticket with places from two kiosks keeps those of the other.
    let released = release(seven, Some(&first)).unwrap();
    assert_eq!((released.at_once, released.when_reported), (0, 1));
    let again = release(seven, Some(&first)).unwrap_err();
    assert!(again.to_string().contains("knows of no place"), "{again}");
    stands[1].meet(&venue, 1);
    assert_eq!(stands[1].give(9), Err(NoSeat::Ask), "the first may give it");
    stands[0].meet(&venue, 0);
    stands[0].meet(&venue, 0);
    stands[1].meet(&venue, 1);
    assert_eq!(stands[1].give(9), Ok(3));
    stands[1].meet(&venue, 0);
    // One that is removed gives nothing more.
    kiosks::remove(&venue.database(), &second).unwrap();
    let released = release(eight, None).unwrap();
    assert_eq!((released.at_once, released.when_reported), (1, 1));
    let list = seats::list(&venue.database(), Some(WHEEL), system_time()).unwrap();
    let who = list.sessions[0].tickets.iter();
    let who: Vec<_> = who.map(|it| (it.ticket.0, it.kiosk.as_str())).collect();
    assert_eq!(who, [(seven, "H2"), (9, "H2")]);
    let unknown = release(4_000_000, None).unwrap_err();
    assert!(unknown.to_string().contains("no ticket 4000000"));
    let nowhere = seats::release(
        &venue.database(),
        "weaving",
        ticket(seven),
        None,
        system_time(),
    );
    assert!(nowhere.unwrap_err().to_string().contains("no session"));
}

#[test]
fn seat_is_released_by_sellers_code() {
    let (venue, [mut stand, _]) = two_stands();
    let list = sold(&venue, "sold.csv", "code\nGAM7008\n4711\n");
    import(&venue.database(), &list, &request(), OPENING).unwrap();
    let release = |ticket: &str| {
        let data = venue.data();
        let command = [
            "places",
            "release",
            "--data",
            text(&data),
            "--session",
            WHEEL,
        ];
        said(&run(&[&command[..], &["--ticket", ticket]].concat()))
    };
    let known = tickets::ticket_list(&venue.database(), None).unwrap();
    let [first, second] = [&known[0], &known[1]].map(|it| it.number.0);
    let by_number = format!("number:{first}");
    for (number, name) in [
        (first, "gam 7008"),
        (second, "code:4711"),
        (first, by_number.as_str()),
    ] {
        stand.give(number).unwrap();
        stand.meet(&venue, 0);
        let done = release(name);
        assert!(done.contains("go to others as soon as"), "{name}: {done}");
        stand.meet(&venue, 0);
    }
    let unknown = release("GAM7009");
    assert!(
        unknown.contains("no ticket GAM7009 is known here"),
        "{unknown}"
    );
}

/// Two tickets.
fn issue_some(venue: &Venue) -> Vec<u32> {
    let request = IssueRequest {
        count: 2,
        kind: "visitor".to_owned(),
        days: 0b1,
        party: Some(1),
    };
    let issued = issue(&venue.database(), &request, system_time()).unwrap();
    issued.iter().map(|ticket| ticket.number.0).collect()
}
