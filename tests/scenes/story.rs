//! A ticket that two doors admitted while they were cut off, from the conflict to the next admission.

use shared::checkin::Reason;
use shared::ids::TicketNumber;
use shared::record::{Fact, RecordId};
use sync_server::operations::inbox::{self, InboxChoice, InboxDecision, InboxItem};
use sync_server::operations::trust;
use sync_server::system_time;
use sync_server::tickets::{self, StoryFact};

use crate::ticket_list::{ADMITTED, hear_of, refused, scan, sync, take_in};
use crate::venue::Venue;

fn open_items(venue: &Venue) -> Vec<InboxItem> {
    inbox::items(&*venue.database(), system_time())
        .unwrap()
        .items
}

/// Returns the records of a ticket's story: each with its kind, and whether it can be annulled.
fn records(venue: &Venue, ticket: TicketNumber) -> Vec<(RecordId, String, bool)> {
    let story = tickets::story(&*venue.database(), ticket, system_time()).unwrap();
    let events = story.unwrap().events.into_iter();
    let records = events.filter_map(|event| match event.what {
        StoryFact::Record(record) => Some(record),
        _ => None,
    });
    let kind = |fact: Option<&Fact>| fact.unwrap().kind().to_owned();
    records
        .map(|it| (it.id.clone(), kind(it.fact.as_ref()), it.can_be_annulled()))
        .collect()
}

#[test]
fn conflict_is_decided_and_annulled_ticket_admits_again() {
    let mut venue = Venue::open();
    let [a, b] = ["A1", "B1"].map(|name| venue.kiosk(name, "main"));
    take_in(&venue, "TicketBox", "code,name\n8936-1,Lê Văn An\n");
    hear_of(&a, 1);
    hear_of(&b, 1);
    venue.stop_server();
    assert_eq!(scan(&a, "8936-1").outcome, ADMITTED);
    assert_eq!(scan(&b, "8936-1").outcome, ADMITTED);
    venue.start_server();
    sync(&a).unwrap();
    sync(&b).unwrap();
    let items = open_items(&venue);
    let [item] = items.as_slice() else {
        panic!("{items:?}");
    };
    let decision = InboxDecision {
        kind: item.facts.kind(),
        subject: &item.subject,
        choice: InboxChoice::AnnulThis,
        reason: "",
        author: "An",
    };
    let database = venue.database();
    inbox::decide(&*database, &decision, system_time()).unwrap();
    assert_eq!(open_items(&venue), []);
    assert_eq!((venue.today().tickets, venue.today().conflicts), (1, 0));
    // The other door's admission still counts, at both doors.
    for door in [&a, &b] {
        sync(door).unwrap();
        assert_eq!(refused(door, "8936-1"), Reason::AlreadyUsed);
        sync(door).unwrap();
    }
    let found = tickets::search(&*database, "le van").unwrap().tickets;
    let ticket = found[0].claims.number;
    let all = records(&venue, ticket);
    let kinds: Vec<&str> = all.iter().map(|(_, kind, _)| kind.as_str()).collect();
    assert_eq!(kinds, ["entry", "entry", "refused", "refused"]);
    let (counted, ..) = all
        .iter()
        .find(|(.., can_be_annulled)| *can_be_annulled)
        .unwrap();
    trust::annul(&*database, counted, "An", "the wrong party", system_time()).unwrap();
    sync(&a).unwrap();
    sync(&b).unwrap();
    assert_eq!(venue.today().tickets, 0);
    assert_eq!(scan(&a, "8936-1").outcome, ADMITTED);
    sync(&a).unwrap();
    sync(&b).unwrap();
    assert_eq!(refused(&b, "8936-1"), Reason::AlreadyUsed);
    assert_eq!(venue.today().tickets, 1);
    assert_eq!(
        database.rebuild(false).unwrap().faults,
        Vec::<String>::new()
    );
}
