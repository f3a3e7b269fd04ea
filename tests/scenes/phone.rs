//! A visitor takes the way along: the code on the kiosk's map, read by our own decoder, opens a page of a real server on
//! a phone's browser.

use std::path::Path;
use std::sync::Arc;

use egui_kittest::kittest::Queryable;
use scanner::decode;
use shared::catalogue::PlaceKind;
use shared::ids::BoothNumber;
use shared::route::Destination;
use texts::{Key, Language, Texts};
use ui::session::{Action, MapAction, Page};
use view::Role;

use crate::browser::Browser;
use crate::venue::Venue;
use crate::window::hall::{Hall, LANDSCAPE, PORTRAIT};

/// A phone's window.
const PHONE: (u32, u32) = (390, 844);

/// Whether anything sticks out to the side.
const TOO_WIDE: &str =
    "document.documentElement.scrollWidth > document.documentElement.clientWidth";

/// A kiosk of the hall at the way to a booth, which knows where the server is.
fn at_the_way(venue: &Venue, size: [f32; 2], language: Language, booth: u16) -> Hall {
    let url = venue.public_url();
    let mut hall = Hall::with(size, language, |options| {
        options.role = Role::Hall;
        options.house.server = url;
    });
    let catalogue = Arc::new(venue.catalogue.clone());
    hall.change(|view| {
        view.role = Role::Hall;
        view.catalogue = catalogue;
        view.status.kiosk = "hall-c".parse().unwrap();
    });
    hall.chooses(Action::Go(Page::Map(Some(BoothNumber(booth).into()))));
    hall
}

/// What the code on the screen says to a phone that is held to it: a little more than the code is in its picture.
fn code_on(hall: &Hall, language: Language, booth: u16, folder: &Path) -> String {
    let slots = [("number", booth.into())];
    let name = Texts::new(language).say_with(Key::PhoneCode, slots);
    read(hall, &name, folder)
}

/// The same for a code by its name for screen readers.
fn read(hall: &Hall, name: &str, folder: &Path) -> String {
    let code = hall.harness.get_by_label(name).rect().expand(24.0);
    let path = folder.join("screen.png");
    hall.picture().save(&path);
    let screen = image::open(&path).unwrap();
    let [left, top] = [code.left(), code.top()].map(|at| at.max(0.0) as u32);
    let seen = screen.crop_imm(left, top, code.width() as u32, code.height() as u32);
    seen.save(&path).unwrap();
    let codes = decode::read_file(&path).unwrap();
    assert_eq!(codes.len(), 1, "one code on the screen: {codes:?}");
    codes.into_iter().next().unwrap()
}

#[test]
fn the_code_on_the_map_opens_the_booth_and_its_way_in_the_visitors_language() {
    let venue = Venue::open();
    let folder = tempfile::tempdir().unwrap();
    for (size, language, steps) in [
        (PORTRAIT, Language::VIETNAMESE, true),
        (LANDSCAPE, Language::ENGLISH, false),
    ] {
        let mut hall = at_the_way(&venue, size, language, 5);
        if !steps {
            hall.chooses(Action::Map(MapAction::StepFree(true)));
        }
        hall.sees(&Texts::new(language).say(Key::PhoneTake));
        let code = code_on(&hall, language, 5, folder.path());
        let url = venue.public_url();
        let asked = if steps { "" } else { "&steps=no" };
        let expected = format!("{url}/b/5?from=hall-c&lang={}{asked}", language.code());
        assert_eq!(code, expected);
        let mut answer = ureq::get(&code).call().unwrap();
        let page = answer.body_mut().read_to_string().unwrap();
        let name = venue.catalogue.booth(BoothNumber(5)).unwrap().name.clone();
        assert!(page.contains(name.get(language.code())) && page.contains("class=\"turns\""));
        assert!(page.contains(&format!("<html lang=\"{}\">", language.code())));
    }
}

#[test]
fn the_code_at_the_way_to_an_area_opens_it_and_what_is_on_there() {
    let venue = Venue::open();
    let folder = tempfile::tempdir().unwrap();
    let mut hall = at_the_way(&venue, PORTRAIT, Language::ENGLISH, 5);
    let area = Destination::Area("hands-on".to_owned());
    hall.chooses(Action::Go(Page::Map(Some(area))));
    let name = "QR code: the way to “Hands-on area” on your phone";
    let code = read(&hall, name, folder.path());
    assert_eq!(
        code,
        format!("{}/b/area/hands-on?from=hall-c&lang=en", venue.public_url())
    );
    let mut page = Browser::open(&code, PHONE.0, PHONE.1);
    let shown = "document.querySelector('h1').innerText === 'Hands-on area' \
        && document.querySelector('.turns .end').innerText.includes('“Hands-on area” is') \
        && document.querySelectorAll('svg.map polygon.ring').length === 1";
    assert_eq!(page.value(shown), true);
    assert_eq!(page.value(TOO_WIDE), false);
    assert_eq!(page.violations(), Vec::<String>::new());
    page.keep_picture("phone-area-en");
    let link = page.value("document.querySelectorAll('footer a')[1].href");
    for language in ["en", "vi", "ja"] {
        let link = link
            .as_str()
            .unwrap()
            .replace("lang=en", &format!("lang={language}"));
        let mut page = Browser::open(&link, PHONE.0, PHONE.1);
        assert_eq!(page.value("document.documentElement.lang"), language);
        assert_eq!(page.value(TOO_WIDE), false);
        let known =
            "document.querySelectorAll('.sessions li').length > 5 && document.scripts.length === 0";
        assert_eq!(page.value(known), true);
        assert_eq!(page.violations(), Vec::<String>::new());
        page.keep_picture(&format!("phone-programme-{language}"));
        let there = page.value("document.querySelector('.place-link').href");
        assert!(there.as_str().unwrap().contains("from=hall-c"), "{there}");
    }
    for (path, name) in [
        ("/b/area/display-ceramics?lang=vi", "bare"),
        ("/b/46?from=courtyard&lang=vi", "booth"),
    ] {
        let mut page = Browser::open(&format!("{}{path}", venue.public_url()), PHONE.0, PHONE.1);
        assert_eq!(page.value(TOO_WIDE), false);
        assert_eq!(page.violations(), Vec::<String>::new());
        page.keep_picture(&format!("phone-{name}-vi"));
    }
}

