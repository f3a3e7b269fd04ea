//! What axe-core finds on the pages of the desk, and which of them scroll sideways. Scenes of other pages ask it themselves.

use std::fs;

use shared::ids::BoothNumber;
use sync_server::kiosks::KioskRole;
use sync_server::operations::accounts;
use sync_server::ports::{AccountName, AccountRole};
use sync_server::system_time;

use crate::browser::Browser;
use crate::desk::{fill, owner_page, press};
use crate::keyboard::rename_booth;
use crate::people::{Kiosk, joins};
use crate::printed_tickets::{Organiser, PASSWORD};
use crate::reader::{PHONE, Reader, SIZES};
use crate::ticket_list::{ADMITTED, scan, sync, take_in};
use crate::venue::Venue;

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

/// Looks at every page that the owner comes to by links.
fn check_all(language: &str) {
    let mut venue = Venue::open();
    admit_twice(&mut venue);
    let hall = Kiosk::open(&venue, "H1", KioskRole::Hall);
    assert!(hall.writes(1, "Nguyễn Thị Mẫu", joins()));
    take_in(&venue, "TicketBox", "code,name\n8936-1,Lê An\n");
    let mut reader = Reader::of(owner_page(&venue), &venue);
    let seen = reader.follow_links(language);
    for expected in [
        "/admin/tickets/…",
        "/admin/kiosks/…",
        "/admin/inbox",
        "/admin/reports/…",
        "/admin/audit",
    ] {
        assert!(seen.contains(expected), "{expected}: {seen:?}");
    }
    reader.is_content();
}

#[test]
fn desk_is_whole_at_every_size_in_vietnamese() {
    check_all("vi");
}

#[test]
fn desk_is_whole_at_every_size_in_english() {
    check_all("en");
}

/// Signs somebody in with the password that they were given, and has them choose their own.
fn first_sign_in(venue: &Venue, name: &AccountName, given: &str) -> Reader {
    let mut page = Browser::open(&venue.url(), 1366, 768);
    page.go(&format!("{}/admin/sign-in?lang=vi", venue.url()));
    fill(&mut page, "name", name.as_str());
    fill(&mut page, "password", given);
    press(&mut page);
    page.wait_until("location.pathname === '/admin/password'");
    let mut reader = Reader::of(page, venue);
    reader.look(&format!("new password of {name}"));
    let password = [("old", given), ("password", PASSWORD), ("again", PASSWORD)];
    reader.send("form.card", &password, ".done");
    reader
}

#[test]
fn each_role_has_whole_pages_of_its_own() {
    let mut venue = Venue::open();
    admit_twice(&mut venue);
    let booth = venue.kiosk_as("K12", KioskRole::Booth(BoothNumber(12)));
    sync(&booth).unwrap();
    drop(Organiser::sign_in(&venue));
    for (role, pages, closed) in [
        ("exhibitor 12", 4, "/admin/booths/13"),
        ("door_lead", 9, "/admin/staff"),
        ("viewer", 5, "/admin/tickets"),
    ] {
        let (name, now) = (role.parse::<AccountName>().unwrap(), system_time());
        let kind = AccountRole::from_code(role).unwrap();
        let given = accounts::add(&*venue.database(), &name, kind, now).unwrap();
        let mut reader = first_sign_in(&venue, &name, &given);
        for (language, sizes) in [("en", PHONE), ("vi", SIZES)] {
            reader.sizes = sizes;
            let seen = reader.follow_links(language);
            assert!(seen.len() >= pages, "{role}: {seen:?}");
        }
        if role.starts_with("exhibitor") {
            reader.go("/admin/booth");
            let others =
                "[...document.links].filter((it) => /booths\\/(?!12\\b)/.test(it.pathname)).length";
            assert_eq!(reader.page.value(others), 0);
        }
        reader.go(closed);
        let said = reader
            .page
            .value("document.querySelector('main').innerText");
        assert!(said.as_str().unwrap().contains("không"), "{role}: {said}");
        reader.look(&format!("{closed} closed to {role}"));
        reader.is_content();
    }
}

/// A name and an organisation, both long.
const NAMED: &str = "Đặng Thị Ngọc Ánh;Công ty trách nhiệm hữu hạn Gốm sứ Chu Đậu\n";
/// Two fields and what is typed into them.
type Fields = [(&'static str, &'static str); 2];

