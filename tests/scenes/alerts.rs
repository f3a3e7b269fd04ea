//! What the live page tells organisers of at once, in a real browser and by it: a full house and area, refusals, a silent
//! kiosk, a slow gate.

use sync_server::catalogue;
use sync_server::tickets::IssuedTicket;
use view::Outcome;

use crate::browser::Browser;
use crate::clocks::{Door, Venue};
use crate::typist::{enter, tab_to};

const MINUTE: i64 = 60_000;
/// The alerts on the page, newest first.
const ALERTS: &str =
    "[...document.querySelectorAll('#alerts:not([hidden]) .alert span')].map((it) => it.innerText)";

/// The cards of lists that hold more than they show.
const CUT_CARDS: &str = "[...document.querySelectorAll('.lists .panel, .halls .panel, .halls .scroll')]\
    .filter((it) => it.scrollHeight > it.clientHeight).map((it) => it.innerText).join()";

fn admit(door: &mut Door, tickets: &[IssuedTicket]) {
    for ticket in tickets {
        let outcome = door.scan(ticket).outcome;
        assert_eq!(outcome, Outcome::Admitted { again: false });
    }
    door.sync();
}

/// Waits until the page and the browser have said something, once.
fn is_told(page: &mut Browser, words: &str) {
    page.wait_until(&format!("{ALERTS}.some((it) => it.includes('{words}'))"));
    let told = format!("window.told.filter((it) => it.includes('{words}')).length");
    page.wait_until(&format!("{told} === 1"));
}

#[test]
fn organiser_is_told_of_what_matters_once() {
    let mut small = catalogue::sample().unwrap().round_the_clock();
    for (bit, capacity) in [(0, 50), (1, 10)] {
        let zone = small.zones.iter_mut().find(|it| it.bit.0 == bit);
        zone.unwrap().capacity = Some(capacity);
    }
    let venue = Venue::of(&small);
    let (mut main, mut inner) = (
        venue.kiosk_at("A1", "main"),
        venue.kiosk_at("E1", "hands-on"),
    );
    let families = venue.tickets("family", 12);
    let visitors = venue.tickets("visitor", 2);
    for door in [&mut main, &mut inner] {
        door.start("this run", venue.now);
        door.sync();
    }
    admit(&mut main, &families[..8]);
    venue.pass(10 * MINUTE);
    for door in [&main, &inner] {
        door.pass(10 * MINUTE);
        door.sync();
    }

    let mut page = Browser::open(&venue.url(), 1366, 768);
    page.allow_notifications(&venue.url());
    page.go(&venue.url());
    page.wait_until("document.querySelector('#inside').textContent.trim() === '32'");
    page.value(
        "window.told = []; const real = Notification; window.Notification = class extends real { \
         constructor(title, options) { super(title, options); window.told.push(options.body); } }",
    );
    tab_to(&mut page, "#tell");
    enter(&mut page);
    page.wait_until("document.querySelector('#tell').getAttribute('aria-pressed') === 'true'");
    // 32 people in the fifteen minutes, nobody in the last five.
    let main_row = "[...document.querySelectorAll('#gates tr')].find((it) => it.innerText.includes('Cổng chính')).innerText";
    page.wait_until(&format!(
        "{main_row}.includes('2,1') && {main_row}.includes('chậm lại')"
    ));
    assert_eq!(page.value(&format!("{ALERTS}.length")), 0);

    admit(&mut main, &families[8..10]);
    is_told(&mut page, "Sắp đầy: 40 người đang ở trong, 80% của 50 chỗ");
    admit(&mut main, &families[10..]);
    is_told(&mut page, "Đầy: 48 người đang ở trong, 96% của 50 chỗ");
    page.wait_until(&format!("!{main_row}.includes('chậm lại')"));
    inner.sync();
    admit(&mut inner, &families[..2]);
    is_told(
        &mut page,
        "Khu trải nghiệm thực tế sắp đầy: 8 người, 80% của 10 chỗ",
    );
    admit(&mut inner, &visitors);
    is_told(
        &mut page,
        "Khu trải nghiệm thực tế đã đầy: 10 người, 100% của 10 chỗ",
    );
    for _ in 0..2 {
        for ticket in &families[..10] {
            assert!(matches!(main.scan(ticket).outcome, Outcome::Refused(_)));
        }
    }
    main.sync();
    is_told(&mut page, "Từ chối nhiều bất thường: 20 lượt");
    for (size, width, height) in [
        ("phone", 390, 844),
        ("laptop", 1366, 768),
        ("wall", 1920, 1080),
    ] {
        page.resize(width, height);
        page.keep_picture(&format!("live-alerts-{size}"));
        page.wait_until(&format!("innerWidth === {width}"));
        let over = "[document.documentElement.scrollWidth - document.documentElement.clientWidth, document.documentElement.scrollHeight - innerHeight]";
        let over = page.value(over);
        assert_eq!(over[0], 0, "{size}");
        assert!(size != "wall" || over[1] == 0, "{size}: {over}");
        // Nobody scrolls on a wall: not within a card either.
        let cut = page.value(CUT_CARDS);
        assert!(size != "wall" || cut == "", "{cut}");
    }
    page.resize(1366, 768);
    venue.pass(11 * MINUTE);
    inner.pass(11 * MINUTE);
    inner.sync();
    is_told(&mut page, "Kiosk A1 mất liên lạc");
    assert_eq!(page.violations(), Vec::<String>::new());

    // Without a pointer each is reached and read, the newest first, and of one moment in the order of the page. Once seen they are gone, and a reload tells nothing again.
    tab_to(&mut page, ".seen");
    for words in [
        "Kiosk A1 mất liên lạc",
        "Đầy: 48 người",
        "Khu trải nghiệm thực tế đã đầy",
        "Từ chối nhiều bất thường",
    ] {
        let read = page.value(
            "document.getElementById(document.activeElement.getAttribute('aria-describedby')).innerText",
        );
        assert!(read.as_str().unwrap().contains(words), "{read}");
        enter(&mut page);
    }
    assert_eq!(page.value(&format!("{ALERTS}.length")), 0);
    assert_eq!(page.value("document.activeElement.id"), "tell");
    page.go(&venue.url());
    page.wait_until("document.querySelector('#inside').textContent.trim() === '48'");
    assert_eq!(page.value(&format!("{ALERTS}.length")), 0);
}
