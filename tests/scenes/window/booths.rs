//! Visitors look for booths: with the keyboard on the glass or a real one, and by what booths are browsed by.

use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use scenes::queries;
use shared::catalogue::Catalogue;
use shared::ids::BoothNumber;
use texts::{Key, Language, Texts};
use ui::screens::BoothList;
use ui::search::Index;
use ui::session::{Page, Screen, Writing};
use view::{Command, LaneView, Outcome, VisitorCommand};

use super::SIZES;
use super::hall::{Hall, LANDSCAPE, PORTRAIT, verdict};

const VI: Language = Language::VIETNAMESE;
const EN: Language = Language::ENGLISH;

/// The list of booths of the shipped exhibition, in a window of a size.
fn list(size: [f32; 2], language: Language) -> Hall {
    let mut hall = Hall::open(size, language);
    hall.shows_the_exhibition();
    hall.browses();
    hall
}

fn key(language: Language, writing: Writing) -> String {
    Texts::new(language).say(match writing {
        Writing::Telex => Key::KeyTelex,
        Writing::Vni => Key::KeyVni,
        Writing::Plain => Key::KeyPlain,
    })
}

#[test]
fn a_booth_is_found_on_the_glass_by_telex_by_vni_and_in_english() {
    for size in SIZES {
        for (language, writing, keys, word, booth) in [
            (VI, None, "gachj", "gạch", 4),
            (VI, Some(Writing::Vni), "gom61", "gốm", 6),
            (EN, None, "leather", "leather", 59),
            (EN, Some(Writing::Telex), "gooms", "gốm", 6),
            (VI, Some(Writing::Plain), "vase", "vase", 3),
        ] {
            let mut hall = list(size, language);
            hall.touches_field();
            hall.is_well_laid_out();
            if let Some(writing) = writing {
                hall.touches(&key(language, writing));
            }
            hall.presses(keys);
            hall.reads(word);
            hall.is_well_laid_out();
            hall.touches(&Texts::new(language).say(Key::KeyDone));
            hall.reads(word);
            hall.is_well_laid_out();
            let card = hall.card(booth, language);
            hall.sees_button(&card);
        }
    }
}

#[test]
fn results_come_while_one_types_and_are_touched_without_closing_the_keyboard() {
    for size in SIZES {
        let mut hall = list(size, VI);
        hall.touches_field();
        hall.presses("12");
        let card = hall.card(12, VI);
        hall.touches(&card);
        assert_eq!(hall.screen(), Screen::Page(Page::Booth(BoothNumber(12))));
        let looked_up = VisitorCommand::LookedUp(BoothNumber(12));
        assert_eq!(hall.asked(), [Command::Visitor(looked_up)]);
    }
}

#[test]
fn the_last_letter_and_the_whole_word_are_taken_away_and_nothing_found_says_so() {
    for size in SIZES {
        let mut hall = list(size, EN);
        let texts = Texts::new(EN);
        hall.touches_field();
        hall.presses("qqqq");
        hall.touches(&texts.say(Key::KeySpace));
        hall.presses("zzzz");
        hall.sees(&texts.say(Key::BoothsNone));
        hall.is_well_laid_out();
        hall.touches(&texts.say(Key::KeyRubOut));
        hall.reads("qqqq zzz");
        hall.touches(&texts.say(Key::SearchClear));
        hall.reads("");
        hall.sees("80 booths");
        hall.presses("zzzz");
        hall.touches(&texts.say(Key::KeyDone));
        hall.is_well_laid_out();
        hall.touches(&texts.say(Key::BoothsShowAll));
        hall.sees("80 booths");
    }
}

#[test]
fn a_real_keyboard_composes_too_and_leaves_composed_letters_alone() {
    let mut hall = list(LANDSCAPE, VI);
    hall.types("gooms");
    hall.reads("gốm");
    hall.harness.key_press(egui::Key::Backspace);
    hall.harness.run();
    hall.reads("gố");
    hall.types("m sứ");
    hall.reads("gốm sứ");
    let mut hall = list(LANDSCAPE, EN);
    hall.types("vase");
    hall.reads("vase");
}

