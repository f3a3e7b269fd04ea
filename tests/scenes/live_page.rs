//! The organisers' live page in a real browser.

use std::process::Command;
use sync_server::system_time;
use view::Mode;

use desk::Desk;
use journal::clock::Clock;
use kiosk_config::Config;
use shared::checkin::Direction;
use shared::ids::{BoothNumber, TicketType};
use shared::record::Fact;
use uplink::sync_once;

use sync_server::kiosks::KioskRole;
use sync_server::tickets::{IssueRequest, issue};

use crate::browser::{Browser, Paper};
use crate::desk::owner_page;
use crate::seats::stand::{SESSION, Stand, WHOLE_SESSION};
use crate::venue::{Venue, program};

const ENTRIES: &str = "document.querySelector('#entries').textContent.trim()";

#[test]
fn an_organiser_sees_visitors_come_in_without_touching_the_page() {
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let issued = [venue.tickets("visitor", 1), venue.tickets("family", 1)].concat();
    let pictures = venue.pictures(&issued);
    let mut page = Browser::open(&venue.url(), 1920, 1080);
    page.wait_until(&format!("{ENTRIES} === '0'"));
    page.value("window.neverReloaded = true");

    let scanned = Command::new(program("kiosk"))
        .args(["scan", "--data"])
        .arg(&data)
        .args(&pictures)
        .status();
    assert!(scanned.unwrap().success());

    page.wait_until(&format!("{ENTRIES} === '5'"));
    page.wait_until("document.querySelector('#inside').textContent.trim() === '5'");
    page.wait_until("document.querySelector('#visitors').textContent.trim() === '5'");
    assert_eq!(
        page.value("window.neverReloaded"),
        true,
        "the page must change without a reload"
    );
    assert_eq!(
        page.value("document.querySelectorAll('#plot svg').length > 0"),
        true,
        "the day's curve is drawn"
    );
    let main = format!(
        "{}.find((row) => row.startsWith('Cổng chính 5 0'))",
        rows("#gates")
    );
    page.wait_until(&format!("{main}?.endsWith('(15′: 0,3)')"));
}

#[test]
fn browser_reads_compressed_changes() {
    let venue = Venue::open();
    let mut page = Browser::open(&venue.url(), 1280, 800);
    page.wait_until("document.body.dataset.state === 'live'");
    let encoding = "fetch('/api/v1/live?changes=true', {signal: AbortSignal.timeout(20000)})
        .then((answer) => answer.headers.get('content-encoding'))";
    assert_eq!(page.value(encoding), "gzip");
    // A whole snapshot, then two that only say what changed, and every one can be read.
    let events = "new Promise((done) => {
        const kinds = [];
        const stream = new EventSource('/api/v1/live?changes=true');
        const take = (event) => {
            JSON.parse(event.data);
            kinds.push(event.type);
            if (kinds.length === 3) done(kinds.join());
        };
        stream.addEventListener('totals', take);
        stream.addEventListener('changes', take);
        setTimeout(() => done(`only ${kinds.join()}`), 25000);
    })";
    assert_eq!(page.value(events), "totals,changes,changes");
}

#[test]
fn page_patches_snapshots_as_the_server_means_it() {
    let venue = Venue::open();
    let mut page = Browser::open(&venue.url(), 1280, 800);
    let patched = |page: &mut Browser, value: &str, patch: &str| {
        page.value(&format!(
            "import('/patch.js').then((it) => JSON.stringify(it.patched({value}, {patch})))"
        ))
    };
    let cases = [
        (
            "{a: 1, b: {c: 2, d: 3}}",
            "{b: {c: 4, d: null}}",
            "{\"a\":1,\"b\":{\"c\":4}}",
        ),
        ("{a: [1, 2]}", "{a: [3]}", "{\"a\":[3]}"),
        ("{a: 'door'}", "{a: {booth: 5}}", "{\"a\":{\"booth\":5}}"),
        (
            "[{n: 1, v: 1}, {n: 2, v: 2}]",
            "{by: 'n', changed: [{n: 2, v: 5}, {n: 3, v: 0}]}",
            "[{\"n\":1,\"v\":1},{\"n\":2,\"v\":5},{\"n\":3,\"v\":0}]",
        ),
    ];
    for (value, patch, expected) in cases {
        assert_eq!(
            patched(&mut page, value, patch),
            expected,
            "{value} {patch}"
        );
    }
}

