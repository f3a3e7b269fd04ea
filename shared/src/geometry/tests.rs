use super::*;
use proptest::prelude::*;

fn square() -> [Point; 4] {
    Rect::sized(Point::new(1.0, 1.0), 2.0, 2.0).corners()
}

#[test]
fn headings_turn_clockwise_from_up() {
    let here = Point::new(5.0, 5.0);
    for (there, degrees) in [
        ([5.0, 4.0], 0.0),
        ([6.0, 5.0], 90.0),
        ([5.0, 6.0], 180.0),
        ([4.0, 5.0], 270.0),
    ] {
        assert!((here.heading(there.into()) - degrees).abs() < 1e-9);
    }
}

#[test]
fn turned_plan_has_readers_view_up() {
    for looking in [0.0, 90.0, 180.0, 270.0, 360.0, -90.0, 44.0, 359.0] {
        let quarters = Quarters::that_put_up(looking);
        let radians = f64::to_radians(looking);
        let ahead = quarters.turn(Point::new(radians.sin(), -radians.cos()));
        assert!(ahead.y < -0.7, "{looking}: {ahead:?}");
    }
}

#[test]
fn line_crosses_block_only_through_inside() {
    let through = |a: [f64; 2], b: [f64; 2]| crosses(&square(), a.into(), b.into());
    assert!(through([0.0, 2.0], [4.0, 2.0]));
    assert!(through([0.0, 0.0], [4.0, 4.0]), "corner to corner");
    assert!(through([1.5, 1.5], [2.5, 2.5]), "wholly inside");
    assert!(through([2.0, 1.0], [2.0, 2.0]), "in from the edge");
    assert!(!through([0.0, 1.0], [4.0, 1.0]), "along the edge");
    assert!(!through([0.0, 2.0], [2.0, 0.0]), "past the corner");
    assert!(!through([0.0, 2.0], [1.0, 2.0]), "up to the edge");
    assert!(!through([0.0, 0.0], [0.0, 4.0]));
}

#[test]
fn neighbours_touch_and_do_not_overlap() {
    let one = Rect::sized(Point::new(0.0, 0.0), 3.0, 3.0);
    assert!(!one.overlaps(Rect::sized(Point::new(3.0, 0.0), 3.0, 3.0)));
    assert!(!one.overlaps(Rect::sized(Point::new(2.995, 0.0), 3.0, 3.0)));
    assert!(one.overlaps(Rect::sized(Point::new(2.5, 2.5), 3.0, 3.0)));
    assert!(one.overlaps(Rect::sized(Point::new(1.0, 1.0), 1.0, 1.0)));
}

#[test]
fn self_crossing_or_empty_outline_is_refused() {
    let outline = |corners: &[[f64; 2]]| {
        let points: Vec<Point> = corners.iter().copied().map(Point::from).collect();
        is_simple(&points)
    };
    assert!(outline(&[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [2.0, 1.0]]));
    assert!(!outline(&[[0.0, 0.0], [4.0, 4.0], [4.0, 0.0], [0.0, 4.0]]));
    assert!(!outline(&[[0.0, 0.0], [4.0, 0.0]]));
    assert!(!outline(&[[0.0, 0.0], [4.0, 0.0], [8.0, 0.0]]));
}

fn point() -> impl Strategy<Value = Point> {
    // Quarter metres, so that points on edges and corners are frequent.
    (0..20_i32, 0..20_i32)
        .prop_map(|(x, y)| Point::new(f64::from(x) / 4.0 - 0.5, f64::from(y) / 4.0 - 0.5))
}

proptest! {
    #[test]
    fn turning_back_undoes_turning_and_keeps_lengths(a in point(), b in point(), looking in -720.0..720.0) {
        let quarters = Quarters::that_put_up(looking);
        prop_assert_eq!(quarters.turn_back(quarters.turn(a)), a);
        prop_assert!((quarters.turn(a).distance(quarters.turn(b)) - a.distance(b)).abs() < 1e-9);
    }

    #[test]
    fn crossing_is_symmetric_and_matches_walking(a in point(), b in point()) {
        let crossed = crosses(&square(), a, b);
        prop_assert_eq!(crossed, crosses(&square(), b, a));
        let steps = 400;
        let walked = (1..steps).any(|step| {
            let p = a.towards(b, f64::from(step) / f64::from(steps));
            p.x > 1.02 && p.x < 2.98 && p.y > 1.02 && p.y < 2.98
        });
        prop_assert!(!walked || crossed || a == b);
    }
}