/// Forms of the desk: their page, which form there, what is typed, and what the answer has.
const FORMS: [(&str, &str, Fields, &str); 16] = [
    (
        "tickets/issue",
        "form.card",
        [("count", "0"), ("list", "")],
        ".problem",
    ),
    (
        "tickets/issue",
        "form.card",
        [("count", ""), ("list", NAMED)],
        ".done",
    ),
    (
        "tickets/many",
        "form.card",
        [("list", "no such code\n"), ("from", "")],
        ".problem",
    ),
    (
        "tickets/many",
        "form.card",
        [("from", "1"), ("to", "2")],
        "[name=numbers]",
    ),
    (
        "staff",
        "main form.card",
        [("name", ";"), ("place", "doors")],
        ".problem",
    ),
    (
        "staff",
        "main form.card",
        [("name", "An Nguyễn"), ("place", "doors")],
        ".secret",
    ),
    (
        "tokens",
        "main form.card",
        [("name", ""), ("days", "30")],
        ".problem",
    ),
    (
        "tokens",
        "main form.card",
        [("name", "Website"), ("totals", "on")],
        ".secret",
    ),
    (
        "webhooks",
        "main form.card",
        [("address", "nowhere"), ("private", "on")],
        ".problem",
    ),
    (
        "accounts",
        "main form.card",
        [("name", "An"), ("role", "viewer")],
        ".problem",
    ),
    (
        "accounts",
        "main form.card",
        [("name", "Bình"), ("role", "viewer")],
        ".secret",
    ),
    (
        "kiosks",
        "#invite",
        [("name", "A 1"), ("role", "door")],
        ".problem",
    ),
    (
        "kiosks",
        "#invite",
        [("name", "C7"), ("role", "door")],
        ".qr",
    ),
    (
        "links",
        "main form:has([value=wall])",
        [("link", "wall"), ("link", "wall")],
        ".qr",
    ),
    (
        "password",
        "form.card",
        [("old", "wrong"), ("password", "12")],
        ".problem",
    ),
    (
        "exhibition/booths/1",
        "form.entry",
        [("booths.0.name.vi", ""), ("booths.0.village", "")],
        ".fault",
    ),
];

/// Looks at what forms answer to right and wrong entries.
fn check_answers(language: &str, sizes: &'static [(u32, u32)]) {
    let mut venue = Venue::open();
    admit_twice(&mut venue);
    let mut reader = Reader::of(owner_page(&venue), &venue);
    reader.sizes = sizes;
    reader.go(&format!("/admin?lang={language}"));
    for (page, form, fields, answer) in FORMS {
        reader.go(&format!("/admin/{page}"));
        reader.send(form, &fields, answer);
    }
    reader.go("/admin/exhibition");
    let content = reader.page.download("a[href$='workbook.xlsx']");
    let folder = tempfile::tempdir().unwrap();
    let [workbook, list] = ["exhibition.xlsx", "sold.csv"].map(|it| folder.path().join(it));
    fs::write(&workbook, &content[..content.len() / 2]).unwrap();
    reader.send_file("/admin/exhibition", &workbook, &[], ".problem");
    rename_booth(&content, &workbook);
    reader.send_file("/admin/exhibition", &workbook, &[], "[name=draft]");
    let seller = [("seller", "TicketBox")];
    fs::write(&list, "code,name\n8936-1,Lê An\n8936-1,Lê Bình\n,Lê Chi\n").unwrap();
    reader.send_file("/admin/tickets/import", &list, &seller, "button[name=go]");
    reader.send("form:has([name=go])", &[], ".done");
    fs::write(&list, [0; 600]).unwrap();
    reader.send_file("/admin/tickets/import", &list, &seller, ".problem");
    for page in [
        "tickets?q=nobody",
        "tickets?q=1",
        "kiosks/A1?since=",
        "nowhere",
    ] {
        reader.go(&format!("/admin/{page}"));
        reader.look(page);
    }
    reader.is_content();
}

#[test]
fn answers_to_forms_are_whole_pages_in_vietnamese() {
    check_answers("vi", SIZES);
}

#[test]
fn answers_to_forms_are_whole_pages_in_english() {
    check_answers("en", PHONE);
}

#[test]
fn second_saver_is_told_on_a_whole_page() {
    let venue = Venue::open();
    let mut first = owner_page(&venue);
    let name = "Bình".parse().unwrap();
    let given = accounts::add(
        &*venue.database(),
        &name,
        AccountRole::Organiser,
        system_time(),
    );
    let mut second = first_sign_in(&venue, &name, &given.unwrap());
    let booth = format!("{}/admin/exhibition/booths/12", venue.url());
    for (language, theirs, mine, said) in [
        ("vi", "Gốm An", "Gốm Bình", "“Gốm An”"),
        ("en", "Gốm Chi", "Gốm Dung", "“Gốm Chi”"),
    ] {
        second.go(&format!("/admin/exhibition/booths/12?lang={language}"));
        first.go(&booth);
        fill(&mut first, "\"booths.0.name.vi\"", theirs);
        first.value("document.querySelector('form.entry button').click()");
        first.wait_until("location.search === '?done=draft-saved'");
        second.send(
            "form.entry",
            &[("booths.0.name.vi", mine)],
            ".problem[role=alert]",
        );
        let alert = "document.querySelector('.problem').innerText";
        let alert = second.page.value(alert);
        let alert = alert.as_str().unwrap();
        assert!(alert.contains(said) && alert.contains(mine), "{alert}");
        second.page.resize(390, 844);
        let violations = second.page.violations();
        assert_eq!(violations, Vec::<String>::new(), "{language} at 390");
        second.is_content();
    }
}
