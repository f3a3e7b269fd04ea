//! What wants a decision of the organisers, by command and at the desk.

use std::process::Command;

use shared::checkin::Direction;
use shared::protocol::v1::{KnownItem, Totals};
use shared::record::{Fact, TicketSource};
use shared::ticket::ScanProof;
use sync_server::ports::Database;
use sync_server::tickets::{self, IssueRequest};

use crate::desk::tickets::send;
use crate::desk::{Person, owned};
use crate::kiosk::known;
use crate::venue::{MINUTE, OPENING, Venue};
use crate::workbook::draft;

const INBOX: &str = "/admin/inbox";
const NOTHING: &str = "Nothing wants a decision now.";

/// Runs a command of organisers; `Err` with what it says when it fails.
fn run(venue: &Venue, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(env!("CARGO_BIN_EXE_sync-server"))
        .args(arguments)
        .arg("--data")
        .arg(venue.data())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    if output.status.success() {
        Ok(text(output.stdout))
    } else {
        Err(text(output.stderr))
    }
}

fn entries(venue: &Venue) -> i64 {
    let recount = venue.database().rebuild(false).unwrap();
    assert_eq!(recount.faults, Vec::<String>::new());
    let days = venue.totals().days;
    days.iter().map(|day| day.entries).sum()
}

#[test]
fn accepted_record_counts_and_reaches_other_doors() {
    let venue = Venue::open();
    let (mut lent, door) = (venue.kiosk("A1"), venue.kiosk("B2"));
    lent.gate = "garden".to_owned();
    lent.entry(7, 1).entry(8, 2);
    let epoch = lent.push(&venue).epoch;
    assert_eq!(entries(&venue), 0);
    let told = door.feed(&venue, &epoch, 0, 0);
    assert_eq!(known(&told).len(), 0);
    let list = run(&venue, &["inbox", "--kiosk", "A1"]).unwrap();
    let record = list.split('\t').next().unwrap();
    assert_eq!(record, "A1/1/1");
    let accept = ["inbox", "accept", "--record", record, "--reason"];
    let accept = |reason| run(&venue, &[&accept[..], &[reason]].concat());
    let heard = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| door.feed(&venue, &epoch, told.next, 30));
        accept("seen at the door by An").unwrap();
        waiting.join().unwrap()
    });
    assert_eq!(known(&heard).len(), 1);
    assert!(known(&heard)[0].is_released());
    assert_eq!(entries(&venue), 2);
    let list = run(&venue, &["inbox"]).unwrap();
    assert_eq!(list.lines().count(), 2, "{list}");
    assert!(list.contains("accepted: seen at the door by An"), "{list}");
    assert!(accept("again").unwrap_err().contains("can't be accepted"));
    run(&venue, &["inbox", "refuse", "--record", record]).unwrap();
    assert_eq!(entries(&venue), 0);
    let heard = door.feed(&venue, &epoch, heard.next, 0);
    let annulled = known(&heard)
        .into_iter()
        .filter_map(KnownItem::annulment)
        .count();
    assert_eq!(annulled, 1);
    let again = run(&venue, &["inbox", "refuse", "--record", record]);
    assert!(again.unwrap_err().contains("can't be refused"));
    assert!(accept("  ").unwrap_err().contains("say why"));
    let bad = run(&venue, &["inbox", "refuse", "--record", "A1/1"]);
    assert!(bad.unwrap_err().contains("is no record"));
}

#[test]
fn ticket_used_twice_is_settled_once() {
    let venue = Venue::open();
    let (mut door, mut other) = (venue.kiosk("A1"), venue.kiosk("B2"));
    door.entry(7, 1).push(&venue);
    other.entry(7, 2).push(&venue);
    let list = run(&venue, &["inbox"]).unwrap();
    let line = list.lines().last().unwrap();
    assert!(line.contains("ticket 7 was admitted"), "{list}");
    let item = line.split('\t').next().unwrap();
    run(&venue, &["inbox", "settle", "--item", item]).unwrap();
    assert_eq!(
        run(&venue, &["inbox"]).unwrap().trim(),
        "Nothing was set aside."
    );
    let again = run(&venue, &["inbox", "settle", "--item", item]);
    assert!(again.unwrap_err().contains("wants no decision"));
}

