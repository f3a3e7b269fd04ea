//! From an empty laptop to the first admitted ticket, as a new user goes: what each step takes of them is counted.

use std::fs;
use std::mem::take;
use std::time::Instant;

use jiff::ToSpan;
use sync_server::catalogue;
use sync_server::system_time;

use crate::browser::Browser;
use crate::desk::{PASSWORD, start};
use crate::end_of_event::Door;
use crate::printed_tickets::print_into;
use crate::typist::Typist;

/// How many seconds all of it may take of somebody, reckoned from what they have to do.
const SECONDS_MOST: f64 = 600.0;

/// A new user on the way, and what the steps so far took, with a mouse and without one.
struct Walk {
    person: Typist,
    seconds: [f64; 2],
    since: Instant,
}

impl Walk {
    /// Says what a step took of the person, and, with the work of the test, of the machine.
    fn ends(&mut self, step: &str) {
        let effort = take(&mut self.person.1);
        let seconds = effort.seconds();
        println!(
            "{step}: {} controls, {} keys, {} Tab; {:.0} s with a mouse, {:.0} s without; machine {:.1} s",
            effort.controls,
            effort.keys,
            effort.tabs,
            seconds[0],
            seconds[1],
            self.since.elapsed().as_secs_f64()
        );
        self.seconds = [0, 1].map(|at| self.seconds[at] + seconds[at]);
        self.since = Instant::now();
    }
}

/// Answers what the first page asks about an exhibition of one's own, which began yesterday and is open now.
fn set_up(person: &mut Typist) {
    let zone = catalogue::sample().unwrap().calendar().zone;
    let now = zone.local_datetime(system_time());
    let first_day = now.date() - 1.day();
    let [opens, closes] = match now.hour() {
        ..12 => ["1200A", "1100P"],
        _ => ["0700A", "0500A"],
    };
    person.0.wait_until("location.pathname === '/admin/set-up'");
    person.write("[name=name]", "Hội chợ gốm Kim Lan");
    person.write("[name=place]", "Bảo tàng Kim Lan");
    for (field, keys) in [
        ("first_day", &*first_day.strftime("%m%d%Y").to_string()),
        ("opens", opens),
        ("closes", closes),
    ] {
        person.go_to(&format!("[name={field}]"));
        person.press_each(keys);
    }
    person.write("[name=owner]", "Nguyễn Thị An");
    person.write("[name=password]", PASSWORD);
    person.write("[name=again]", PASSWORD);
    person.enter();
    person
        .0
        .wait_until("document.querySelector('h1')?.textContent === 'Xin chào, Nguyễn Thị An'");
    let name = person
        .0
        .value("document.querySelector('.exhibition').textContent");
    assert_eq!(name, "Hội chợ gốm Kim Lan");
}

#[test]
fn empty_laptop_admits_a_ticket_after_few_steps() {
    let folder = tempfile::tempdir().unwrap();
    let since = Instant::now();
    let (_server, addresses) = start(&folder.path().join("data"));
    let page = Browser::open(&format!("http://{}/", addresses.desk), 1366, 768);
    let mut walk = Walk {
        person: Typist::at(page),
        seconds: [0.0; 2],
        since,
    };
    set_up(&mut walk.person);
    walk.ends("set-up");

    let person = &mut walk.person;
    person.open("/admin/tickets");
    person.follow_link("main", "/admin/tickets/issue");
    person.write("[name=count]", "1");
    person.enter();
    person
        .0
        .wait_until("location.pathname.startsWith('/admin/tickets/batches/')");
    let printed = person.download("main a[href$='/tickets.pdf']");
    // The program that shows it prints it: Ctrl+P, Enter.
    person.1.controls += 1;
    person.1.keys += 3;
    let ticket = print_into(folder.path(), &printed).remove(0);
    walk.ends("ticket");

    let person = &mut walk.person;
    person.open("/admin/kiosks");
    person.go_to("#invite button");
    person.enter();
    person
        .0
        .wait_until("document.querySelector('.qr svg') !== null");
    let code = folder.path().join("code.png");
    fs::write(&code, person.0.picture()).unwrap();
    let data = folder.path().join("kiosk");
    let door = Door::start(data.clone());
    let settings = data.join("kiosk.toml");
    door.show_until("the kiosk is set up", &code, || settings.exists());
    walk.ends("kiosk");

    door.admit(&ticket);
    walk.ends("green");

    walk.person.open("/");
    walk.person
        .0
        .wait_until("document.querySelector('#inside').textContent.trim() === '1'");
    walk.ends("live page");
    assert!(
        walk.seconds.iter().all(|it| *it < SECONDS_MOST),
        "{:?}",
        walk.seconds
    );
}
