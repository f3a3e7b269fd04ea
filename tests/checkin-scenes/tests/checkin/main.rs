//! The rules of check-in: every scene at a door and at the server, and the laws of the fold.

// What fails here fails the test, with its place.
#![allow(clippy::unwrap_used)]

mod checks;
mod door;
mod in_memory;
mod laws;

use checkin_scenes::{all, figure};
use shared::protocol::v1::DayTotals;

use door::Door;
use in_memory::Ledger;

pub(crate) fn totals(ledger: &Ledger) -> Vec<DayTotals> {
    let dates = ledger.counters.dates().into_iter();
    dates
        .map(|date| DayTotals::of(date, &ledger.counters))
        .collect()
}

#[test]
fn sixty_scenes_have_names_of_their_own() {
    let scenes = all().unwrap();
    assert!(scenes.len() >= 60, "{} scenes", scenes.len());
    let names: std::collections::HashSet<&str> =
        scenes.iter().map(|scene| scene.name.as_str()).collect();
    assert_eq!(names.len(), scenes.len());
    for scene in scenes {
        assert_eq!(scene.exhibition().unwrap().problems(), [], "{}", scene.name);
    }
}

#[test]
fn every_scene_plays_as_written() {
    for scene in all().unwrap() {
        let mut door = Door::new(&scene);
        for (number, step) in scene.steps.iter().enumerate() {
            let context = format!("{}, line {}: {step:?}", scene.name, number + 1);
            let (verdict, decision) = door.play(number, step);
            assert_eq!(verdict, step.then.verdict, "{context}\n{decision:?}");
            door.check_told(step, decision.as_ref(), &context);
        }
    }
}

#[test]
fn server_judges_every_scene_as_the_door() {
    for scene in all().unwrap() {
        let mut door = Door::new(&scene);
        for (number, step) in scene.steps.iter().enumerate() {
            door.play(number, step);
        }
        door.check_replay(&scene);
    }
}

#[test]
fn every_scene_adds_up_in_any_order() {
    for scene in all().unwrap() {
        let mut door = Door::new(&scene);
        for (number, step) in scene.steps.iter().enumerate() {
            door.play(number, step);
        }
        let straight = totals(&door.ledger);
        for (day, figures) in &scene.totals {
            let date = door.catalogue.days[usize::from(*day) - 1].date;
            let nothing = DayTotals::empty(date);
            let day = straight
                .iter()
                .find(|it| it.date == date)
                .unwrap_or(&nothing);
            for (name, value) in figures {
                assert_eq!(figure(day, name), Some(*value), "{}: {name}", scene.name);
            }
        }
        for seed in 0..20 {
            let other = totals(&door.arriving(seed, 1 + seed as usize % 4));
            assert_eq!(other, straight, "{}, order {seed}", scene.name);
        }
    }
}
