//! Visitors read about the craft villages, and about what sustainable production means.

use texts::{Key, Language, Texts};
use ui::session::{Action, Page, Screen};

use super::SIZES;
use super::hall::Hall;

/// The page of the villages, on a hall's kiosk.
fn villages(size: [f32; 2], language: Language) -> Hall {
    let mut hall = Hall::open_in_the_hall(size, language);
    hall.shows_the_exhibition();
    hall.chooses(Action::Go(Page::Villages));
    hall
}

/// What a village's tile is called.
fn tile(hall: &Hall, language: Language, id: &str) -> String {
    let catalogue = hall.catalogue();
    let village = catalogue.village(&id.parse().unwrap()).unwrap();
    let code = language.code();
    format!("{}. {}", village.name.get(code), village.craft.get(code))
}

#[test]
fn each_village_tells_its_craft_and_leads_to_its_booths_and_artisans() {
    for size in SIZES {
        for language in Language::all() {
            let texts = Texts::new(language);
            let mut hall = villages(size, language);
            hall.is_well_laid_out();
            for village in hall.catalogue().villages.clone() {
                let name = tile(&hall, language, village.id.as_str());
                hall.touches(&name);
                hall.sees(village.craft.get(language.code()));
                hall.sees(village.about.get(language.code()));
                hall.sees(&texts.say(Key::VillageArtisans));
                hall.is_well_laid_out();
                let booths = hall.catalogue().booths.clone();
                let count = booths
                    .iter()
                    .filter(|one| one.village == village.id)
                    .count();
                let slots = [("count", count.into())];
                hall.touches(&texts.say_with(Key::VillageBooths, slots));
                let slots = [("count", count.into())];
                hall.sees(&texts.say_with(Key::BoothsCount, slots));
                hall.touches(&texts.say(Key::Back));
                hall.touches(&texts.say(Key::Back));
            }
            assert_eq!(hall.screen(), Screen::Page(Page::Villages));
        }
    }
}

#[test]
fn every_stage_says_what_it_means_and_leads_to_the_booths_that_do_something_there() {
    for size in SIZES {
        for language in Language::all() {
            let texts = Texts::new(language);
            for (title, about, booths) in [
                (Key::StageMaterials, Key::LifeCycleMaterials, 47),
                (Key::StageProduction, Key::LifeCycleProduction, 48),
                (Key::StageDistribution, Key::LifeCycleDistribution, 39),
                (Key::StageUse, Key::LifeCycleUse, 40),
                (Key::StageDisposal, Key::LifeCycleDisposal, 28),
            ] {
                let mut hall = villages(size, language);
                hall.touches(&texts.say(Key::LifeCycleInvite));
                let count = |key| texts.say_with(key, [("count", booths.into())]);
                let button = count(Key::LifeCycleBooths);
                for _ in 0..4 {
                    hall.every_target_is_large_enough();
                    hall.no_words_run_into_a_control();
                    if hall.sees_above(&button, &texts.say(Key::PageDown)) {
                        break;
                    }
                    hall.touches(&texts.say(Key::PageDown));
                }
                hall.sees(&texts.say(about));
                hall.touches(&button);
                hall.sees(&texts.say(title));
                hall.sees(&count(Key::BoothsCount));
            }
        }
    }
}
