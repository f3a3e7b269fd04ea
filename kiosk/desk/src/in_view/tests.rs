use proptest::prelude::*;

use super::*;

/// Milliseconds from one frame to the next.
const FRAME_MS: u64 = 33;

fn frame(view: &mut InView, texts: &[(CodeKind, &str)], now: u64) -> Vec<String> {
    let texts: Vec<(CodeKind, String)> = texts
        .iter()
        .map(|(kind, text)| (*kind, (*text).to_owned()))
        .collect();
    view.frame(&texts, now)
}

const POSTER: (CodeKind, &str) = (CodeKind::Other, "https://example.org");
const UNLISTED: (CodeKind, &str) = (CodeKind::CodeForm, "TB-1");
const LISTED: (CodeKind, &str) = (CodeKind::Listed, "TB-8936");
const OWN: (CodeKind, &str) = (CodeKind::Own, "0123");

/// The texts judged over so many frames of the same view, and when the last came.
fn frames(
    view: &mut InView,
    texts: &[(CodeKind, &str)],
    count: u64,
    start: u64,
) -> (Vec<String>, u64) {
    let judged = (0..count).flat_map(|number| frame(view, texts, start + number * FRAME_MS));
    (judged.collect(), start + count * FRAME_MS)
}

#[test]
fn ticket_is_judged_in_its_first_frame() {
    for ticket in [OWN, LISTED] {
        let mut view = InView::default();
        assert_eq!(frame(&mut view, &[POSTER, ticket], 0), [ticket.1]);
    }
}

#[test]
fn poster_waits_for_the_ticket_beside_it() {
    let mut view = InView::default();
    let (judged, now) = frames(&mut view, &[POSTER], u64::from(FRAMES) - 1, 0);
    assert_eq!(judged, [""; 0]);
    assert_eq!(frame(&mut view, &[POSTER, LISTED], now), [LISTED.1]);
    // The ticket is taken away, the poster is not.
    let (judged, now) = frames(&mut view, &[POSTER], 200, now + FRAME_MS);
    assert_eq!((judged, view.due()), (Vec::new(), None));
    assert_eq!(frame(&mut view, &[OWN], now), [OWN.1]);
}

#[test]
fn poster_alone_is_judged_after_a_few_frames() {
    let mut view = InView::default();
    let (judged, now) = frames(&mut view, &[POSTER], u64::from(FRAMES), 0);
    assert_eq!(judged, [POSTER.1]);
    // From then on the lane learns that it is still there.
    assert_eq!(frame(&mut view, &[POSTER], now), [POSTER.1]);
}

#[test]
fn poster_glimpsed_once_is_judged_when_its_time_is_up() {
    let mut view = InView::default();
    assert_eq!(frame(&mut view, &[POSTER], 1000), [""; 0]);
    assert_eq!(view.due(), Some(1000 + WAIT_MS));
    assert_eq!(view.take_due(1000 + WAIT_MS - 1), None);
    assert_eq!(view.take_due(1000 + WAIT_MS).as_deref(), Some(POSTER.1));
    assert_eq!((view.due(), view.take_due(9000)), (None, None));
}

#[test]
fn of_two_that_wait_the_likelier_is_judged() {
    let mut view = InView::default();
    frame(&mut view, &[POSTER], 0);
    let (judged, _) = frames(&mut view, &[POSTER, UNLISTED], 20, FRAME_MS);
    assert!(judged.iter().all(|text| text == UNLISTED.1), "{judged:?}");
    assert!(!judged.is_empty());
}

#[test]
fn poster_judged_before_is_silent_beside_a_ticket() {
    let mut view = InView::default();
    let (_, now) = frames(&mut view, &[POSTER], 30, 0);
    assert_eq!(frame(&mut view, &[OWN], now), [OWN.1]);
    let (judged, _) = frames(&mut view, &[POSTER], 30, now);
    assert_eq!(judged, [""; 0]);
}

#[test]
fn wrong_code_is_judged_though_a_judged_poster_stays() {
    let mut view = InView::default();
    let (_, now) = frames(&mut view, &[POSTER], 30, 0);
    let (judged, _) = frames(&mut view, &[POSTER, UNLISTED], 10, now);
    assert!(judged.contains(&UNLISTED.1.to_owned()));
}

#[test]
fn poster_that_comes_back_is_judged_again() {
    let mut view = InView::default();
    let (_, now) = frames(&mut view, &[POSTER, OWN], 3, 0);
    let (judged, _) = frames(&mut view, &[POSTER], 10, now + GONE_MS);
    assert!(!judged.is_empty());
}

proptest! {
    /// Whatever a camera sees, a ticket in a frame is judged in that frame and a code alone in view within the wait.
    #[test]
    fn every_code_is_answered(
        seen in proptest::collection::vec((0..4usize, any::<bool>(), 1..400u64), 1..60),
    ) {
        let kinds = [OWN, LISTED, UNLISTED, POSTER];
        let (mut view, mut now) = (InView::default(), 0);
        let mut answered = false;
        for (index, beside, later) in seen {
            now += later;
            let code = kinds[index];
            let texts = if beside { vec![POSTER, code] } else { vec![code] };
            let mut judged: Vec<String> = view.take_due(now).into_iter().collect();
            judged.extend(frame(&mut view, &texts, now));
            if code.0.is_ticket() {
                prop_assert!(judged.contains(&code.1.to_owned()));
            }
            answered |= !judged.is_empty();
        }
        let last = view.due().map_or(now, |due| due.max(now));
        answered |= view.take_due(last).is_some();
        prop_assert!(answered);
        prop_assert_eq!(view.due(), None);
    }
}
