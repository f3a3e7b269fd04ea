//! What can happen at a venue, and what venues there are.

use proptest::prelude::*;

use crate::places::MARGIN_MS;

/// What can happen.
#[derive(Debug, Clone, Copy)]
pub(super) enum Event {
    /// Time passes, in seconds.
    Pass(u16),
    /// A visitor asks at a kiosk.
    Ask(usize),
    /// A visitor who waits there goes away.
    Leave(usize),
    /// A visitor brings a place back.
    BringBack(usize),
    /// A kiosk reports.
    Report(usize),
    /// A message arrives.
    Arrive(usize),
    /// A message arrives, and will arrive again.
    ArriveTwice(usize),
    /// A message is lost.
    Lose(usize),
    /// A kiosk is cut off, or connected again.
    Cut(usize),
    /// A kiosk is switched off and on.
    Restart(usize),
    /// A kiosk loses its disk.
    Wipe(usize),
    /// The server is backed up.
    BackUp,
    /// The server is restored.
    Restore,
}

pub(super) fn event() -> impl Strategy<Value = Event> {
    let n = any::<u8>().prop_map(usize::from);
    prop_oneof![
        2 => prop_oneof![0..5_u16, 0..60_u16, 0..400_u16].prop_map(Event::Pass),
        6 => n.clone().prop_map(Event::Ask),
        1 => n.clone().prop_map(Event::Leave),
        1 => n.clone().prop_map(Event::BringBack),
        8 => n.clone().prop_map(Event::Report),
        8 => n.clone().prop_map(Event::Arrive),
        2 => n.clone().prop_map(Event::ArriveTwice),
        1 => n.clone().prop_map(Event::Lose),
        1 => n.clone().prop_map(Event::Cut),
        1 => n.clone().prop_map(Event::Restart),
        1 => n.prop_map(Event::Wipe),
        1 => Just(Event::BackUp),
        1 => Just(Event::Restore),
    ]
}

/// Which disasters a run may see: a lost disk and a restored server at once are left to people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Disaster {
    None,
    Wipes,
    Restores,
}

/// A venue: its size, how wrong its clocks are, how long before the last call it begins.
#[derive(Debug, Clone)]
pub(super) struct Setup {
    pub(super) capacity: u16,
    pub(super) disaster: Disaster,
    pub(super) office_ahead_ms: i64,
    pub(super) kiosks_ahead_ms: Vec<i64>,
    pub(super) minutes_before: i64,
}

pub(super) fn setup() -> impl Strategy<Value = Setup> {
    let disaster = prop_oneof![
        Just(Disaster::None),
        Just(Disaster::Wipes),
        Just(Disaster::Restores),
    ];
    let ahead = prop_oneof![Just(-MARGIN_MS), -MARGIN_MS..=MARGIN_MS, Just(MARGIN_MS)];
    (
        1..14_u16,
        disaster,
        ahead.clone(),
        prop::collection::vec(ahead, 1..5),
        0..60_i64,
    )
        .prop_map(
            |(capacity, disaster, office_ahead_ms, kiosks_ahead_ms, minutes_before)| Setup {
                capacity,
                disaster,
                office_ahead_ms,
                kiosks_ahead_ms,
                minutes_before,
            },
        )
}
