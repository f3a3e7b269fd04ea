//! Long pages and lists: the same two buttons at the same place, and the two ways to lay booths out.

use egui::accesskit::Toggled;
use egui_kittest::kittest::{NodeT, Queryable};
use shared::ids::BoothNumber;
use texts::{Key, Language, Texts};
use ui::session::{Action, BoothsAction, Page, Screen, Shelf};

use super::hall::{Hall, LANDSCAPE, PORTRAIT};
use super::staffed;

const SMALL_ACROSS: [f32; 2] = [800.0, 480.0];
const SMALL_UPRIGHT: [f32; 2] = [540.0, 960.0];
const SIZES: [[f32; 2]; 4] = [PORTRAIT, LANDSCAPE, SMALL_ACROSS, SMALL_UPRIGHT];

fn in_the_hall(size: [f32; 2], language: Language) -> Hall {
    let mut hall = Hall::open_in_the_hall(size, language);
    hall.shows_the_exhibition();
    hall
}

/// The places of the two buttons, if the page has them.
fn buttons(hall: &Hall, texts: &Texts) -> Option<[egui::Rect; 2]> {
    let [up, down] = [Key::PageUp, Key::PageDown].map(|key| {
        let name = texts.say(key);
        let node = hall.harness.query_by_label(&name);
        node.map(|node| node.rect())
    });
    Some([up?, down?])
}

fn toggled(hall: &Hall, key: Key) -> Option<Toggled> {
    let language = hall.harness.state().session().language();
    let name = Texts::new(language).say(key);
    hall.harness.get_by_label(&name).accesskit_node().toggled()
}

#[track_caller]
fn same(one: [egui::Rect; 2], other: [egui::Rect; 2], within: f32, page: &str) {
    for (one, other) in one.into_iter().zip(other) {
        let apart = (one.min - other.min)
            .length()
            .max((one.max - other.max).length());
        assert!(apart <= within, "{page}: {one:?} and not {other:?}");
    }
}

#[test]
fn page_buttons_stand_at_one_place_on_all_pages() {
    let texts = Texts::new(Language::VIETNAMESE);
    for size in SIZES {
        let mut hall = in_the_hall(size, Language::VIETNAMESE);
        hall.chooses(Action::Go(Page::Booths));
        let expected = buttons(&hall, &texts).unwrap();
        let catalogue = hall.catalogue();
        let sessions = catalogue.sessions.iter();
        let sessions = sessions.map(|session| Page::Session(session.id.clone()));
        let artisans = catalogue.artisans.iter();
        let artisans = artisans.map(|artisan| Page::Artisan(artisan.id.clone()));
        let villages = catalogue.villages.iter();
        let villages = villages.map(|village| Page::Village(village.id.clone()));
        let pages = [
            Page::Programme,
            Page::LifeCycle,
            Page::Booth(BoothNumber(7)),
        ];
        let pages = pages.into_iter().chain(villages);
        let mut long = 0;
        for page in pages.chain(artisans).chain(sessions) {
            hall.chooses(Action::Go(page.clone()));
            if let Some(found) = buttons(&hall, &texts) {
                same(found, expected, 0.5, &format!("{page:?}"));
                long += 1;
            }
        }
        assert!(long >= 3, "{long} pages are longer than {size:?}");
        hall.chooses(Action::Go(Page::Booths));
        hall.chooses(Action::Booths(BoothsAction::By(Some(Shelf::Product))));
        if let Some(found) = buttons(&hall, &texts) {
            same(found, expected, 0.5, "kinds of products");
        }
        // The staff's pages end a little higher or lower.
        let name = (Key::StaffUndo, Key::StaffUndoNote);
        let staff = staffed::at(size, Language::VIETNAMESE, name.0, name.1);
        if let Some(found) = buttons(&staff, &texts) {
            same(found, expected, 0.015 * size[0].max(size[1]), "undo");
        }
    }
}

#[test]
fn page_button_is_faint_where_nothing_follows() {
    let texts = Texts::new(Language::ENGLISH);
    for size in SIZES {
        let mut hall = in_the_hall(size, Language::ENGLISH);
        hall.chooses(Action::Go(Page::Booths));
        let usable = |hall: &Hall, key| {
            let name = texts.say(key);
            let node = hall.harness.get_by_label(&name);
            !node.accesskit_node().is_disabled()
        };
        assert!(!usable(&hall, Key::PageUp) && usable(&hall, Key::PageDown));
        hall.touches(&texts.say(Key::PageDown));
        assert!(usable(&hall, Key::PageUp));
        for _ in 0..60 {
            if !usable(&hall, Key::PageDown) {
                break;
            }
            hall.touches(&texts.say(Key::PageDown));
        }
        assert!(!usable(&hall, Key::PageDown), "80 booths have an end");
        let last = hall.card(80, Language::ENGLISH);
        hall.sees_button(&last);
    }
}

#[test]
fn booths_are_seen_in_grid_by_this_visitor_only() {
    for size in SIZES {
        for language in Language::all() {
            let texts = Texts::new(language);
            let mut hall = in_the_hall(size, language);
            hall.chooses(Action::Go(Page::Booths));
            let names: Vec<String> = (1..=80).map(|number| hall.card(number, language)).collect();
            let seen = |hall: &Hall| {
                let cards = names.iter();
                let controls = hall.controls();
                cards
                    .filter(|name| controls.iter().any(|(control, _)| control == *name))
                    .count()
            };
            let listed = seen(&hall);
            hall.every_target_is_large_enough();
            hall.touches(&texts.say(Key::LayoutGrid));
            hall.every_target_is_large_enough();
            hall.nothing_is_cut_short();
            assert!(seen(&hall) > listed, "{} in a grid, {listed}", seen(&hall));
            assert_eq!(toggled(&hall, Key::LayoutGrid), Some(Toggled::True));
            let card = hall.card(2, language);
            hall.touches(&card);
            assert_eq!(hall.screen(), Screen::Page(Page::Booth(BoothNumber(2))));
            hall.touches(&texts.say(Key::Back));
            assert!(seen(&hall) > listed, "the grid stays");
            hall.waits(51);
            assert_eq!(hall.screen(), Screen::Attract);
            hall.chooses(Action::Go(Page::Booths));
            assert_eq!(toggled(&hall, Key::LayoutList), Some(Toggled::True));
        }
    }
}
