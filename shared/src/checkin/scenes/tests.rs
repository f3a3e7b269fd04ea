mod checks;
mod door;

use super::*;
use crate::ledger::Ledger;
use crate::protocol::v1::DayTotals;
use door::Door;

fn totals(ledger: &Ledger) -> Vec<DayTotals> {
    let dates = ledger.counters.dates().into_iter();
    dates
        .map(|date| DayTotals::of(date, &ledger.counters))
        .collect()
}

#[test]
fn there_are_at_least_sixty_scenes_each_with_a_name_of_its_own() {
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
fn every_scene_plays_at_a_door_as_it_is_written() {
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
fn every_scene_is_judged_by_the_server_as_the_door_judged_it() {
    for scene in all().unwrap() {
        let mut door = Door::new(&scene);
        for (number, step) in scene.steps.iter().enumerate() {
            door.play(number, step);
        }
        door.check_replay(&scene);
    }
}

#[test]
fn every_scene_adds_up_to_the_same_in_any_order_and_grouping_of_arrival() {
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

#[test]
fn a_line_that_can_not_be_read_is_named() {
    let read = |line: &str| super::read::scenes(&format!("# a scene\n{line}")).unwrap_err();
    assert!(read("2 09:00 main in visitor").contains("line 2: an arrow"));
    assert!(read("2 09:00 main sing visitor -> admitted").contains("\"sing\" is nothing"));
    assert!(read("2 09:00 main in visitor -> perhaps").contains("the verdict \"perhaps\""));
    assert!(read("2 09:00 main in visitor@0 -> admitted").contains("the ticket"));
}