#[test]
fn people_without_a_ticket_have_their_own_row() {
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    venue.tickets("visitor", 7);
    let mut page = Browser::open(&venue.url(), 1280, 800);
    page.wait_until(&format!("{ENTRIES} === '0'"));
    let row = |name: &str, figures: &str| {
        format!(
            "[...document.querySelectorAll('#types tr')].some((row) => [...row.children].map((it) => it.textContent.trim()).join(' ') === '{name} {figures}')"
        )
    };
    let visitor = venue.catalogue.ticket_types[0].name.get("vi").to_owned();
    page.wait_until(&row(&visitor, "7 0 0"));

    let config = Config::read(&data).unwrap();
    let mut desk = Desk::open(&data, config.clone()).unwrap();
    let walked = Fact::Walked {
        gate: config.gate.clone(),
        direction: Direction::In,
        kind: TicketType(1),
        people: 3,
        staff: None,
    };
    let clock = Clock::of_this_device();
    let mode = Mode::plain(Direction::In);
    desk.note(walked, mode, &clock.stamp()).unwrap();
    sync_once(&data, &config, &clock).unwrap();

    page.wait_until(&format!("{ENTRIES} === '3'"));
    page.wait_until("document.querySelector('#inside').textContent.trim() === '3'");
    page.wait_until(&row("Không có vé", "– 3 0"));
    page.wait_until(&row(&visitor, "7 0 0"));
}

#[test]
fn an_organiser_sees_which_booths_are_visited_the_most_visited_first() {
    let venue = Venue::open();
    let data = venue.kiosk_at_booths("K12", &[5], KioskRole::Booth(BoothNumber(12)));
    let tickets = [venue.tickets("visitor", 1), venue.tickets("family", 1)].concat();
    let mut page = Browser::open(&venue.url(), 1280, 800);
    page.wait_until(&format!("{ENTRIES} === '0'"));
    let panel = "document.querySelector('#booths-panel')";
    assert_eq!(page.value(&format!("{panel}.hidden")), true);

    let config = Config::read(&data).unwrap();
    let mut desk = Desk::open(&data, config.clone()).unwrap();
    let clock = Clock::of_this_device();
    let mode = Mode::plain(Direction::In);
    for (ticket, booth) in [(0, 5), (1, 12), (1, 12)] {
        let (code, booth) = (&tickets[ticket].digits, BoothNumber(booth));
        desk.visit(code, booth, mode, &clock.stamp()).unwrap();
    }
    sync_once(&data, &config, &clock).unwrap();

    page.wait_until(&format!("!{panel}.hidden"));
    let first = "document.querySelectorAll('#booths tr')[1].innerText";
    let party = tickets[1].claims.party;
    let shown = format!("{first}.replaceAll('\\t', ' ').includes('12 · ')");
    page.wait_until(&shown);
    page.wait_until(&format!(
        "{first}.split('\\t').slice(1).join() === '{party},1,1,0'"
    ));
    let village = |booth| {
        let booth = venue.catalogue.booth(BoothNumber(booth)).unwrap();
        let village = venue.catalogue.village(&booth.village).unwrap();
        village.name.get("vi").to_owned()
    };
    let shown = if village(5) == village(12) {
        format!("{} {} 0", village(5), party + 1)
    } else {
        format!("{} {party} 0,{} 1 0", village(12), village(5))
    };
    page.wait_until(&format!(
        "{}.slice(1).join() === '{shown}'",
        rows("#villages")
    ));
}

#[test]
fn the_page_says_of_each_kiosk_whether_it_is_at_a_door_in_a_hall_or_at_a_booth() {
    let venue = Venue::open();
    venue.kiosk("M1", "main");
    venue.kiosk_as("A2", KioskRole::Booth(BoothNumber(12)));
    venue.kiosk_as("A1", KioskRole::Hall);
    let mut page = Browser::open(&venue.url(), 1280, 800);
    let kiosks = "[...document.querySelectorAll('.kiosk p:first-child')].map((it) => it.innerText)";
    let shown = "M1 cửa · Cổng chính,A1 trong sảnh,A2 gian 12";
    page.wait_until(&format!("{kiosks}.join() === '{shown}'"));
    page.value("document.querySelector('button[data-language=en]').click()");
    let shown = "M1 door · Main gate,A1 in the hall,A2 booth 12";
    page.wait_until(&format!("{kiosks}.join() === '{shown}'"));
}

