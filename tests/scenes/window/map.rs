//! The floor plan on a hall's kiosk: where one is, what there is, the way to a booth with steps and without.

use std::path::PathBuf;
use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use kiosk::config;
use kiosk::i18n::{Key, Language, Texts};
use kiosk::session::{Page, Screen};
use shared::ids::BoothNumber;

use super::hall::{Hall, LANDSCAPE, PORTRAIT};

/// A hall's kiosk of the sample exhibition, with its map open.
fn map(size: [f32; 2], language: Language, kiosk: &str) -> Hall {
    let mut hall = Hall::with(size, language, |options| {
        options.role = config::Role::Hall;
    });
    hall.change(|view| {
        view.role = config::Role::Hall;
        view.catalogue = Arc::new(sync_server::setup::sample_catalogue().unwrap());
        view.status.kiosk = kiosk.parse().unwrap();
    });
    let texts = Texts::new(language);
    hall.touches(&texts.say(Key::AttractTouch));
    hall.touches(&texts.say(Key::MapTitle));
    hall
}

impl Hall {
    /// What screen readers call a booth on the map.
    fn booth_on_map(&self, number: u16, language: Language) -> String {
        let texts = Texts::new(language);
        let name = self
            .catalogue()
            .booth(BoothNumber(number))
            .unwrap()
            .name
            .clone();
        let words = texts.say_with(Key::BoothNumber, [("number", number.into())]);
        format!("{words}. {}", name.get(language.code()))
    }

    /// Touches a booth on the map, and then what its card offers.
    fn asks_the_way(&mut self, number: u16, language: Language) {
        let name = self.booth_on_map(number, language);
        self.touches(&name);
        self.touches(&Texts::new(language).say(Key::MapWay));
    }
}

#[test]
fn every_state_of_the_map_is_well_laid_out() {
    let kept = std::env::var_os("KIOSK_PICTURES").map(PathBuf::from);
    let mut halls = Vec::new();
    for size in [PORTRAIT, LANDSCAPE] {
        for language in Language::all() {
            let texts = Texts::new(language);
            for (name, kiosk) in [
                ("rest", "hall-a"),
                ("gate", "A1"),
                ("card", "courtyard"),
                ("way", "A1"),
                ("step-free", "courtyard"),
                ("downstairs", "upper"),
                ("upper", "hall-b"),
                ("near", "hall-c"),
            ] {
                let mut hall = map(size, language, kiosk);
                match name {
                    "card" => {
                        let booth = hall.booth_on_map(33, language);
                        hall.touches(&booth);
                    }
                    "way" => hall.asks_the_way(71, language),
                    "step-free" => {
                        hall.asks_the_way(46, language);
                        hall.touches(&texts.say(Key::MapStepFree));
                    }
                    "downstairs" => {
                        let ground = hall.catalogue().plan.as_ref().unwrap().levels[0]
                            .name
                            .clone();
                        hall.touches(ground.get(language.code()));
                        hall.asks_the_way(5, language);
                    }
                    "upper" => {
                        let upper = hall.catalogue().plan.as_ref().unwrap().levels[1]
                            .name
                            .clone();
                        hall.touches(upper.get(language.code()));
                    }
                    "near" => {
                        for _ in 0..3 {
                            hall.touches(&texts.say(Key::MapCloser));
                        }
                    }
                    _ => {}
                }
                if let Some(folder) = &kept {
                    let [width, height] = size;
                    let code = language.code();
                    let file = format!("map-{name}-{width}x{height}-{code}.png");
                    hall.picture().save(&folder.join(file));
                }
                halls.push((name, hall));
            }
        }
    }
    // Only now, so that all the pictures are there to look at when one of them is wrong.
    for (name, hall) in halls {
        println!("{name} {:?}", hall.size);
        hall.is_well_laid_out();
    }
}