#[test]
fn annulled_admission_opens_the_ticket_again() {
    let venue = Venue::open();
    let (mut door, other) = (venue.kiosk("A1"), venue.kiosk("B2"));
    door.entry(7, 1);
    let epoch = door.push(&venue).epoch;
    let told = other.feed(&venue, &epoch, 0, 0);
    let annul = ["inbox", "annul", "--record", "A1/1/1", "--reason", "wrong"];
    let heard = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| other.feed(&venue, &epoch, told.next, 30));
        run(&venue, &annul).unwrap();
        waiting.join().unwrap()
    });
    assert_eq!(
        known(&heard)
            .into_iter()
            .filter_map(KnownItem::annulment)
            .count(),
        1
    );
    assert_eq!(entries(&venue), 0);
    assert!(
        run(&venue, &annul)
            .unwrap_err()
            .contains("can't be annulled")
    );
}

/// Returns the inbox in English.
fn inbox(owner: &mut Person<'_>) -> String {
    owner.get(&format!("{INBOX}?lang=en")).1
}

/// Returns how many people came in by all that counts.
fn admitted(owner: &mut Person<'_>) -> i64 {
    let totals: Totals = serde_json::from_str(&owner.get("/api/v1/totals").1).unwrap();
    totals.days.iter().map(|day| day.entries).sum()
}

#[test]
fn unproven_records_are_looked_at_and_accepted_one_by_one() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let request = IssueRequest {
        count: 22,
        kind: "visitor".to_owned(),
        days: 0b1111,
        party: Some(2),
    };
    let mut door = venue.kiosk("A1");
    for (minute, ticket) in (1..).zip(tickets::issue(&venue.database(), &request, OPENING).unwrap())
    {
        let fact = Fact::Passed {
            gate: "main".parse().unwrap(),
            direction: Direction::In,
            claims: ticket.claims,
            people: 2,
            source: TicketSource::Scanned(ScanProof([0; 16])),
        };
        door.fact(fact, minute);
    }
    venue.set_clock(OPENING.plus(30 * MINUTE));
    door.push(&venue);
    let page = inbox(&mut owner);
    let facts =
        "Records of device A1 that do not count: 22. Reason: does not show that the code was seen.";
    assert!(page.contains(facts), "{page}");
    // The newest 20, each with door, kind of passage, ticket and time.
    assert_eq!(page.matches("In at Cổng chính: 2 people").count(), 20);
    for (number, is_named) in [(22, true), (3, true), (2, false), (1, false)] {
        let link = format!("<a href=\"/admin/tickets/{number}\">Ticket {number}</a>");
        assert_eq!(page.contains(&link), is_named, "{number}: {page}");
    }
    assert!(page.contains("05/09/2024 17:22:00"), "{page}");

    let accept = |record, reason| {
        [
            ("kind", "aside"),
            ("subject", "A1/4"),
            ("choice", "accept"),
            ("record", record),
            ("reason", reason),
        ]
    };
    let (status, page) = owner.send(INBOX, &accept("A1/1/22", " "));
    assert!(status == 422 && page.contains("vì sao được tính"), "{page}");
    assert_eq!(admitted(&mut owner), 0);
    let at_the_door = accept("A1/1/22", "seen at the door by An");
    assert_eq!(owner.send(INBOX, &at_the_door).0, 303);
    assert_eq!(admitted(&mut owner), 2);
    let page = inbox(&mut owner);
    assert!(page.contains("that do not count: 21."), "{page}");
    assert!(!page.contains("Ticket 22</a>") && page.contains("Ticket 2</a>"));
    assert_eq!(owner.send(INBOX, &at_the_door).0, 422, "it is decided");
    let (_, log) = owner.get("/admin/audit?thing=A1/1/22&lang=en");
    assert!(
        log.contains("<td>–</td><td>seen at the door by An</td>"),
        "{log}"
    );

    // So are all others at once, with a reason too.
    assert_eq!(owner.send(INBOX, &accept("", "")).0, 422);
    assert_eq!(owner.send(INBOX, &accept("", "the camera was new")).0, 303);
    assert_eq!(admitted(&mut owner), 44);
    assert!(inbox(&mut owner).contains(NOTHING));
}

/// Leaves an item of the inbox as it is.
fn settle(owner: &Person<'_>, kind: &str, subject: &str) -> u16 {
    let form = [("kind", kind), ("subject", subject), ("choice", "settle")];
    owner.send(INBOX, &form).0
}

