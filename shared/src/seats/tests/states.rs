//! What organisers are told of each kiosk's part.

use super::*;

/// Returns what each kiosk has taken and holds unused.
fn states(scene: &Scene) -> Vec<(u32, u32)> {
    let states = scene.allocator.states(scene.now).into_iter();
    states.map(|state| (state.taken, state.unused)).collect()
}

#[test]
fn silent_kiosks_seats_count_as_unused_until_call() {
    let mut scene = Scene::new(6, 2);
    let heard = scene.now;
    scene.give(0).unwrap();
    scene.give(1).unwrap();
    scene.now = before(40);
    scene.meet(0, 0);
    assert_eq!(states(&scene), [(1, 2), (0, 3)], "the second was not heard");
    let states_of = scene.allocator.states(scene.now);
    assert_eq!(states_of[0].last_seen, Some(before(40)));
    assert_eq!(states_of[1].last_seen, Some(heard));
    // Nobody speaks to the allocator any more, and still it says what holds by then.
    scene.now = before(8);
    assert_eq!(states(&scene), [(1, 0), (0, 0)]);
}

#[test]
fn restored_allocator_counts_silent_kiosk_as_unheard() {
    let mut scene = Scene::new(4, 2);
    scene.allocator.restored(2, (0..2).map(Scene::id));
    let heard = |scene: &Scene| {
        let states = scene.allocator.states(scene.now).into_iter();
        states
            .map(|state| state.last_seen.is_some())
            .collect::<Vec<_>>()
    };
    assert_eq!(heard(&scene), [false, false]);
    scene.meet(0, 0);
    scene.meet(0, 0);
    assert_eq!(heard(&scene), [true, false]);
}