#[test]
fn language_of_the_desk_holds_on_the_live_page() {
    let venue = Venue::open();
    let mut page = owner_page(&venue);
    let heading = "document.querySelector('#to-desk')?.innerText";
    page.go(&format!("{}/admin?lang=en", venue.url()));
    page.go(&venue.url());
    page.wait_until(&format!("{heading} === 'Desk'"));
    page.value("document.querySelector('button[data-language=vi]').click()");
    page.wait_until(&format!("{heading} === 'Trang quản lý'"));
    page.go(&format!("{}/admin", venue.url()));
    page.wait_until("document.documentElement.lang === 'vi'");
}

#[test]
fn organiser_sees_seats_go_and_silent_kiosks() {
    let mut venue = Venue::open();
    let mut stand = Stand::open(&venue, "H1");
    let session = venue.catalogue.sessions.iter().find(|it| it.id == SESSION);
    let session = session.unwrap();
    let day = venue.catalogue.days[usize::from(session.day)].date;
    let mut page = Browser::open(&format!("{}/?day={day}", venue.url()), 1280, 800);
    let row = format!("{}.find((row) => row.includes('10:30'))", rows("#sessions"));
    let title = session.title.get("vi");
    let figures = |taken: usize, with_kiosks: u32| {
        let left = WHOLE_SESSION - taken;
        format!("{row} === '10:30 {title} {taken} / {WHOLE_SESSION} {with_kiosks} {left}'")
    };
    page.wait_until(&figures(0, 0));
    let ticket = issue_for_every_day(&venue);
    stand.asks(&ticket);
    while stand.promised.is_empty() {
        stand.meets();
    }
    stand.meets();
    let totals = venue.totals();
    let known = totals.sessions.iter().find(|it| it.session == SESSION);
    let unused = known.unwrap().kiosks[0].unused;
    assert!(unused > 1, "the kiosk holds more: {known:?}");
    page.wait_until(&figures(1, unused));
    let doubt = "document.querySelectorAll('#sessions .wants-a-look').length";
    assert_eq!(page.value(doubt), 0);
    // Ten minutes go by, and nobody hears of the kiosk.
    venue.stop_server();
    venue.start_server_later(10);
    page.wait_until(&format!(
        "{row}?.includes('có thể đã phát thêm đến {unused} chỗ')"
    ));
    let complete = "document.querySelector('#sessions-complete')";
    page.wait_until(&format!("{complete}.classList.contains('wants-a-look')"));
    assert_eq!(page.violations(), Vec::<String>::new());
    page.keep_picture("live-places-1280");
    // It is told once, until somebody has seen it.
    let alerts = "[...document.querySelectorAll('#alerts:not([hidden]) .alert')]";
    page.wait_until(&format!(
        "{alerts}.map((it) => it.innerText).join().includes('H1 mất liên lạc')"
    ));
    page.value("document.querySelector('.seen').click()");
    page.wait_until(&format!("{alerts}.length === 0"));
    page.go(&venue.url());
    page.wait_until("document.querySelector('#kiosks .late') !== null");
    assert_eq!(page.value(&format!("{alerts}.length")), 0);
    check_crossings(&mut page);
}

