//! What is done at the desk now and then, by keyboard alone: the plan and a session by hand, a kiosk that nobody trusts, a
//! person's data, and an exhibitor's account.

use std::io::{Cursor, Read};
use std::path::Path;

use journal::Journal;
use kiosk_config::Config;
use shared::catalogue::Catalogue;
use shared::checkin::Reason;
use shared::ids::BoothNumber;
use shared::protocol::v1::Totals;
use sync_server::kiosks::KioskRole;
use sync_server::operations::people::{SubmissionKind, list};
use zip::ZipArchive;

use crate::browser::Browser;
use crate::drawn_plan::{GOOD, row_is};
use crate::people::{Kiosk, joins};
use crate::printed_tickets::{Organiser, PASSWORD};
use crate::scanning::sync;
use crate::ticket_list::{ADMITTED, refused, scan};
use crate::typist::Typist;
use crate::venue::{TODAY, Venue, wait_until};

const NAME: &str = "Nguyễn Thị Mẫu";
const EXHIBITION: &str = "/admin/exhibition";

/// Waits until the server has judged so many states of the plan.
fn is_judged(person: &mut Typist, states: u32) {
    person.0.wait_until(&format!(
        "document.querySelector('#plan').dataset.asked === '{states}'"
    ));
}

/// Copies a booth in a row, numbers the row on, and stands a wall in a way.
fn draws_the_plan(person: &mut Typist) {
    person.open(EXHIBITION);
    person.follow_link("main", "/admin/exhibition/plan");
    person.0.wait_until(GOOD);
    person.go_to("#plan [data-key='booth:1']");
    person.press("n", 78, "n");
    // After each that goes, the next one has the focus.
    for number in 2..=5 {
        let focus = format!("document.activeElement.dataset.key === 'booth:{number}'");
        person.0.wait_until(&focus);
        person.enter();
        person.press("Delete", 46, "");
    }
    row_is(&mut person.0, &[]);
    is_judged(person, 5);
    person.press("p", 80, "p");
    assert_eq!(
        person.0.value("document.activeElement.dataset.key"),
        "booth:1"
    );
    person.follow(
        ".panel summary",
        "document.querySelector('.panel details').open",
    );
    person.write(".panel [name=count]", "3");
    person.go_to(".panel details button");
    person.enter();
    row_is(&mut person.0, &[2, 3, 4]);
    is_judged(person, 6);

    // One of the row, then two more.
    person.go_back_to("#plan [data-key='booth:2']");
    person.enter();
    for _ in 0..2 {
        person.1.keys += 1;
        person.0.press_key_with_shift("N", 78, "N");
    }
    person.write(".panel [name=from]", "3");
    person.go_to(".panel .numbering button");
    person.enter();
    row_is(&mut person.0, &[3, 4, 5]);
    is_judged(person, 7);
    person.0.wait_until(GOOD);

    // What the server says late takes away nothing that is being written.
    person.0.value(
        "window.held = window.fetch; window.fetch = (...asked) => new Promise((done) => { window.answer = () => done(window.held(...asked)); })",
    );
    person.go_back_to("[data-tool=wall]");
    person.enter();
    person.write(".panel [name=x]", "6");
    person
        .0
        .value("window.fetch = window.held; window.answer()");
    is_judged(person, 8);
    assert_eq!(person.0.value("document.activeElement.value"), "6");
    person.enter();
    for (field, metres) in [("y", "21"), ("width", "3,5")] {
        person.write(&format!(".panel [name={field}]"), metres);
        person.enter();
    }
    person
        .0
        .wait_until("document.querySelector('.way.fault') !== null");
    person.0.keep_picture("keyboard-plan-walled-off");
    person.go_back_to("[data-act=undo]");
    for _ in 0..4 {
        person.press(" ", 32, " ");
    }
    is_judged(person, 15);
    person.0.wait_until(GOOD);
    person.go_to(".saving button");
    person.enter();
    person
        .0
        .wait_until("location.search.includes('done=draft-saved')");
}

/// Adds a session by hand, and publishes the draft that it is in.
fn adds_a_session(person: &mut Typist) {
    person.open(EXHIBITION);
    person.follow_link("main", "/admin/exhibition/sessions");
    person.follow_link("main", "/admin/exhibition/new/sessions");
    let field = |name: &str| format!("[name='sessions.0.{name}']");
    person.write(&field("id"), "tap-ve");
    person.write(&field("title.vi"), "Tập vẽ men lam");
    person.go_to(&field("day"));
    person.press("ArrowDown", 40, "");
    person.go_to(&field("starts"));
    person.press_each("1000A");
    person.write(&field("minutes"), "45");
    for choice in ["artisan", "area"] {
        person.go_to(&field(choice));
        person.press("ArrowDown", 40, "");
    }
    person.go_to("form.entry button");
    person.enter();
    person
        .0
        .wait_until("location.search === '?done=draft-saved'");
    person.follow_link("main", "/admin/exhibition/sessions");
    person.follow_link("main", "/admin/exhibition/draft");
    person.go_to("main form.card:has([value=publish]) button");
    person.enter();
    person
        .0
        .wait_until("location.search === '?done=exhibition'");
}

/// Returns the exhibition as a kiosk knows it.
fn known_to(kiosk: &Path) -> Catalogue {
    let config = Config::read(kiosk).unwrap();
    let mut journal = Journal::open(kiosk, config.exhibition, &config.kiosk).unwrap();
    journal
        .knowledge()
        .unwrap()
        .catalogue
        .as_deref()
        .unwrap()
        .clone()
}

