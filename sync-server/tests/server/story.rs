//! A ticket's story and the inbox, as pages of the desk.

use shared::checkin::Reason;
use shared::ids::TicketNumber;
use shared::protocol::v1::KnownItem;
use shared::record::Fact;
use sync_server::ports::Database;
use sync_server::tickets::{self, IssueRequest};

use crate::desk::owned;
use crate::kiosk::{claims, known};
use crate::venue::{OPENING, Venue};

/// An exhibition with nine tickets.
fn venue() -> Venue {
    let venue = Venue::open();
    let request = IssueRequest {
        count: 9,
        kind: "visitor".to_owned(),
        days: 0b1111,
        party: Some(2),
    };
    tickets::issue(&venue.database(), &request, OPENING).unwrap();
    venue
}

/// Returns how many passages of ticket 7 count.
fn passages(venue: &Venue) -> usize {
    let view = venue.database();
    let view = view.read().unwrap();
    view.ticket_history(TicketNumber(7)).unwrap().passages.len()
}

/// Returns a refused scan of a ticket.
fn refused(ticket: u32) -> Fact {
    Fact::Refused {
        gate: "main".parse().unwrap(),
        reason: Reason::AlreadyUsed,
        claims: Some(claims(ticket)),
    }
}

#[test]
fn story_shows_refused_second_scan_and_note() {
    let venue = venue();
    let mut owner = owned(&venue);
    let mut door = venue.kiosk("A1");
    door.entry(7, 1).fact(refused(7), 2).push(&venue);
    let story = "/admin/tickets/7";
    // What a scanner types leads there at once: the number, or the whole code.
    let issued = tickets::ticket_list(&venue.database(), None).unwrap();
    let code = issued[6].short_code.unwrap().to_string();
    for text in ["7", "number:7", &code, &code.to_lowercase()] {
        let path = format!("/admin/tickets?q={text}");
        assert_eq!(owner.get(&path), (303, story.to_owned()), "{text}");
    }
    let (_, page) = owner.get("/admin/tickets?q=nobody&lang=en");
    assert!(page.contains("No ticket was found"), "{page}");
    let (_, page) = owner.get(&format!("{story}?lang=en"));
    for text in ["In at Cổng chính", "Refused at Cổng chính: already used"] {
        assert!(page.contains(text), "{text}: {page}");
    }
    let note = [("act", "note"), ("text", "called & <asked>")];
    assert_eq!(owner.send(story, &note).0, 303);
    assert!(owner.get(story).1.contains("called &amp; &lt;asked&gt;"));
    assert_eq!(owner.send(story, &[("act", "note")]).0, 422);
    for (act, status) in [
        ("block", "Đang tạm khoá"),
        ("revoke", "Đã thu hồi"),
        ("reinstate", "Có giá trị</span>"),
    ] {
        assert_eq!(owner.send(story, &[("act", act)]).0, 303, "{act}");
        assert!(owner.get(story).1.contains(status), "{act}");
    }
    assert_eq!(owner.get("/admin/tickets/99").0, 404);
    assert_eq!(owner.send("/admin/tickets/99", &[("act", "block")]).0, 404);
    let (_, log) = owner.get("/admin/audit?thing=7&lang=en");
    for change in [
        "Ticket blocked</td><td>7</td><td>Valid</td><td>Blocked",
        "called &amp;",
    ] {
        assert!(log.contains(change), "{change}: {log}");
    }
}

#[test]
fn annulled_passage_admits_again_at_every_door() {
    let venue = venue();
    let mut owner = owned(&venue);
    let (mut door, other) = (venue.kiosk("A1"), venue.kiosk("B2"));
    door.entry(7, 1);
    let epoch = door.push(&venue).epoch;
    let told = other.feed(&venue, &epoch, 0, 0);
    assert_eq!(passages(&venue), 1);
    let (_, page) = owner.get("/admin/tickets/7");
    assert!(page.contains("value=\"A1/1/1\""), "{page}");
    let annul = |reason| [("act", "annul"), ("record", "A1/1/1"), ("text", reason)];
    assert_eq!(owner.send("/admin/tickets/7", &annul(" ")).0, 422);
    let heard = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| other.feed(&venue, &epoch, told.next, 30));
        assert_eq!(owner.send("/admin/tickets/7", &annul("wrong party")).0, 303);
        waiting.join().unwrap()
    });
    let annulled = known(&heard).into_iter().filter_map(KnownItem::annulment);
    assert_eq!(annulled.count(), 1);
    assert_eq!(passages(&venue), 0);
    let (_, page) = owner.get("/admin/tickets/7");
    assert!(page.contains("A1/1/1: wrong party") && !page.contains("value=\"A1/1/1\""));
    assert_eq!(owner.send("/admin/tickets/7", &annul("again")).0, 422);
    assert!(venue.database().rebuild(false).unwrap().faults.is_empty());
}

#[test]
fn conflict_is_in_the_inbox_until_decided() {
    let venue = venue();
    let mut owner = owned(&venue);
    let (mut door, mut other) = (venue.kiosk("A1"), venue.kiosk("B2"));
    door.entry(7, 1).entry(8, 2).push(&venue);
    other.entry(7, 5).entry(8, 6).push(&venue);
    let (_, page) = owner.get("/admin/inbox?lang=en");
    assert_eq!(page.matches("One ticket was admitted twice").count(), 2);
    assert!(
        owner
            .get("/admin")
            .1
            .contains("<span class=\"count\">2</span>")
    );
    let decide = |subject, choice| {
        [
            ("kind", "conflict"),
            ("subject", subject),
            ("choice", choice),
        ]
    };
    assert_eq!(
        owner.send("/admin/inbox", &decide("B2/1/1", "settle")).0,
        303
    );
    assert_eq!(
        owner.send("/admin/inbox", &decide("B2/1/1", "settle")).0,
        422
    );
    assert_eq!(
        owner.send("/admin/inbox", &decide("B2/1/2", "accept")).0,
        422
    );
    assert_eq!(
        owner
            .send("/admin/inbox", &decide("B2/1/2", "annul-this"))
            .0,
        303
    );
    assert!(owner.get("/admin/inbox").1.contains("Không có việc gì"));
    let (_, log) = owner.get("/admin/audit?thing=conflict:B2/1/1&lang=en");
    assert!(log.contains("<td>Nguyễn An</td><td>Decision</td>"), "{log}");
    assert!(venue.database().rebuild(false).unwrap().faults.is_empty());
}
