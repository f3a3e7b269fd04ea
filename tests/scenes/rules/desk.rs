//! The scenes at a kiosk's desk.

use checkin_scenes::{ExpectedFact, Scene, SceneStep};
use shared::checkin::Facts;
use shared::ids::ZoneBit;
use view::Outcome;

use super::door::{Door, Said};

#[test]
fn every_scene_plays_at_a_kiosks_desk_as_it_is_written() {
    for scene in checkin_scenes::all().unwrap() {
        let mut door = Door::new(&scene);
        door.play(&scene, |door, step, said, context| {
            assert_eq!(
                said.verdict, step.then.verdict,
                "{context}\n{:?}",
                said.shown
            );
            check_told(door, step, said, context);
        });
        let checked = door.journal().check().unwrap();
        assert!(checked.agrees(), "{}: {checked:?}", scene.name);
        check_inside(&door, &scene);
    }
}

/// Every fact that the scene wants told must be on the screen.
fn check_told(door: &Door, step: &SceneStep, said: &Said, context: &str) {
    let Some(shown) = &said.shown else {
        return;
    };
    for told in &step.then.told {
        let good = match &shown.outcome {
            Outcome::Refused(refusal) => is_told(door, step, told, &refusal.facts),
            Outcome::Admitted { .. } => {
                matches!(told, ExpectedFact::Left(left) if *left == shown.people_left.unwrap_or(0))
            }
            Outcome::Exited | Outcome::Visited { .. } => false,
        };
        assert!(good, "{context}: {told:?} is not on the screen: {shown:?}");
    }
}

fn is_told(door: &Door, step: &SceneStep, told: &ExpectedFact, facts: &Facts) -> bool {
    let at = |moment: &checkin_scenes::SceneMoment| moment.at(&door.catalogue);
    let date = |day: u8| Some(door.catalogue.days[usize::from(day) - 1].date);
    match told {
        ExpectedFact::Earlier(moment, gate) => facts
            .earlier
            .as_ref()
            .is_some_and(|earlier| Some(earlier.at) == at(moment) && earlier.gate == *gate),
        ExpectedFact::Opens(moment) => facts.opens_at == at(moment),
        ExpectedFact::Closed(moment) => facts.closes_at == at(moment),
        ExpectedFact::NextValid(day) => facts.next_valid == date(*day),
        ExpectedFact::LastValid(day) => facts.last_valid == date(*day),
        ExpectedFact::Wait(minutes) => {
            facts.minutes_to_wait(at(&step.when).unwrap()) == Some(*minutes)
        }
        ExpectedFact::Left(people) => facts.people_left == Some(*people),
        ExpectedFact::Limit(admissions, span) => facts
            .limit
            .is_some_and(|limit| (limit.admissions, limit.span) == (*admissions, *span)),
    }
}

/// A kiosk that has heard everything knows who is inside as well as the server does.
fn check_inside(door: &Door, scene: &Scene) {
    let journal = door.journal();
    for (day, figures) in &scene.totals {
        let date = door.catalogue.days[usize::from(*day) - 1].date;
        let occupancy = journal.occupancy(date).unwrap();
        for (name, people) in figures {
            let zone = match name.as_str() {
                "inside" => ZoneBit(0),
                "zone1.inside" => ZoneBit(1),
                _ => continue,
            };
            let inside = occupancy.inside(zone).map(i64::from);
            assert_eq!(inside, Some(*people), "{}: {name}", scene.name);
        }
    }
}