#[test]
fn booths_are_browsed_by_village_by_product_and_by_practice() {
    for size in SIZES {
        for language in Language::all() {
            let texts = Texts::new(language);
            let count = |count: i32| texts.say_with(Key::BoothsCount, [("count", count.into())]);
            let mut hall = list(size, language);
            hall.is_well_laid_out();
            let catalogue = hall.catalogue();
            let village = catalogue.village(&"bat-trang".parse().unwrap()).unwrap();
            let bat_trang = village.name.get(language.code()).to_owned();
            for (shelf, tile, booths) in [
                (Key::BrowseVillages, bat_trang, 24),
                (Key::BrowseProducts, texts.say(Key::ProductLeather), 6),
                (Key::BrowsePractices, texts.say(Key::StageDisposal), 28),
            ] {
                hall.touches(&texts.say(shelf));
                hall.is_well_laid_out();
                hall.touches(&tile);
                hall.sees(&tile);
                hall.sees(&count(booths));
                hall.is_well_laid_out();
            }
            hall.types("vase");
            hall.touches(&texts.say(Key::BrowseAll));
            hall.touches(&texts.say(Key::SearchClear));
            hall.sees(&count(80));
        }
    }
}

#[test]
fn a_booth_is_read_leafed_on_and_left_for_the_same_place_in_the_list() {
    for size in SIZES {
        let mut hall = list(size, EN);
        for _ in 0..3 {
            hall.touches("Down");
        }
        let buttons = hall.harness.query_all_by_role(Role::Button);
        let seen: Vec<String> = buttons
            .filter_map(|node| egui_kittest::kittest::NodeT::accesskit_node(&node).label())
            .collect();
        let card = seen.iter().filter(|name| name.contains(". Sample")).nth(3);
        let card = card.unwrap();
        let number: u16 = card.split('.').next().unwrap().parse().unwrap();
        hall.touches(card);
        hall.sees(&format!("Booth {number}"));
        hall.is_well_laid_out();
        hall.touches(&format!("Booth {}", number + 1));
        hall.sees(&format!("Booth {}", number + 1));
        hall.touches("Back");
        hall.sees_button(card);
    }
}

#[test]
fn the_way_to_a_booth_is_shown() {
    for size in SIZES {
        for language in Language::all() {
            let mut hall = list(size, language);
            let card = hall.card(1, language);
            hall.touches(&card);
            hall.is_well_laid_out();
            hall.sees(&Texts::new(language).say(Key::PracticesTitle));
            let way = Texts::new(language).say(Key::BoothShowTheWay);
            hall.sees_button(&way);
        }
    }
}

#[test]
fn nothing_of_what_one_visitor_looked_for_is_left_for_the_next() {
    let mut hall = list(PORTRAIT, EN);
    hall.touches("Products");
    hall.touches("Leather");
    hall.touches_field();
    hall.touches("VNI");
    hall.presses("wallet");
    hall.lane(verdict(1, Outcome::Admitted { again: false }, 1));
    hall.lane(LaneView::Waiting);
    hall.browses();
    hall.sees("80 booths");
    hall.does_not_see("Leather");
    hall.does_not_see("VNI");
    hall.touches_field();
    hall.reads("");
    hall.presses("a1");
    hall.reads("a1");
}

#[test]
fn of_all_searches_more_than_ninety_five_in_a_hundred_are_answered_by_the_first_three_cards() {
    let json = include_str!("../../../assets/exhibition/catalogue.json");
    let catalogue = Arc::new(Catalogue::from_json(json).unwrap());
    let index = Arc::new(Index::new(&catalogue));
    let mut list = BoothList::default();
    let queries = queries::all();
    assert!(queries.len() >= 200);
    let answered = queries.iter().filter(|query| {
        list.follow(&catalogue, Some(&index), VI, (&query.typed, None));
        let mut first = list.lines().iter().take(3);
        first.any(|line| query.booths.contains(&line.number.0))
    });
    let answered = answered.count();
    println!(
        "answered by the first three cards: {answered} of {}",
        queries.len()
    );
    assert!(answered * 100 > queries.len() * 95);
}
