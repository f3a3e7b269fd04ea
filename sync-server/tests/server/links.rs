//! The page of links, and of the desk on other computers.

use sync_server::operations::desk_access;
use sync_server::ports::AccountRole;

use crate::desk::{Person, member, owned};
use crate::venue::Venue;

const LINKS: &str = "/admin/links";

/// Makes a link at the desk, and returns the only page that shows its address, and the address without the server's.
fn make(owner: &Person<'_>, link: &str) -> (String, String) {
    let (status, page) = owner.send(LINKS, &[("act", "make"), ("link", link)]);
    assert_eq!(status, 200, "{page}");
    let (_, rest) = page.split_once(&format!("/{link}/")).unwrap();
    let path = format!("/{link}/{}/", &rest[..32]);
    (page, path)
}

fn status(venue: &Venue, path: &str) -> u16 {
    Person::at(venue).status_of(path)
}

#[test]
fn links_are_made_shown_once_and_ended_at_the_desk() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    for (link, scheme, port) in [
        ("wall", "http", venue.addresses().public.port()),
        ("desk", "https", venue.addresses().desk.port()),
    ] {
        let (_, page) = owner.get(&format!("{LINKS}?lang=en"));
        assert!(!page.contains("There is a link."), "{link}: {page}");
        let (page, first) = make(&owner, link);
        let address = format!("{scheme}://127.0.0.1:{port}{first}");
        assert!(page.contains(&address) && page.contains("<svg"), "{page}");
        assert_eq!(status(&venue, &first), 200, "{link}");
        let (_, page) = owner.get(&format!("{LINKS}?lang=en"));
        assert!(
            page.contains("There is a link.") && !page.contains(&first),
            "{page}"
        );
        let (_, second) = make(&owner, link);
        assert_eq!(status(&venue, &second), 200, "{link}");
        assert_eq!(status(&venue, &first), 403, "{link}");
        let revoke = owner.send(LINKS, &[("act", "revoke"), ("link", link)]);
        assert_eq!(revoke, (303, format!("{LINKS}?done=link-revoked")));
        assert_eq!(status(&venue, &second), 403, "{link}");
        let (_, log) = owner.get(&format!("/admin/audit?thing={link}&lang=en"));
        assert_eq!(log.matches("Link made").count(), 2, "{log}");
        assert_eq!(log.matches("Link ended").count(), 1, "{log}");
    }
    assert_eq!(
        owner.send(LINKS, &[("act", "make"), ("link", "house")]).0,
        404
    );
}

#[test]
fn only_the_owner_opens_the_desk_to_other_computers() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let mut organiser = member(&venue, AccountRole::Organiser);
    let is_open = || desk_access::is_open(&venue.database()).unwrap();
    let (_, page) = organiser.get(&format!("{LINKS}?lang=en"));
    for text in [
        "Closed: only this computer",
        "The owner opens and closes it.",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert_eq!(organiser.send(LINKS, &[("act", "open")]).0, 403);
    assert!(!is_open());
    owner.get(LINKS);
    assert_eq!(owner.send(LINKS, &[("act", "open")]).0, 303);
    assert!(is_open());
    let (_, page) = owner.get(&format!("{LINKS}?lang=en"));
    let address = format!("https://127.0.0.1:{}/admin", venue.addresses().desk.port());
    for text in [
        "From the next start on",
        &address,
        "does not know the certificate",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert_eq!(organiser.send(LINKS, &[("act", "close")]).0, 403);
    assert_eq!(owner.send(LINKS, &[("act", "close")]).0, 303);
    assert!(!is_open());
    let (_, log) = owner.get("/admin/audit?lang=en");
    for change in [
        "Desk opened to other computers",
        "Desk closed to other computers",
    ] {
        assert!(log.contains(change), "{log}");
    }
}
