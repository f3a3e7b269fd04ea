//! The live page as the house fills up: how full it is, beside the day before, and the way to the desk.

use std::process::{Command, Stdio};

use sync_server::catalogue::{self, Publication};
use sync_server::system_time;

use crate::browser::Browser;
use crate::venue::{Venue, program};

#[test]
fn full_house_is_said_beside_yesterday() {
    let venue = Venue::open();
    let mut small = venue.catalogue.clone();
    let house = small.zones.iter_mut().find(|zone| zone.bit.0 == 0);
    house.unwrap().capacity = Some(5);
    let publication = Publication::new(&small).confirmed(true);
    catalogue::publish(&*venue.database(), publication, system_time()).unwrap();
    let data = venue.kiosk("A1", "main");
    let mut page = Browser::open(&venue.url(), 1920, 1080);
    let note = |words: &str, level: &str| {
        format!(
            "document.querySelector('#inside-note').textContent.includes('{words}')
                && document.querySelector('.figure.inside').dataset.fill === '{level}'"
        )
    };
    page.wait_until(&note("0% của 5 chỗ", "room"));
    let way = "document.querySelector('#to-desk').checkVisibility()
        && document.querySelector('#to-desk').pathname === '/admin'";
    assert_eq!(page.value(way), true);

    let issued = [venue.tickets("visitor", 1), venue.tickets("family", 1)].concat();
    let scanned = Command::new(program("kiosk"))
        .args(["scan", "--data"])
        .arg(&data)
        .args(venue.pictures(&issued))
        .stdout(Stdio::null())
        .status();
    assert!(scanned.unwrap().success());
    page.wait_until(&note("Đầy: 100% của 5 chỗ", "full"));
    let levels = "import('/state.js').then(async ({ state }) => {
        const levels = [];
        for (const inside of [79, 80, 94, 95]) {
            state.totals = { ...state.totals, capacity: 100, days: state.totals.days.map((day) => ({ ...day, inside })) };
            document.querySelector('[data-language=vi]').click();
            levels.push(document.querySelector('.figure.inside').dataset.fill);
        }
        return levels.join();
    })";
    assert_eq!(page.value(levels), "room,near,near,full");

    let lines = "Promise.all([import('/state.js'), import('/curve.js')]).then(([{ state }, { renderCurve }]) => {
        const curve = (inside) => [{ minute: 600, entries: inside, exits: 0, inside }];
        const days = [{ date: '2024-09-05', curve: curve(9) }, { date: '2024-09-06', curve: [] }, { date: '2024-09-07', curve: curve(4) }];
        return [1, 2].map((of) => {
            state.totals = { ...state.totals, days: of === 1 ? [days[0], days[2]] : days };
            renderCurve({ ...days[2] });
            return document.querySelectorAll('#plot .line.before').length;
        }).join();
    })";
    // A day on which nobody came is nothing to compare with.
    assert_eq!(page.value(lines), "1,0");
}
