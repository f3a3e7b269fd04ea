//! The booth's own screen, the stamp card and every step of the form as pictures. With `KIOSK_PICTURES=DIR` they are
//! kept, for people to look at.

use texts::{Key, Language, Texts};
use view::{LaneView, Outcome, SubmissionAnswer};

use super::SIZES;
use super::everywhere::{Opens, are_well_made_everywhere};
use super::hall::{Hall, verdict};
use super::people::{BOOTH, booth, fills_in, in_a_hall, knows, presses, shows_card, tile};

fn network(size: [f32; 2], language: Language) -> Hall {
    let mut hall = in_a_hall(size, language);
    let texts = Texts::new(language);
    hall.touches(&texts.say(Key::HomeNetwork));
    hall
}

fn details(size: [f32; 2], language: Language) -> Hall {
    let mut hall = network(size, language);
    let texts = Texts::new(language);
    hall.touches(&tile(
        &texts,
        Key::RoleDistributor,
        Key::RoleDistributorNote,
    ));
    hall
}

fn reach(size: [f32; 2], language: Language) -> Hall {
    let mut hall = details(size, language);
    let texts = Texts::new(language);
    fills_in(&mut hall, &texts, "tran van mau", "sample");
    hall
}

fn consent(size: [f32; 2], language: Language) -> Hall {
    let mut hall = reach(size, language);
    let texts = Texts::new(language);
    fills_in(&mut hall, &texts, "0900000123", "kim lan");
    hall
}

fn sent(size: [f32; 2], language: Language, kept: bool) -> Hall {
    let mut hall = consent(size, language);
    hall.touches(&Texts::new(language).say(Key::ConsentYes));
    let submission = Some(SubmissionAnswer { number: 1, kept });
    hall.change(|view| knows(view, |people| people.submission = submission));
    hall
}

fn visited(size: [f32; 2], language: Language, again: bool, people: u16) -> Hall {
    let mut hall = booth(size, language);
    let outcome = Outcome::Visited {
        booth: BOOTH,
        again,
    };
    hall.lane(verdict(1, outcome, people));
    hall
}

fn card(size: [f32; 2], language: Language, booths: &[u16]) -> Hall {
    let mut hall = in_a_hall(size, language);
    shows_card(&mut hall, 1, booths);
    hall
}

/// The pages by name, with the kiosk that shows each.
const SHOWN: [(&str, Opens); 15] = [
    ("people-booth", booth),
    ("people-booth-reading", |size, language| {
        let mut hall = booth(size, language);
        hall.lane(LaneView::Reading);
        hall
    }),
    ("people-visited", |size, language| {
        visited(size, language, false, 4)
    }),
    ("people-visited-again", |size, language| {
        visited(size, language, true, 1)
    }),
    ("people-stamps", |size, language| {
        let mut hall = in_a_hall(size, language);
        let texts = Texts::new(language);
        hall.touches(&texts.say(Key::HomeStamps));
        hall
    }),
    ("people-stamps-none", |size, language| {
        card(size, language, &[])
    }),
    ("people-stamps-some", |size, language| {
        let mut of_villages = card(size, language, &[]);
        let catalogue = of_villages.catalogue();
        let booths: Vec<u16> = catalogue.booths.iter().map(|it| it.number.0).collect();
        let seen: Vec<u16> = booths.into_iter().filter(|it| it % 9 == 1).collect();
        shows_card(&mut of_villages, 2, &seen[..5]);
        of_villages
    }),
    ("people-stamps-all", |size, language| {
        let all: Vec<u16> = (1..=80).collect();
        card(size, language, &all)
    }),
    ("people-network-role", network),
    ("people-network-details", details),
    ("people-network-typing", |size, language| {
        let mut hall = details(size, language);
        let texts = Texts::new(language);
        presses(&mut hall, &texts, "tran van mau");
        hall.touches(&texts.say(Key::SubmissionNext));
        presses(&mut hall, &texts, "sample");
        hall
    }),
    ("people-network-wrong", |size, language| {
        let mut hall = reach(size, language);
        let texts = Texts::new(language);
        presses(&mut hall, &texts, "09");
        hall.touches(&texts.say(Key::SubmissionNext));
        hall
    }),
    ("people-network-consent", consent),
    ("people-network-thanks", |size, language| {
        sent(size, language, true)
    }),
    ("people-network-failed", |size, language| {
        sent(size, language, false)
    }),
];

#[test]
fn gallery_of_visitors_nothing_is_cut_short() {
    are_well_made_everywhere(&SIZES, &SHOWN);
}