/// Plays a day in the page's own functions, without the server: which alerts are new at each step.
fn check_crossings(page: &mut Browser) {
    let inside = |inside: u32| format!("play({{ inside: {inside} }})");
    let refused = |refused: u32| format!("play({{ refused: {refused} }})");
    let silent = |minutes: u32| format!("play({{ silent: {minutes} }})");
    let steps = [
        (inside(79), ""),
        (inside(80), "alert_house_1"),
        (inside(94), ""),
        (inside(95), "alert_house_2"),
        // A few who leave and come are no news.
        (inside(92), ""),
        (inside(95), ""),
        (inside(91), ""),
        (inside(95), "alert_house_2"),
        (inside(10), ""),
        (inside(80), "alert_house_1"),
        (inside(0), ""),
        (silent(1), ""),
        (silent(3), "alert_silent"),
        (silent(4), ""),
        (silent(0), ""),
        (refused(9), ""),
        (refused(30), "alert_refusals"),
        (refused(20), ""),
        (refused(0), ""),
    ];
    let plays: Vec<&str> = steps.iter().map(|(play, _)| play.as_str()).collect();
    let expected: Vec<&str> = steps.iter().map(|(_, told)| *told).collect();
    let script = format!(
        "Promise.all([import('/alerts.js'), import('/state.js')]).then(([alerts, {{ state }}]) => {{
            const kept = {{ ...state }};
            const now = Date.parse('2024-09-05T03:00:00Z');
            const play = ({{ inside = 0, refused = 0, silent = 0 }}) => {{
                const step = {{ minute: 595, entries: 50, exits: 0, refused }};
                state.link = 'lost';
                state.totals = {{
                    server_time_ms: now, utc_offset_minutes: 420, today: '2024-09-05', capacity: 100,
                    days: [{{ date: '2024-09-05', inside, entries: 500, exits: 0, refused: 20 + refused }}],
                    kiosks: [{{ id: 'A1', last_heard_ms: now - silent * 60000 }}],
                    gates_now: [{{ gate: 'main', steps: [step] }}],
                }};
                return alerts.follow(alerts.conditions()).map((it) => it.text).join('+');
            }};
            const told = [{}];
            Object.assign(state, kept);
            return told.join();
        }})",
        plays.join(",")
    );
    assert_eq!(page.value(&script), expected.join(","));
}

/// The rows of a table in the page, each as one line.
fn rows(table: &str) -> String {
    format!(
        "[...document.querySelectorAll('{table} tr')].map((row) => row.innerText.replace(/\\s+/g, ' ').trim())"
    )
}

fn issue_for_every_day(venue: &Venue) -> String {
    let request = IssueRequest {
        count: 1,
        kind: "visitor".to_owned(),
        days: 0b1111,
        party: Some(1),
    };
    let issued = issue(&*venue.database(), &request, system_time()).unwrap();
    issued[0].digits.clone()
}

#[test]
fn the_page_speaks_vietnamese_first_and_english_on_request() {
    let venue = Venue::open();
    let mut page = Browser::open(&venue.url(), 1280, 800);
    page.wait_until(&format!("{ENTRIES} === '0'"));
    assert_eq!(page.value("document.documentElement.lang"), "vi");
    let name = |language: &str| venue.catalogue.name.get(language).to_owned();
    page.wait_until(&format!(
        "document.body.innerText.includes({:?})",
        name("vi")
    ));
    page.value("document.querySelector('button[data-language=en]').click()");
    page.wait_until(&format!(
        "document.body.innerText.includes({:?})",
        name("en")
    ));
    assert_eq!(page.value("document.documentElement.lang"), "en");
}

#[test]
fn the_page_fits_a_phone_and_needs_nothing_from_the_internet() {
    let venue = Venue::open();
    let mut page = Browser::open(&venue.url(), 360, 800);
    page.wait_until(&format!("{ENTRIES} === '0'"));
    let too_wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
    assert_eq!(
        page.value(too_wide),
        false,
        "nothing sticks out to the side"
    );
    let foreign = "performance.getEntriesByType('resource').filter((entry) => !entry.name.startsWith(location.origin)).length";
    assert_eq!(page.value(foreign), 0);
    let failed = "performance.getEntriesByType('resource').filter((entry) => entry.responseStatus >= 400).map((entry) => entry.name).join()";
    assert_eq!(page.value(failed), "", "every file of the page is served");
}

