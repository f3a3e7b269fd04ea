//! Toilets, water, first aid and the rest: from the first page, the map, its legend and the search to the way there.

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use shared::catalogue::PlaceKind;
use shared::route::Destination;
use texts::{Key, Language, Texts};
use ui::session::{Action, BoothsAction, LineAction, Page, Screen};

use super::everywhere::hold_everywhere;
use super::hall::{Hall, LANDSCAPE, PORTRAIT, WIDE};
use super::map::map;

const EN: Language = Language::ENGLISH;

fn way_to(goal: Destination) -> Screen {
    Screen::Page(Page::Map(Some(goal)))
}

/// A visitor who types into the search.
fn searching(size: [f32; 2], language: Language, words: &str) -> Hall {
    let mut hall = map(size, language, "hall-a");
    hall.chooses(Action::Go(Page::Home));
    hall.chooses(Action::Go(Page::Booths));
    for line in [LineAction::Open, LineAction::Type(words.to_owned())] {
        hall.chooses(Action::Booths(BoothsAction::Search(line)));
    }
    hall.waits_for_the_search();
    hall
}

impl Hall {
    /// Where the first control is whose name begins so.
    #[track_caller]
    fn place_of(&self, words: &str, role: Role) -> egui::Rect {
        let mut controls = self.harness.query_all_by_role(role);
        let named = controls.find(|node| {
            let label = node.accesskit_node().label();
            label.is_some_and(|label| label.starts_with(words))
        });
        named.expect(words).rect()
    }

    /// Touches it.
    #[track_caller]
    fn touches_what_begins(&mut self, words: &str, role: Role) {
        let place = self.place_of(words, role);
        self.touches_at(place.center());
    }
}

#[test]
fn toilets_are_two_touches_from_the_first_page() {
    for size in [PORTRAIT, LANDSCAPE, WIDE] {
        let mut hall = map(size, EN, "hall-a");
        hall.chooses(Action::Go(Page::Home));
        hall.touches(&Texts::new(EN).say(Key::NearestOpen));
        assert_eq!(hall.screen(), Screen::Page(Page::Nearest));
        hall.touches_what_begins("Toilets. ", Role::Button);
        let goal = Destination::Nearest(PlaceKind::Toilets);
        assert_eq!(hall.screen(), way_to(goal));
        assert!(hall.sees_anywhere("on foot"));
        hall.sees("Nearest: Toilets");
        hall.sees("QR code: the way to “Nearest: Toilets” on your phone");
        hall.touches("Without steps");
        assert!(hall.sees_anywhere("on foot"));
    }
}

#[test]
fn signs_and_legend_of_the_map_lead_there() {
    for size in [PORTRAIT, LANDSCAPE] {
        let mut hall = map(size, EN, "hall-a");
        hall.touches_what_begins("First aid", Role::ListBoxOption);
        let place = Destination::Place("first-aid".to_owned());
        assert_eq!(hall.screen(), way_to(place));
        assert!(hall.sees_anywhere("“First aid” is"));
        hall.touches("Back");
        hall.touches_what_begins("Toilets", Role::Button);
        let goal = Destination::Nearest(PlaceKind::Toilets);
        assert_eq!(hall.screen(), way_to(goal));
        hall.touches("Back");
        assert_eq!(hall.screen(), Screen::Page(Page::Map(None)));
    }
}

#[test]
fn a_finger_beside_a_sign_means_it() {
    let mut hall = map(PORTRAIT, EN, "hall-a");
    let sign = hall.place_of("Accessible toilet", Role::ListBoxOption);
    hall.touches_at(sign.left_center() - egui::vec2(6.0, 0.0));
    let place = Destination::Place("toilets-accessible".to_owned());
    assert_eq!(hall.screen(), way_to(place));
}

#[test]
fn a_search_for_toilets_leads_there() {
    for (language, words) in [(EN, "toilet"), (Language::VIETNAMESE, "nha ve sinh")] {
        for size in [PORTRAIT, LANDSCAPE] {
            let mut hall = searching(size, language, words);
            let name = Texts::new(language).say(Key::PlaceToilets);
            hall.is_well_laid_out();
            hall.touches_what_begins(&format!("{name}. "), Role::Button);
            let goal = Destination::Nearest(PlaceKind::Toilets);
            assert_eq!(hall.screen(), way_to(goal));
        }
    }
}

#[test]
fn a_search_finds_areas_sessions_and_artisans() {
    for size in [PORTRAIT, LANDSCAPE] {
        let mut hall = searching(size, EN, "hands-on");
        hall.touches_what_begins("Hands-on area. ", Role::Button);
        assert_eq!(
            hall.screen(),
            way_to(Destination::Area("hands-on".to_owned()))
        );
        let mut hall = searching(size, EN, "throw your first cup");
        hall.touches_what_begins("Throw your first cup. ", Role::Button);
        assert!(matches!(hall.screen(), Screen::Page(Page::Session(_))));
    }
}

#[test]
fn nothing_found_has_its_button_while_one_types() {
    for size in [PORTRAIT, LANDSCAPE] {
        let texts = Texts::new(EN);
        let mut hall = searching(size, EN, "qqqxxzzq");
        hall.sees(&texts.say(Key::BoothsNone));
        hall.is_well_laid_out();
        hall.touches(&texts.say(Key::BoothsShowAll));
        hall.sees("80 booths");
    }
}

#[test]
fn the_first_page_begins_afresh() {
    for size in [PORTRAIT, LANDSCAPE] {
        let mut hall = map(size, EN, "hall-a");
        hall.chooses(Action::Go(Page::Home));
        hall.chooses(Action::Go(Page::Booths));
        let first = hall.card(1, EN);
        let seen = hall.harness.get_by_label(&first).rect();
        hall.touches("Down");
        hall.touches("Down");
        assert!(
            hall.harness
                .query_by_label(&first)
                .is_none_or(|card| card.rect() != seen)
        );
        hall.touches("To the first page");
        hall.chooses(Action::Go(Page::Booths));
        assert_eq!(hall.harness.get_by_label(&first).rect(), seen);
    }
}

#[test]
fn pages_of_amenities_are_well_laid_out() {
    let pages = [
        ("home-amenities", Page::Home),
        ("nearest", Page::Nearest),
        (
            "way-to-nearest",
            Page::Map(Some(Destination::Nearest(PlaceKind::Water))),
        ),
        ("map-legend", Page::Map(None)),
    ];
    let pages = pages.map(|(name, page)| (name, page));
    let open = |page: &Page, size, language| {
        let mut hall = map(size, language, "hall-c");
        hall.chooses(Action::Go(page.clone()));
        hall
    };
    let sizes = [PORTRAIT, LANDSCAPE, WIDE];
    hold_everywhere(&sizes, &pages, open, |_, hall| hall.is_well_laid_out());
}

#[test]
fn searches_are_well_laid_out() {
    let words = [
        ("search-toilet", "toilet"),
        ("search-wheel", "wheel"),
        ("search-nothing", "qqqxxzzq"),
    ];
    let open = |words: &&str, size, language| searching(size, language, words);
    let sizes = [PORTRAIT, LANDSCAPE];
    hold_everywhere(&sizes, &words, open, |_, hall| hall.is_well_laid_out());
}