/// Opens what hides an act of the kiosk's page, and presses its button.
fn act(person: &mut Typist, form: &str) {
    let hidden = format!("main details:has({form})");
    person.follow(
        &format!("{hidden} summary"),
        &format!("document.querySelector(`{hidden}`).open"),
    );
    person.go_to(&format!("{hidden} button"));
    person.enter();
}

/// Hands out what is kept of a person, and deletes it.
fn helps_a_person(person: &mut Typist) {
    person.open("/admin/people");
    person.write("main [name=q]", "mau");
    person.enter();
    person.0.wait_until("location.search.includes('q=mau')");
    person.follow("main td a", "location.pathname === '/admin/people/person'");
    let archive = person.download("button[value=export]");
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut texts = String::new();
    for at in 0..archive.len() {
        let mut bytes = Vec::new();
        archive
            .by_index(at)
            .unwrap()
            .read_to_end(&mut bytes)
            .unwrap();
        texts += &String::from_utf8_lossy(&bytes);
    }
    assert!(texts.contains(NAME), "{texts}");
    act(person, "[value=delete]");
    person
        .0
        .wait_until("location.search.includes('person-deleted')");
}

/// Gives an exhibitor an account, who then sees their own booth and no other one.
fn lets_an_exhibitor_in(person: &mut Typist, venue: &Venue) {
    person.open("/admin/accounts");
    person.write("main section [name=name]", "Bình");
    person.go_to("main section [name=role]");
    person.press("End", 35, "");
    person.write("main section [name=booth]", "12");
    person.enter();
    person
        .0
        .wait_until("document.querySelector('.secret') !== null");
    let given = person
        .0
        .value("document.querySelector('.secret').textContent");
    person.go_to(".person button");
    person.enter();
    person.sign_in("Bình", given.as_str().unwrap());
    person
        .0
        .wait_until("location.pathname === '/admin/password'");
    for (field, text) in [
        ("old", given.as_str().unwrap()),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ] {
        person.write(&format!("main [name={field}]"), text);
    }
    person.enter();
    person.is_done();
    person.follow(
        "nav.pages a[href='/admin/booth']",
        "location.pathname.startsWith('/admin/booth') && document.querySelector('h1').textContent.startsWith('12 · ')",
    );
    person.download("main a[href$='/certificate.pdf']");
    let pages = person
        .0
        .value("[...document.querySelectorAll('nav.pages a')].map((it) => it.pathname).join()");
    assert_eq!(pages, "/admin,/admin/booth");
    let others =
        "[...document.links].filter((it) => /booths\\/(?!12\\b)/.test(it.pathname)).length";
    assert_eq!(person.0.value(others), 0);
    let other = format!("{}/admin/booths/13", venue.url());
    person.0.go(&other);
    let said = person.0.value("document.querySelector('main').innerText");
    let said = said.as_str().unwrap();
    assert!(said.contains("không có quyền xem trang này"), "{said}");
}

#[test]
fn rare_work_needs_no_pointer() {
    let venue = Venue::open();
    let hall = Kiosk::open(&venue, "H1", KioskRole::Hall);
    assert!(hall.writes(1, NAME, joins()));
    let [door, other] = ["A1", "B1"].map(|name| venue.kiosk(name, "main"));
    let ticket = venue.tickets("visitor", 1).remove(0);
    for kiosk in [&door, &other] {
        sync(kiosk);
    }
    assert_eq!(scan(&door, &ticket.digits).outcome, ADMITTED);
    sync(&door);
    let organiser = Organiser::sign_in(&venue);
    let date = venue.catalogue.days[TODAY].date;
    let entries = || {
        let totals: Totals = serde_json::from_slice(&organiser.get("/api/v1/totals")).unwrap();
        let mut days = totals.days.into_iter();
        days.find(|it| it.date == date).unwrap().entries
    };
    let registered = || {
        let database = venue.database();
        let list = list(&*database, SubmissionKind::Network).unwrap();
        let mut count = 0;
        list.each(|_| {
            count += 1;
            Ok(())
        })
        .unwrap();
        count
    };
    let page = Browser::open(&format!("{}/admin", venue.url()), 1366, 768);
    let mut person = Typist::at(page);
    person.sign_in("An", PASSWORD);
    person.0.wait_until("location.pathname === '/admin'");
    draws_the_plan(&mut person);
    adds_a_session(&mut person);
    sync(&door);
    let known = known_to(&door);
    let plan = known.plan.as_ref().unwrap();
    let drawn = [2, 3, 5].map(|number| plan.booth(BoothNumber(number)).map(|it| it.at.x));
    assert_eq!(drawn, [None, Some(14.0), Some(22.0)]);
    let session = known.sessions.last().unwrap();
    assert_eq!(session.title.get("vi"), "Tập vẽ men lam");

    // Nobody trusts what a kiosk recorded, and then somebody does.
    sync(&other);
    assert_eq!(
        (entries(), refused(&other, &ticket.digits)),
        (1, Reason::AlreadyUsed)
    );
    person.open("/admin/kiosks");
    person.follow_link("main", "/admin/kiosks/A1");
    act(&mut person, "[name=since]");
    person.0.wait_until("location.search.startsWith('?since=')");
    person.go_to("main form:has([value=quarantine]) button");
    person.enter();
    person
        .0
        .wait_until("location.search === '?done=kiosk-quarantine'");
    assert_eq!(entries(), 0);
    act(&mut person, "[value=release]");
    person
        .0
        .wait_until("location.search === '?done=kiosk-release'");
    assert_eq!(entries(), 1);

    wait_until("the registration is there", || registered() == 1);
    helps_a_person(&mut person);
    assert_eq!(registered(), 0);
    lets_an_exhibitor_in(&mut person, &venue);
}