#[test]
fn a_busy_page_fits_every_screen_from_a_phone_to_a_wall() {
    let venue = Venue::open();
    for id in ["A2", "A3", "B1", "B2", "C1", "C2"] {
        venue.kiosk(id, "river");
    }
    for number in [33, 46, 58, 71] {
        let role = KioskRole::Booth(BoothNumber(number));
        venue.kiosk_as(&format!("K{number}"), role);
    }
    for id in ["H2", "H3"] {
        venue.kiosk_as(id, KioskRole::Hall);
    }
    let booths: Vec<u16> = (1..=40).collect();
    let booth = venue.kiosk_at_booths("K12", &booths, KioskRole::Booth(BoothNumber(12)));
    let data = venue.kiosk("A1", "main");
    let issued = [venue.tickets("visitor", 6), venue.tickets("family", 3)].concat();
    let scanned = Command::new(program("kiosk"))
        .args(["scan", "--data"])
        .arg(&data)
        .args(venue.pictures(&issued))
        .stdout(std::process::Stdio::null())
        .status();
    assert!(scanned.unwrap().success());
    let config = Config::read(&booth).unwrap();
    let mut desk = Desk::open(&booth, config.clone()).unwrap();
    let clock = Clock::of_this_device();
    for (ticket, booth) in (0..9).flat_map(|ticket| (1..=40).map(move |it| (ticket, it))) {
        if (ticket + booth) % 3 > 0 {
            let (code, booth) = (&issued[usize::from(ticket)].digits, BoothNumber(booth));
            let mode = Mode::plain(Direction::In);
            desk.visit(code, booth, mode, &clock.stamp()).unwrap();
        }
    }
    sync_once(&booth, &config, &clock).unwrap();
    let mut hall = Stand::open(&venue, "H1");
    hall.asks(&issue_for_every_day(&venue));
    while hall.promised.is_empty() {
        hall.meets();
    }
    hall.meets();
    for (width, height) in [
        (360, 740),
        (820, 1180),
        (1366, 768),
        (1536, 740),
        (1920, 1080),
        (3840, 2160),
    ] {
        let mut page = Browser::open(&venue.url(), width, height);
        page.wait_until(&format!("{ENTRIES} === '18'"));
        page.wait_until("document.querySelectorAll('#booths tr').length > 6");
        let too_wide =
            "document.documentElement.scrollWidth > document.documentElement.clientWidth";
        assert_eq!(page.value(too_wide), false, "nothing sticks out at {width}");
        let too_high =
            "document.documentElement.scrollHeight > document.documentElement.clientHeight";
        let wall = width >= 1920;
        assert!(
            !wall || page.value(too_high) == false,
            "a wall shows all of it"
        );
        assert_eq!(page.violations(), Vec::<String>::new());
        page.keep_picture(&format!("live-busy-{width}"));
        let cut = "[...document.querySelectorAll('.lists .panel:not([hidden])')].filter((panel) => { \
            const row = panel.querySelector('tr:nth-child(2)') ?? panel.querySelector('h2'); \
            return row.getBoundingClientRect().bottom > panel.getBoundingClientRect().bottom \
                || panel.scrollWidth > panel.clientWidth; \
        }).map((panel) => panel.querySelector('h2').textContent).join()";
        assert_eq!(page.value(cut), "", "a list is cut off at {width}");
        let on_wall =
            "document.querySelector('.kiosks').getBoundingClientRect().bottom <= innerHeight";
        assert!(!wall || page.value(on_wall) == true, "the kiosks too");
        assert_eq!(
            page.printed_pages(&format!("live-busy-{width}"), Paper::Portrait),
            1
        );
        page.value("dispatchEvent(new Event('beforeprint'))");
        let drawn_for_paper = "(({ width, height }) => width > 3 * height)\
            (document.querySelector('#plot svg').viewBox.baseVal)";
        assert_eq!(
            page.value(drawn_for_paper),
            true,
            "the curve fills its panel"
        );
    }
}

#[test]
fn when_the_server_goes_the_page_says_so_and_comes_back_with_it() {
    let mut venue = Venue::open();
    let mut page = Browser::open(&venue.url(), 1280, 800);
    page.wait_until("document.body.dataset.state === 'live'");
    venue.stop_server();
    page.wait_until("document.body.dataset.state === 'lost'");
    assert_eq!(
        page.value("document.querySelector('#banner').hidden"),
        false
    );
    venue.start_server();
    page.wait_until("document.body.dataset.state === 'live'");
}

#[test]
fn deleted_database_is_named_with_what_to_do() {
    let mut venue = Venue::open();
    let mut page = Browser::open(&venue.url(), 1280, 800);
    page.wait_until(&format!("{ENTRIES} === '0'"));
    let banner = "document.querySelector('#banner')";
    assert_eq!(page.value(&format!("{banner}.hidden")), true);
    let database = venue.database_file();
    std::fs::remove_file(database).unwrap();
    page.wait_until(&format!(
        "!{banner}.hidden && {banner}.textContent.includes('exhibition.db')"
    ));
    page.wait_until(&format!(
        "{banner}.textContent.includes('sync-server restore')"
    ));
    venue.abandon_server();
}
