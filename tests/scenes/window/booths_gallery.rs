//! The pages of the booths and the villages as pictures. With `KIOSK_PICTURES=DIR` they are kept, for people to look at.

use std::path::PathBuf;

use kiosk::i18n::{Key, Language, Texts};
use kiosk::session::{Action, Page};

use super::SIZES;
use super::hall::Hall;

/// A page by name, and the way there from a hall kiosk's first page.
struct Shown {
    name: &'static str,
    go: fn(&mut Hall, &Texts),
}

const SHOWN: [Shown; 10] = [
    Shown {
        name: "list",
        go: |hall, _| hall.chooses(Action::Go(Page::Booths)),
    },
    Shown {
        name: "keyboard",
        go: |hall, _| {
            hall.chooses(Action::Go(Page::Booths));
            hall.touches_field();
            hall.presses("binh");
        },
    },
    Shown {
        name: "by-village",
        go: |hall, texts| {
            hall.chooses(Action::Go(Page::Booths));
            hall.touches(&texts.say(Key::BrowseVillages));
        },
    },
    Shown {
        name: "by-product",
        go: |hall, texts| {
            hall.chooses(Action::Go(Page::Booths));
            hall.touches(&texts.say(Key::BrowseProducts));
        },
    },
    Shown {
        name: "by-practice",
        go: |hall, texts| {
            hall.chooses(Action::Go(Page::Booths));
            hall.touches(&texts.say(Key::BrowsePractices));
        },
    },
    Shown {
        name: "of-village",
        go: |hall, texts| {
            hall.chooses(Action::Go(Page::Booths));
            hall.touches(&texts.say(Key::BrowseVillages));
            let village = hall.catalogue().villages[4].clone();
            hall.touches(village.name.get(texts.language().code()));
        },
    },
    Shown {
        name: "booth",
        go: |hall, texts| {
            hall.chooses(Action::Go(Page::Booths));
            let card = hall.card(2, texts.language());
            hall.touches(&card);
        },
    },
    Shown {
        name: "villages",
        go: |hall, _| hall.chooses(Action::Go(Page::Villages)),
    },
    Shown {
        name: "village",
        go: |hall, texts| {
            hall.chooses(Action::Go(Page::Villages));
            let village = hall.catalogue().villages[3].clone();
            let code = texts.language().code();
            let (name, craft) = (village.name.get(code), village.craft.get(code));
            hall.touches(&format!("{name}. {craft}"));
        },
    },
    Shown {
        name: "life-cycle",
        go: |hall, texts| {
            hall.chooses(Action::Go(Page::Villages));
            hall.touches(&texts.say(Key::LifeCycleInvite));
        },
    },
];

#[test]
fn gallery_of_booths_and_villages_nothing_is_cut_short() {
    let kept = std::env::var_os("KIOSK_PICTURES").map(PathBuf::from);
    let mut halls = Vec::new();
    for size in SIZES {
        for language in Language::all() {
            let texts = Texts::new(language);
            for Shown { name, go } in &SHOWN {
                let mut hall = Hall::open_in_the_hall(size, language);
                hall.shows_the_exhibition();
                go(&mut hall, &texts);
                if let Some(folder) = &kept {
                    let ([width, height], code) = (size, language.code());
                    let file = format!("booths-{name}-{width}x{height}-{code}.png");
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