#[test]
fn the_code_at_the_way_to_toilets_opens_it() {
    let venue = Venue::open();
    let folder = tempfile::tempdir().unwrap();
    let mut hall = at_the_way(&venue, PORTRAIT, Language::ENGLISH, 5);
    let nearest = Destination::Nearest(PlaceKind::Toilets);
    hall.chooses(Action::Go(Page::Map(Some(nearest))));
    let name = "QR code: the way to “Nearest: Toilets” on your phone";
    let code = read(&hall, name, folder.path());
    let expected = format!(
        "{}/b/nearest/toilets?from=hall-c&lang=en",
        venue.public_url()
    );
    assert_eq!(code, expected);
    for language in ["en", "vi", "ja"] {
        let code = code.replace("lang=en", &format!("lang={language}"));
        let mut page = Browser::open(&code, PHONE.0, PHONE.1);
        assert_eq!(page.value(TOO_WIDE), false);
        let shown = "document.querySelectorAll('.turns .end').length === 1 \
            && document.querySelectorAll('svg.map .pin').length === 1 \
            && document.querySelectorAll('.amenities a').length === 7";
        assert_eq!(page.value(shown), true);
        assert_eq!(page.violations(), Vec::<String>::new());
        page.keep_picture(&format!("phone-toilets-{language}"));
    }
    let gone = ureq::get(format!("{}/b/nearest/dragons", venue.public_url())).call();
    assert!(matches!(gone, Err(ureq::Error::StatusCode(404))));
}

#[test]
fn a_public_address_of_the_exhibition_stands_above_the_kiosks_own() {
    let venue = Venue::open();
    let folder = tempfile::tempdir().unwrap();
    let mut hall = at_the_way(&venue, PORTRAIT, Language::VIETNAMESE, 5);
    hall.change(|view| {
        let mut catalogue = (*view.catalogue).clone();
        catalogue.public_url = Some("https://kimlan.example.vn".to_owned());
        view.catalogue = catalogue.into();
    });
    let code = code_on(&hall, Language::VIETNAMESE, 5, folder.path());
    assert_eq!(code, "https://kimlan.example.vn/b/5?from=hall-c&lang=vi");
}

#[test]
fn the_page_fits_a_phone_needs_no_script_and_leads_around_steps() {
    let venue = Venue::open();
    for (language, steps) in [("vi", "bậc thềm"), ("en", "steps")] {
        let url = format!("{}/b/46?from=courtyard&lang={language}", venue.public_url());
        let mut page = Browser::open(&url, PHONE.0, PHONE.1);
        assert_eq!(page.value("document.documentElement.lang"), language);
        let too_wide =
            "document.documentElement.scrollWidth > document.documentElement.clientWidth";
        assert_eq!(
            page.value(too_wide),
            false,
            "nothing sticks out to the side"
        );
        assert_eq!(page.value("document.scripts.length"), 0);
        let foreign = "performance.getEntriesByType('resource').filter((entry) => !entry.name.startsWith(location.origin)).length";
        assert_eq!(page.value(foreign), 0);
        let failed = "performance.getEntriesByType('resource').filter((entry) => entry.responseStatus >= 400).map((entry) => entry.name).join()";
        assert_eq!(page.value(failed), "", "every file of the page is served");
        let drawn = "document.querySelector('svg.map').getBoundingClientRect().width > 300 && document.querySelectorAll('svg.map .booth').length > 5";
        assert_eq!(page.value(drawn), true);
        let turns = "document.querySelector('.turns').innerText";
        let told = page.value(turns);
        assert!(told.as_str().unwrap().contains(steps), "{told}");
        let link = page.value("document.querySelector('.way p a.button').href");
        let mut page = Browser::open(link.as_str().unwrap(), PHONE.0, PHONE.1);
        let told = page.value(turns);
        assert!(!told.as_str().unwrap().contains(steps), "{told}");
        let link = page.value("document.querySelector('footer a').href");
        let mut page = Browser::open(link.as_str().unwrap(), PHONE.0, PHONE.1);
        assert_eq!(
            page.value("document.querySelectorAll('.booths li').length"),
            80
        );
        assert_eq!(page.value(too_wide), false, "nor in the list");
        assert_eq!(page.violations(), Vec::<String>::new());
    }
}
