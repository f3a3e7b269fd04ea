//! The pages of the booths and the villages as pictures. With `KIOSK_PICTURES=DIR` they are kept, for people to look at.

use texts::{Key, Language, Texts};
use ui::session::{Action, Page};

use super::SIZES;
use super::everywhere::{Opens, are_well_made_everywhere};
use super::hall::Hall;

/// A kiosk in the hall of the exhibition, at one of its pages.
fn at(size: [f32; 2], language: Language, page: Page) -> Hall {
    let mut hall = Hall::open_in_the_hall(size, language);
    hall.shows_the_exhibition();
    hall.chooses(Action::Go(page));
    hall
}

/// The pages by name, with a hall kiosk that shows each.
const SHOWN: [(&str, Opens); 10] = [
    ("booths-list", |size, language| {
        at(size, language, Page::Booths)
    }),
    ("booths-keyboard", |size, language| {
        let mut hall = at(size, language, Page::Booths);
        hall.touches_field();
        hall.presses("binh");
        hall
    }),
    ("booths-by-village", |size, language| {
        let mut hall = at(size, language, Page::Booths);
        let texts = Texts::new(language);
        hall.touches(&texts.say(Key::BrowseVillages));
        hall
    }),
    ("booths-by-product", |size, language| {
        let mut hall = at(size, language, Page::Booths);
        let texts = Texts::new(language);
        hall.touches(&texts.say(Key::BrowseProducts));
        hall
    }),
    ("booths-by-practice", |size, language| {
        let mut hall = at(size, language, Page::Booths);
        let texts = Texts::new(language);
        hall.touches(&texts.say(Key::BrowsePractices));
        hall
    }),
    ("booths-of-village", |size, language| {
        let mut hall = at(size, language, Page::Booths);
        let texts = Texts::new(language);
        hall.touches(&texts.say(Key::BrowseVillages));
        let village = hall.catalogue().villages[4].clone();
        hall.touches(village.name.get(language.code()));
        hall
    }),
    ("booths-booth", |size, language| {
        let mut hall = at(size, language, Page::Booths);
        let card = hall.card(2, language);
        hall.touches(&card);
        hall
    }),
    ("booths-villages", |size, language| {
        at(size, language, Page::Villages)
    }),
    ("booths-village", |size, language| {
        let mut hall = at(size, language, Page::Villages);
        let village = hall.catalogue().villages[3].clone();
        let code = language.code();
        let (name, craft) = (village.name.get(code), village.craft.get(code));
        hall.touches(&format!("{name}. {craft}"));
        hall
    }),
    ("booths-life-cycle", |size, language| {
        let mut hall = at(size, language, Page::Villages);
        let texts = Texts::new(language);
        hall.touches(&texts.say(Key::LifeCycleInvite));
        hall
    }),
];

#[test]
fn gallery_of_booths_and_villages_nothing_is_cut_short() {
    are_well_made_everywhere(&SIZES, &SHOWN);
}
