//! When which picture shows: each stays a while, then fades slowly into the next.

/// How long a picture stays as it is, in milliseconds.
pub(super) const STAYS_MS: u64 = 10_000;

/// How long it takes to become the next one.
pub(super) const FADES_MS: u64 = 1_600;

/// How often the screen is drawn while it does: drawing the whole window is what costs.
pub(super) const STEP_MS: u64 = 100;

/// What is to be seen at an instant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Turn {
    /// The picture, counted from 0.
    pub(super) shown: usize,
    /// The one that comes over it, and how much of that is there already, 0 to 1.
    pub(super) coming: Option<(usize, f32)>,
    /// In how many milliseconds that is no longer so; `None` when it stays.
    pub(super) due_ms: Option<u64>,
}

/// What is to be seen of so many pictures. When it is calm, the first stays.
pub(super) fn turn(now_ms: u64, pictures: usize, calm: bool) -> Turn {
    if calm || pictures < 2 {
        return Turn {
            shown: 0,
            coming: None,
            due_ms: None,
        };
    }
    let round = STAYS_MS + FADES_MS;
    let (rounds, within) = (now_ms / round, now_ms % round);
    let shown = (rounds % pictures as u64) as usize;
    match within.checked_sub(STAYS_MS) {
        None => Turn {
            shown,
            coming: None,
            due_ms: Some(STAYS_MS - within),
        },
        Some(faded) => {
            let part = faded as f32 / FADES_MS as f32;
            Turn {
                shown,
                // Slow at both ends, so that nobody sees when it begins.
                coming: Some(((shown + 1) % pictures, part * part * (3.0 - 2.0 * part))),
                due_ms: Some(STEP_MS - faded % STEP_MS),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_picture_has_its_turn_and_none_comes_suddenly() {
        let mut before: Option<Turn> = None;
        let mut seen = Vec::new();
        for now in (0..4 * (STAYS_MS + FADES_MS)).step_by(10) {
            let turn = turn(now, 4, false);
            assert!(turn.due_ms.is_some_and(|due| due > 0));
            if !seen.contains(&turn.shown) {
                seen.push(turn.shown);
            }
            let share = |picture| match turn.coming {
                Some((coming, part)) if coming == picture => part,
                Some((_, part)) if turn.shown == picture => 1.0 - part,
                None if turn.shown == picture => 1.0,
                _ => 0.0,
            };
            let was = |picture, before: Turn| match before.coming {
                Some((coming, part)) if coming == picture => part,
                Some((_, part)) if before.shown == picture => 1.0 - part,
                None if before.shown == picture => 1.0,
                _ => 0.0,
            };
            if let Some(before) = before {
                for picture in 0..4 {
                    let jump: f32 = share(picture) - was(picture, before);
                    assert!(jump.abs() < 0.02, "{now}: {jump}");
                }
            }
            before = Some(turn);
        }
        assert_eq!(seen, [0, 1, 2, 3]);
    }

    #[test]
    fn in_a_minute_there_are_few_frames_and_none_when_it_is_calm() {
        let (mut now, mut frames) = (0, 0);
        while now < 60_000 {
            now += turn(now, 6, false).due_ms.unwrap();
            frames += 1;
        }
        assert!(frames <= 6 * (1 + FADES_MS / STEP_MS), "{frames}");
        assert_eq!(turn(123_456, 6, true).due_ms, None);
        assert_eq!(turn(123_456, 1, false).due_ms, None);
    }
}
