//! The booth's own screen, the stamp card and every step of the form as pictures. With `KIOSK_PICTURES=DIR` they are
//! kept, for people to look at.

use std::path::PathBuf;

use kiosk::i18n::{Key, Language, Texts};
use kiosk::view::{LaneView, LetterAnswer, Outcome};

use super::SIZES;
use super::hall::{Hall, verdict};
use super::people::{BOOTH, booth, fills_in, in_a_hall, knows, presses, shows_card, tile};

/// A page by name, and the kiosk that shows it.
type Shown = (&'static str, fn([f32; 2], Language) -> Hall);

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

fn consent(size: [f32; 2], language: Language) -> Hall {
    let mut hall = details(size, language);
    let texts = Texts::new(language);
    fills_in(&mut hall, &texts, "tran van mau", "0900000123");
    hall.touches(&texts.say(Key::LetterNext));
    hall
}

fn sent(size: [f32; 2], language: Language, kept: bool) -> Hall {
    let mut hall = consent(size, language);
    hall.touches(&Texts::new(language).say(Key::ConsentYes));
    let letter = Some(LetterAnswer { number: 1, kept });
    hall.change(|view| knows(view, |people| people.letter = letter));
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

const SHOWN: [Shown; 15] = [
    ("booth", booth),
    ("booth-reading", |size, language| {
        let mut hall = booth(size, language);
        hall.lane(LaneView::Reading);
        hall
    }),
    ("visited", |size, language| {
        visited(size, language, false, 4)
    }),
    ("visited-again", |size, language| {
        visited(size, language, true, 1)
    }),
    ("stamps", |size, language| {
        let mut hall = in_a_hall(size, language);
        let texts = Texts::new(language);
        hall.touches(&texts.say(Key::HomeStamps));
        hall
    }),
    ("stamps-none", |size, language| card(size, language, &[])),
    ("stamps-some", |size, language| {
        let mut of_villages = card(size, language, &[]);
        let catalogue = of_villages.catalogue();
        let booths: Vec<u16> = catalogue.booths.iter().map(|it| it.number.0).collect();
        let seen: Vec<u16> = booths.into_iter().filter(|it| it % 9 == 1).collect();
        shows_card(&mut of_villages, 2, &seen[..5]);
        of_villages
    }),
    ("stamps-all", |size, language| {
        let all: Vec<u16> = (1..=80).collect();
        card(size, language, &all)
    }),
    ("network-role", network),
    ("network-details", details),
    ("network-typing", |size, language| {
        let mut hall = details(size, language);
        let texts = Texts::new(language);
        presses(&mut hall, &texts, "tran van mau");
        hall.touches(&texts.say(Key::KeyDone));
        presses(&mut hall, &texts, "09");
        hall
    }),
    ("network-wrong", |size, language| {
        let mut hall = details(size, language);
        let texts = Texts::new(language);
        fills_in(&mut hall, &texts, "tran van mau", "09");
        hall.touches(&texts.say(Key::LetterNext));
        for _ in 0..2 {
            hall.touches(&texts.say(Key::KeyDone));
        }
        hall
    }),
    ("network-consent", consent),
    ("network-thanks", |size, language| {
        sent(size, language, true)
    }),
    ("network-failed", |size, language| {
        sent(size, language, false)
    }),
];

#[test]
fn gallery_of_visitors_nothing_is_cut_short() {
    let kept = std::env::var_os("KIOSK_PICTURES").map(PathBuf::from);
    let mut halls = Vec::new();
    for size in SIZES {
        for language in Language::all() {
            for (name, open) in &SHOWN {
                let hall = open(size, language);
                if let Some(folder) = &kept {
                    let ([width, height], code) = (size, language.code());
                    let file = format!("people-{name}-{width}x{height}-{code}.png");
                    hall.picture().save(&folder.join(file));
                }
                halls.push((name, hall));
            }
        }
    }
    // Only now, so that all the pictures are there to look at when one of them is wrong.
    for (name, hall) in halls {
        println!("{name}");
        hall.nothing_is_cut_short();
        hall.every_target_is_large_enough();
        hall.no_words_run_into_a_control();
    }
}
