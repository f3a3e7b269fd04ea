use shared::catalogue::{PlaceKind, Plan};

use super::*;
use crate::sample;

fn first(typed: &str) -> Option<u16> {
    let catalogue = sample::catalogue(80);
    let found = Index::new(&catalogue).find(typed);
    found.first().map(|at| catalogue.booths[*at].number.0)
}

fn villages(typed: &str) -> Vec<String> {
    let catalogue = sample::catalogue(80);
    let mut names: Vec<String> = Index::new(&catalogue)
        .find(typed)
        .iter()
        .map(|at| catalogue.booths[*at].village.to_string())
        .collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn typed_letters_are_composed() {
    assert_eq!(composed("Go\u{302}\u{301}m"), "Gốm");
}

#[test]
fn a_village_is_found_without_marks_without_spaces_and_with_typing_errors() {
    for typed in [
        "Bát Tràng",
        "bat trang",
        "battrang",
        "bat trnag",
        "BAT TRANG",
        "bat tran",
    ] {
        assert_eq!(villages(typed), ["bat-trang"], "{typed}");
    }
    assert_eq!(villages("kiêu kỵ"), ["kieu-ky"]);
}

#[test]
fn a_number_finds_its_booth_first() {
    for typed in [
        "12",
        "012",
        "số 12",
        "gian hàng số 12",
        "booth 12",
        "no. 12",
    ] {
        assert_eq!(first(typed), Some(12), "{typed}");
    }
    assert_eq!(first("7"), Some(7));
}

#[test]
fn a_product_is_found_in_either_language_before_its_words_apart() {
    for (typed, village) in [
        ("paper flower", "phu-dong"),
        ("hoa giay", "phu-dong"),
        ("goldleaf", "kieu-ky"),
    ] {
        let catalogue = sample::catalogue(80);
        let found = Index::new(&catalogue).find(typed);
        let best = &catalogue.booths[found[0]];
        assert_eq!(best.village.as_str(), village, "{typed}");
    }
}

#[test]
fn nothing_typed_shows_all_and_nonsense_shows_none() {
    let index = Index::new(&sample::catalogue(80));
    assert_eq!(index.find(""), (0..80).collect::<Vec<_>>());
    assert_eq!(index.find(" … "), (0..80).collect::<Vec<_>>());
    assert!(index.find("xylophone").is_empty());
    assert!(index.find("999").is_empty());
}

#[test]
fn a_whole_name_comes_before_its_words_apart() {
    let mut catalogue = sample::catalogue(80);
    // "bat" is a bowl, too: a booth of another village with both words apart must not come first.
    let odd = catalogue
        .booths
        .iter_mut()
        .find(|booth| booth.number.0 == 6)
        .unwrap();
    odd.name
        .0
        .insert("vi".to_owned(), "Bát đĩa trang trí".to_owned());
    for typed in ["bat trang", "bat trnag"] {
        let found = Index::new(&catalogue).find(typed);
        let first = &catalogue.booths[found[0]];
        assert_eq!(first.village.as_str(), "bat-trang", "{typed}");
        assert!(found.iter().any(|at| catalogue.booths[*at].number.0 == 6));
    }
}

#[test]
fn what_holds_every_word_comes_alone_and_only_without_it_what_holds_some() {
    assert_eq!(villages("bat trang binh hoa"), ["bat-trang"]);
    assert_eq!(villages("bat trang thuoc"), ["bat-trang"]);
    assert_eq!(villages("bat trang xylophone"), ["bat-trang"]);
}

#[test]
fn keys_that_no_input_method_composed_or_one_that_should_not_have_are_understood() {
    for typed in ["gooms suws chum vaij", "go61m su71 chum va5i", "chum vạij"] {
        assert_eq!(villages(typed), ["kim-lan"], "{typed}");
    }
    assert_eq!(villages("váes"), ["bat-trang"]);
    assert_eq!(first("gian12"), Some(12));
}

#[test]
fn marks_that_were_typed_count_and_marks_that_were_not_are_left_open() {
    let mut catalogue = sample::catalogue(2);
    for (booth, name) in catalogue.booths.iter_mut().zip(["Bông vải", "Bóng da"]) {
        booth.name.0.insert("vi".to_owned(), name.to_owned());
    }
    let index = Index::new(&catalogue);
    assert_eq!(index.find("bóng"), [1, 0]);
    assert_eq!(index.find("bông"), [0, 1]);
    assert_eq!(index.find("bong"), [0, 1]);
    // The tone stands at either vowel.
    assert_eq!(fold("hoà"), fold("hòa"));
}

#[test]
fn artisans_and_sessions_are_found_beside_booths_with_the_field_that_fits() {
    let catalogue = sample::catalogue(3);
    let hits = Index::new(&catalogue).hits("ban xoay");
    let subjects: Vec<Subject> = hits.iter().map(|hit| hit.subject).collect();
    assert_eq!(subjects, [0, 1, 2, 3].map(Subject::Session));
    assert_eq!(hits[0].field, SearchField::Name);
    let hits = Index::new(&catalogue).hits("nghe nhan mau");
    assert_eq!(hits[0].subject, Subject::Artisan(0));
    let hits = Index::new(&catalogue).hits("khong chi");
    assert!(hits.iter().all(|hit| hit.field == SearchField::Practice));
    assert_eq!(hits.len(), 3);
}

#[test]
fn no_search_does_harm() {
    let index = Index::new(&sample::catalogue(80));
    for typed in ["\u{301}", "đĐ", "𝔊𝔬𝔪", "0", "00", &"a".repeat(10_000), "\0"] {
        let _ = index.find(typed);
    }
    assert!(Index::default().find("bat").is_empty());
}

/// The exhibition that is shipped, with its plan.
fn shipped() -> Catalogue {
    let catalogue = include_str!("../../../../assets/exhibition/catalogue.json");
    let plan = include_str!("../../../../assets/exhibition/plan.json");
    Catalogue {
        plan: Some(Plan::from_json(plan).unwrap()),
        ..Catalogue::from_json(catalogue).unwrap()
    }
}

#[test]
fn amenities_are_found_in_every_language() {
    let index = Index::new(&shipped());
    for (typed, kind) in [
        ("toilet", PlaceKind::Toilets),
        ("tolet", PlaceKind::Toilets),
        ("WC", PlaceKind::Toilets),
        ("nhà vệ sinh", PlaceKind::Toilets),
        ("nha ve sinh", PlaceKind::Toilets),
        ("nhaf veej sinh", PlaceKind::Toilets),
        ("화장실", PlaceKind::Toilets),
        ("厕所", PlaceKind::Toilets),
        ("お手洗い", PlaceKind::Toilets),
        ("wheelchair toilet", PlaceKind::AccessibleToilet),
        ("nước uống", PlaceKind::Water),
        ("drinking water", PlaceKind::Water),
        ("first aid", PlaceKind::FirstAid),
        ("y tế", PlaceKind::FirstAid),
        ("thang máy", PlaceKind::Lift),
        ("elevator", PlaceKind::Lift),
        ("information", PlaceKind::Information),
        ("ghế nghỉ", PlaceKind::Seats),
        ("exit", PlaceKind::Exit),
        ("lối ra", PlaceKind::Exit),
    ] {
        let first = index.hits(typed).first().map(|hit| hit.subject);
        assert_eq!(first, Some(Subject::Amenity(kind)), "{typed}");
    }
}

#[test]
fn toilets_are_no_plants_and_no_tableware() {
    let index = Index::new(&shipped());
    for typed in ["toilet", "nhà vệ sinh", "nha ve sinh", "restroom"] {
        assert_eq!(index.find(typed), Vec::<usize>::new(), "{typed}");
    }
    let without_plan = Catalogue {
        plan: None,
        ..shipped()
    };
    let index = Index::new(&without_plan);
    for typed in ["toilet", "exit"] {
        assert_eq!(index.hits(typed), [], "{typed}");
    }
}

#[test]
fn what_is_not_there_finds_nothing() {
    let index = Index::new(&shipped());
    for typed in [
        "wifi",
        "atm",
        "pizza",
        "hotel",
        "police",
        "umbrella",
        "computer",
        "iphone",
        "shoes",
        "ice cream",
        "smoking area",
        "bãi đỗ xe",
        "sạc điện thoại",
    ] {
        assert_eq!(index.hits(typed), [], "{typed}");
    }
}

#[test]
fn another_tone_is_another_word() {
    let mut catalogue = sample::catalogue(2);
    for (booth, name) in catalogue.booths.iter_mut().zip(["Giấy dó", "Giày da"]) {
        booth.name.0.insert("vi".to_owned(), name.to_owned());
    }
    let index = Index::new(&catalogue);
    assert_eq!(index.find("giày"), [1]);
    assert_eq!(index.find("giay"), [0, 1]);
}

#[test]
fn areas_sessions_and_artisans_are_found() {
    let catalogue = shipped();
    let index = Index::new(&catalogue);
    for (typed, area) in [
        ("hands-on", "hands-on"),
        ("trải nghiệm", "hands-on"),
        ("khu trinh dien", "demonstration"),
        ("hall a", "hall-a"),
        ("体验区", "hands-on"),
    ] {
        let place = catalogue.areas.iter().position(|one| one.id == area);
        let first = index.hits(typed).first().map(|hit| hit.subject);
        assert_eq!(first, place.map(Subject::Area), "{typed}");
    }
    let hits = index.hits("bàn xoay");
    let has = |wanted: fn(&Subject) -> bool| hits.iter().any(|hit| wanted(&hit.subject));
    assert!(has(|subject| matches!(subject, Subject::Artisan(_))));
    assert!(has(|subject| matches!(subject, Subject::Session(_))));
}
