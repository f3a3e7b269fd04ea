//! The floor plan and a picture by mouse and keyboard in a real browser, and on to a kiosk.

use image::{GrayImage, Luma};
use journal::Journal;
use journal::clock::Clock;
use kiosk_config::Config;
use shared::ids::BoothNumber;
use uplink::Shelf;
use uplink::sync_once;

use crate::browser::Browser;
use crate::desk::{look, owner_page};
use crate::venue::{Venue, wait_until};

pub(crate) const GOOD: &str = "document.querySelector('.reach .good') !== null";

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

/// Returns where a point of the plan is on the page.
fn place(page: &mut Browser, [x, y]: [f64; 2]) -> [f64; 2] {
    let found = page.value(&format!(
        "(({{ x, y }}) => [x, y])(new DOMPoint({x}, {y}).matrixTransform(document.querySelector('#plan svg').getScreenCTM()))"
    ));
    [0, 1].map(|at| found[at].as_f64().unwrap())
}

fn click(page: &mut Browser, number: u16) {
    let [x, y, _] = booth(page, number);
    page.drag([x, y], [x, y]);
}

/// Waits until the plan that would be saved has these booths, from left to right behind booth 1.
pub(crate) fn row_is(page: &mut Browser, numbers: &[u16]) {
    page.wait_until(&format!(
        "JSON.parse(document.querySelector('.saving [name=plan]').value).booths \
         .filter(({{ at: [x, y], level }}) => y === 19.5 && x > 10 && x < 30 && level === 'ground') \
         .sort((one, other) => one.at[0] - other.at[0]).map((it) => it.number + ' ' + it.at[0]).join() \
           === {numbers:?}.map((it, at) => it + ' ' + (14 + 4 * at)).join()"
    ));
}

fn undo(page: &mut Browser) {
    page.value("document.querySelector('[data-act=undo]').click()");
}

#[test]
fn rows_are_copied_numbered_on_and_walled_off() {
    let venue = Venue::open();
    let mut page = owner_page(&venue);
    page.go(&format!("{}/admin/exhibition/plan", venue.url()));
    page.wait_until(GOOD);
    // What cannot be done is said.
    let copy = "document.querySelector('.panel details').open = true; \
         document.querySelector('.panel [name=count]').value = 4; \
         document.querySelector('.panel details button').click(); \
         document.querySelector('.panel .told') !== null";
    click(&mut page, 1);
    assert_eq!(page.value(copy), true);
    for number in 2..=5 {
        click(&mut page, number);
        page.press_key("Delete", 46, "");
    }
    row_is(&mut page, &[]);
    click(&mut page, 1);
    page.value(copy);
    row_is(&mut page, &[2, 3, 4, 5]);
    page.wait_until(GOOD);

    // From 3 on, past the numbers that others have.
    click(&mut page, 80);
    page.press_key("Delete", 46, "");
    click(&mut page, 2);
    for number in 3..=5 {
        let [x, y, _] = booth(&mut page, number);
        page.click_with_shift([x, y]);
    }
    for (first, is_told) in [(79, true), (3, false)] {
        let told = page.value(&format!(
            "document.querySelector('.panel [name=from]').value = {first}; \
             document.querySelector('.panel .numbering button').click(); \
             document.querySelector('.panel .told') !== null"
        ));
        assert_eq!(told, is_told, "from {first} on");
    }
    row_is(&mut page, &[3, 4, 5, 80]);
    undo(&mut page);
    row_is(&mut page, &[2, 3, 4, 5]);
    undo(&mut page);
    page.wait_until(GOOD);

    // Nobody goes through a wall.
    let [from, to] = [[6.0, 21.0], [9.5, 21.0]].map(|at| place(&mut page, at));
    let [x, y] = page_centre(&mut page, "[data-tool=wall]");
    page.drag([x, y], [x, y]);
    page.drag(from, to);
    page.wait_until("document.querySelector('.reach .bad') !== null");
    page.wait_until("document.querySelector('.way.fault') !== null");
    page.keep_picture("desk-plan-walled-off");
    undo(&mut page);
    page.wait_until(GOOD);
    page.wait_until("document.querySelector('.way.fault') === null");

    page.value("document.querySelector('.saving button').click()");
    page.wait_until("location.search.includes('done=draft-saved')");
    page.wait_until("document.readyState === 'complete'");
    let folder = tempfile::tempdir().unwrap();
    let drawing = folder.path().join("hall.png");
    GrayImage::from_pixel(400, 300, Luma([220]))
        .save(&drawing)
        .unwrap();
    page.value("document.querySelector('.background').open = true");
    page.value("document.querySelector('.background input[type=file]').focus()");
    page.choose_file(&drawing);
    page.value(
        "document.querySelector('.background [name=width]').value = '91,5'; \
         document.querySelector('.background button').click()",
    );
    page.wait_until("document.querySelector('#plan svg image')?.getAttribute('width') === '91.5'");
    page.wait_until(
        "new Promise((done) => { const picture = new Image(); picture.onload = () => done(picture.naturalWidth === 400); \
         picture.src = document.querySelector('#plan svg image').getAttribute('href'); })",
    );
    look(&mut page, "plan-background");
    // With a draft, what chooses the floor does not lie on what leads to the draft.
    page.resize(1366, 768);
    let [x, y] = page_centre(&mut page, ".draft a");
    let above = format!("document.elementFromPoint({x}, {y}).matches('.draft a')");
    assert_eq!(page.value(&above), true);
}

/// Returns the middle of something on the page.
fn page_centre(page: &mut Browser, selector: &str) -> [f64; 2] {
    let found = page.value(&format!(
        "(({{ x, y, width, height }}) => [x + width / 2, y + height / 2])(document.querySelector('{selector}').getBoundingClientRect())"
    ));
    [0, 1].map(|at| found[at].as_f64().unwrap())
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
