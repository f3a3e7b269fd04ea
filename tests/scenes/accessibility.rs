//! What axe-core finds on the pages of the desk. Scenes of other pages ask it themselves.

use std::collections::{BTreeSet, VecDeque};

use crate::browser::Browser;
use crate::printed_tickets::{Organiser, PASSWORD};
use crate::ticket_list::{ADMITTED, scan, sync};
use crate::venue::Venue;

/// Opens the desk as its owner.
pub(crate) fn signed_in(venue: &Venue) -> Browser {
    let mut page = Browser::open(&format!("{}/admin", venue.url()), 1366, 768);
    page.wait_until("location.pathname === '/admin/sign-in'");
    page.value(&format!(
        "document.querySelector('main [name=name]').value = 'An'; \
         document.querySelector('main [name=password]').value = '{PASSWORD}'; \
         document.querySelector('main form button').click()"
    ));
    page.wait_until("location.pathname === '/admin' && document.readyState === 'complete'");
    page
}

/// Lets one ticket in at two doors that know nothing of each other.
pub(crate) fn admit_twice(venue: &mut Venue) {
    let ticket = venue.tickets("visitor", 2).remove(0);
    let doors = ["A1", "B1"].map(|name| venue.kiosk(name, "main"));
    for door in &doors {
        sync(door).unwrap();
    }
    for door in &doors {
        assert_eq!(scan(door, &ticket.digits).outcome, ADMITTED);
    }
    for door in &doors {
        sync(door).unwrap();
    }
}

/// The address without what differs between pages of one kind.
fn kind(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_one_of_many = |part: &&str| part.contains(|it: char| it.is_ascii_digit());
    let parts = path
        .split('/')
        .map(|part| if is_one_of_many(&part) { "…" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// Goes to every page that a link of the desk leads to, and returns their kinds and what is wrong with them.
fn check_pages(page: &mut Browser, desk: &str) -> (BTreeSet<String>, Vec<String>) {
    let mut waiting = VecDeque::from(["/admin".to_owned()]);
    let (mut seen, mut wrong) = (BTreeSet::new(), Vec::new());
    while let Some(address) = waiting.pop_front() {
        if !seen.insert(kind(&address)) {
            continue;
        }
        page.go(&format!("{desk}{address}"));
        let violations = page.violations().into_iter();
        wrong.extend(violations.map(|it| format!("{address}: {it}")));
        let links = page.value(
            "[...document.querySelectorAll('a[href]:not([download])')] \
             .filter((it) => it.origin === location.origin && !it.pathname.includes('.') && it.pathname.startsWith('/admin')) \
             .map((it) => it.pathname + it.search)",
        );
        let links = links.as_array().unwrap().iter();
        waiting.extend(links.map(|it| it.as_str().unwrap().to_owned()));
    }
    (seen, wrong)
}

#[test]
fn axe_finds_nothing_on_the_desk() {
    let mut venue = Venue::open();
    admit_twice(&mut venue);
    Organiser::sign_in(&venue);
    let mut page = signed_in(&venue);
    let desk = venue.url();
    for language in ["vi", "en"] {
        page.go(&format!("{desk}/admin?lang={language}"));
        let (seen, wrong) = check_pages(&mut page, &desk);
        assert!(wrong.is_empty(), "{language}: {wrong:#?}");
        for expected in [
            "/admin/tickets/…",
            "/admin/kiosks/…",
            "/admin/inbox",
            "/admin/reports/…",
            "/admin/audit",
        ] {
            assert!(seen.contains(expected), "{expected}: {seen:?}");
        }
    }
}