#[test]
fn refused_list_waits_until_a_good_one_comes() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let import = |owner: &Person<'_>, go: &[(&str, &str)], list: &str| {
        let usual = [("seller", "TicketBox"), ("kind", "visitor"), ("day", "0")];
        send(
            owner,
            "/admin/tickets/import",
            &[&usual[..], go].concat(),
            list,
        );
    };
    let go = [("go", "yes")];
    let (good, bad) = (
        "code,name,type\nTB-000001,Lê An,visitor\n",
        "code,name,type\nTB-000001,Lê An,visitor\nTB-000002,Trần Bình,king\n",
    );
    // Looking at a list is no import.
    import(&owner, &[], bad);
    assert!(inbox(&mut owner).contains(NOTHING));
    import(&owner, &go, bad);
    let page = inbox(&mut owner);
    let facts = "TicketBox, file “a.csv”: 1 row was refused, so its ticket is unknown at the doors. 05/09 17:00:00, Nguyễn An.";
    assert!(page.contains(facts), "{page}");
    assert!(page.contains("<a href=\"/admin/tickets/import\">Import the corrected list</a>"));
    import(&owner, &go, good);
    assert!(inbox(&mut owner).contains(NOTHING));

    // A list that can't be read at all is settled by hand; the next one wants another decision.
    for round in 1..=2 {
        import(&owner, &[], "\0\u{1}\u{2}");
        let page = inbox(&mut owner);
        assert!(
            page.contains("TicketBox, file “a.csv”: nothing could be read"),
            "{round}: {page}"
        );
        assert_eq!(settle(&owner, "import", "TicketBox"), 303, "{round}");
        assert!(inbox(&mut owner).contains(NOTHING), "{round}");
    }
    let list = run(&venue, &["inbox"]).unwrap();
    assert!(list.contains("Nothing was set aside."), "{list}");
}

#[test]
fn refused_workbook_waits_until_one_is_taken_in() {
    let venue = Venue::open();
    venue.show_sample();
    let mut owner = owned(&venue);
    let upload = "/admin/exhibition/upload";
    owner.get("/admin/exhibition");
    owner.send_file(upload, b"MZ\x90\0");
    let page = inbox(&mut owner);
    assert!(
        page.contains("File “a.xlsx” can't be read, and nothing was changed."),
        "{page}"
    );
    let again = "<a href=\"/admin/exhibition\">Upload the corrected workbook</a>";
    assert!(page.contains(again), "{page}");
    let list = run(&venue, &["inbox"]).unwrap();
    assert!(
        list.contains("workbook:a.xlsx\tfile \"a.xlsx\" of Nguyễn An"),
        "{list}"
    );
    let file = venue.path("good.xlsx");
    std::fs::write(&file, owner.download("/admin/exhibition/workbook.xlsx")).unwrap();
    crate::workbook::rewrite(&file, "Ấm chén men rạn", "Ấm tích");
    let (_, page) = owner.send_file(upload, &std::fs::read(&file).unwrap());
    assert!(
        inbox(&mut owner).contains("a.xlsx"),
        "it is not in force yet"
    );
    let form = draft(&page, "");
    assert_eq!(owner.send("/admin/exhibition/publish", &form).0, 303);
    assert!(inbox(&mut owner).contains(NOTHING));
}

#[test]
fn forked_silent_and_wrong_devices_come_back_with_more() {
    let mut venue = Venue::open();
    owned(&venue);
    let [mut cloned, mut quiet, mut ahead] = ["A1", "B2", "C3"].map(|name| venue.kiosk(name));
    cloned.entry(1, 0);
    let mut clone = cloned.clone();
    cloned.entry(2, 1).entry(3, 2).push(&venue);
    quiet.entry(6, 0).push(&venue);
    for (round, records, last_seen) in [(0_u32, "1", "17:00:00"), (1, "2", "17:11:00")] {
        clone.entry(4 + round, 0);
        ahead.entry(7 + round, 60);
        venue.set_clock(OPENING.plus(i64::from(round + 1) * 11 * MINUTE));
        clone.push_these(&venue, &clone.journal[1..]);
        ahead.push(&venue);
        // When devices were last seen is written down every now and then, and at the end.
        venue.restart();
        let mut owner = Person::owner(&venue);
        let page = inbox(&mut owner);
        for facts in [
            format!("Records of device A1 with numbers that were taken: {records}."),
            format!("Device B2 was last seen 05/09 {last_seen}, while others are heard."),
            format!("Device C3: {records} records are ahead of their receipt, 0 have"),
        ] {
            assert!(page.contains(&facts), "{facts}: {page}");
        }
        for (kind, subject) in [("fork", "A1"), ("silent", "B2"), ("clock", "C3")] {
            assert_eq!(settle(&owner, kind, subject), 303, "{kind}");
            assert_eq!(settle(&owner, kind, subject), 422, "{kind}");
        }
        assert!(inbox(&mut owner).contains(NOTHING));
        quiet.entry(10 + round, 2).push(&venue);
    }
}
