//! Records that were set aside, decided on one by one.

use std::process::Command;

use shared::protocol::v1::KnownItem;
use sync_server::ports::Database;

use crate::kiosk::known;
use crate::venue::Venue;

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
