//! The floor plan and a picture by mouse and keyboard in a real browser, and on to a kiosk.

use kiosk::clock::Clock;
use kiosk::config::Config;
use kiosk::journal::Journal;
use kiosk::media::Shelf;
use kiosk::uplink::sync_once;
use shared::ids::BoothNumber;

use crate::browser::Browser;
use crate::desk::{look, owner_page};
use crate::venue::{Venue, wait_until};

/// Returns where a booth is on the page, and how many pixels a metre has.
fn booth(page: &mut Browser, number: u16) -> [f64; 3] {
    let found = page.value(&format!(
        "(() => {{ const booth = document.querySelector('[data-key=\"booth:{number}\"] rect'); \
         const {{ x, y, width, height }} = booth.getBoundingClientRect(); \
         return [x + width / 2, y + height / 2, booth.getScreenCTM().a]; }})()"
    ));
    [0, 1, 2].map(|at| found[at].as_f64().unwrap())
}

/// Drags a booth so many metres down.
fn drag_down(page: &mut Browser, number: u16, metres: f64) {
    let [x, y, scale] = booth(page, number);
    page.drag([x, y], [x, y + metres * scale]);
}

/// Waits until the plan that would be saved has a booth at this height.
fn stands_at(page: &mut Browser, number: u16, y: f64) {
    page.wait_until(&format!(
        "JSON.parse(document.querySelector('.saving [name=plan]').value).booths \
         .find((it) => it.number === {number}).at[1] === {y}"
    ));
}

#[test]
fn drawn_plan_and_dropped_picture_reach_a_kiosk() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1", "main");
    let desk = venue.url();
    let mut page = owner_page(&venue);
    page.go(&format!("{desk}/admin/exhibition/plan"));
    page.wait_until("document.querySelector('.reach .good') !== null");
    assert_eq!(page.value("document.querySelectorAll('.booth').length"), 80);

    // By mouse, snapped to the grid; into a way and back.
    drag_down(&mut page, 1, 0.6);
    stands_at(&mut page, 1, 20.0);
    page.wait_until("document.querySelector('.reach .good') !== null");
    drag_down(&mut page, 2, -3.0);
    page.wait_until("document.querySelector('.reach .bad') !== null");
    page.wait_until("document.querySelector('.way.fault') !== null");
    page.value("document.querySelector('[data-act=undo]').click()");
    stands_at(&mut page, 2, 19.5);
    page.wait_until("document.querySelector('.reach .good') !== null");
    // By keyboard: on to the next booth, down, and saved.
    page.press_key("n", 78, "n");
    page.press_key("ArrowDown", 40, "");
    stands_at(&mut page, 3, 20.0);
    page.press_key("Delete", 46, "");
    page.wait_until("document.querySelector('.numbers button').textContent === '3'");
    page.value("document.querySelector('[data-act=undo]').click()");
    stands_at(&mut page, 3, 20.0);
    look(&mut page, "plan");
    page.resize(1366, 768);
    page.value("document.querySelector('.saving button').focus()");
    page.press_key("Enter", 13, "\r");
    page.wait_until("location.search.includes('done=draft-saved')");

    page.go(&format!("{desk}/admin/exhibition/booths/1"));
    let pictures = "document.querySelectorAll('.gallery img').length";
    let before = page.value(pictures).as_u64().unwrap();
    page.value(
        "new Promise((done) => { const canvas = document.createElement('canvas'); \
         canvas.width = 400; canvas.height = 300; canvas.getContext('2d').fillRect(9, 9, 99, 99); \
         canvas.toBlob((blob) => { const dataTransfer = new DataTransfer(); \
         dataTransfer.items.add(new File([blob], 'vase.png', { type: 'image/png' })); \
         document.querySelector('form.drop').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true })); \
         done(); }); })",
    );
    page.wait_until(&format!("{pictures} === {}", before + 1));
    page.wait_until("[...document.querySelectorAll('.gallery img')].every((it) => { it.loading = 'eager'; return it.naturalWidth > 0; })");

    page.go(&format!("{desk}/admin/exhibition/draft"));
    page.keep_picture("desk-draft");
    page.value("document.querySelector('main form.card button').focus()");
    page.press_key("Enter", 13, "\r");
    page.wait_until("location.search.includes('done=exhibition')");
    let config = Config::read(&kiosk).unwrap();
    wait_until("the kiosk has the plan and the picture", || {
        sync_once(&kiosk, &config, &Clock::of_this_device()).unwrap();
        let mut journal = Journal::open(&kiosk, config.exhibition, &config.kiosk).unwrap();
        let known = journal.knowledge().unwrap();
        let catalogue = known.catalogue.as_ref().unwrap();
        let plan = catalogue.plan.as_ref().unwrap();
        let at = |number| plan.booth(BoothNumber(number)).map(|it| it.at.y);
        let shelf = Shelf::of(&kiosk).list().unwrap();
        let pictures = &catalogue.booth(BoothNumber(1)).unwrap().pictures;
        [at(1), at(2), at(3)] == [20.0, 19.5, 20.0].map(Some)
            && pictures.len() as u64 == before + 1
            && pictures.iter().all(|it| shelf.contains_key(&it.file))
    });
}
