//! What can happen at a venue, and what venues there are.

use proptest::prelude::*;

use crate::seats::MARGIN_MS;

/// What can happen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Event {
    /// Time passes, in seconds.
    Pass(u16),
    /// A visitor asks at a kiosk.
    Ask(usize),
    /// A visitor who waits there goes away.
    Leave(usize),
    /// A visitor brings a seat back.
    BringBack(usize),
    /// A kiosk and the server meet: it reports, and hears the answer.
    Meet(usize),
    /// A kiosk reports.
    AllocationMessage(usize),
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
    /// Somebody sets the server's clock, rightly or wrongly.
    SetClock,
    /// The organisers change how many seats there are, and by how many minutes the session begins later than it was
    /// first to begin.
    SeatTerms(u16, i64),
    /// The organisers take somebody's seat away.
    Release(usize),
}

pub(super) fn event() -> impl Strategy<Value = Event> {
    let n = any::<u8>().prop_map(usize::from);
    prop_oneof![
        3 => prop_oneof![0..5_u16, 0..60_u16, 0..400_u16].prop_map(Event::Pass),
        6 => n.clone().prop_map(Event::Ask),
        1 => n.clone().prop_map(Event::Leave),
        1 => n.clone().prop_map(Event::BringBack),
        8 => n.clone().prop_map(Event::Meet),
        4 => n.clone().prop_map(Event::AllocationMessage),
        4 => n.clone().prop_map(Event::Arrive),
        2 => n.clone().prop_map(Event::ArriveTwice),
        1 => n.clone().prop_map(Event::Lose),
        1 => n.clone().prop_map(Event::Cut),
        1 => n.clone().prop_map(Event::Restart),
        1 => n.clone().prop_map(Event::Wipe),
        1 => Just(Event::BackUp),
        1 => Just(Event::Restore),
        1 => Just(Event::SetClock),
        1 => (0..16_u16, prop_oneof![Just(0), -20..60_i64, 10..60_i64]).prop_map(|(n, m)| Event::SeatTerms(n, m)),
        1 => n.prop_map(Event::Release),
    ]
}

/// Which disasters a run may see: a lost disk and a restored server at once are left to people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum SimulatedFault {
    None,
    Wipes,
    Restores,
}

/// Whose clocks are wrong by more than the margin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum BrokenPromise {
    Nobody,
    /// The server's at times, by hours in either direction; all kiosks' are right.
    SeatAllocator,
    /// Some kiosks', which are ahead; the server's is right.
    KiosksAhead,
    /// Some kiosks', which are behind; the server's is right.
    KiosksBehind,
}

/// A venue: its size, how wrong its clocks are, how long before the last call it begins.
#[derive(Debug, Clone)]
pub(super) struct Setup {
    pub(super) capacity: u16,
    pub(super) disaster: SimulatedFault,
    pub(super) wrong: BrokenPromise,
    /// Whether the organisers change the terms.
    pub(super) terms_change: bool,
    pub(super) allocator_ahead_ms: i64,
    pub(super) kiosks_ahead_ms: Vec<i64>,
    pub(super) minutes_before: i64,
}

pub(super) fn setup() -> impl Strategy<Value = Setup> {
    let disaster = prop_oneof![
        Just(SimulatedFault::None),
        Just(SimulatedFault::Wipes),
        Just(SimulatedFault::Restores),
    ];
    let wrong = prop_oneof![
        3 => Just(BrokenPromise::Nobody),
        1 => Just(BrokenPromise::SeatAllocator),
        1 => Just(BrokenPromise::KiosksAhead),
        1 => Just(BrokenPromise::KiosksBehind),
    ];
    let right = || prop_oneof![Just(-MARGIN_MS), -MARGIN_MS..=MARGIN_MS, Just(MARGIN_MS)];
    let hours = MARGIN_MS..=3 * 3_600_000_i64;
    let kiosk = (right(), hours.clone(), any::<bool>());
    let allocator = (right(), hours, any::<bool>());
    (
        (1..14_u16, disaster, wrong, any::<bool>()),
        allocator,
        prop::collection::vec(kiosk, 1..5),
        prop_oneof![0..12_i64, 0..60_i64],
    )
        .prop_map(
            |((capacity, disaster, wrong, terms_change), allocator, kiosks, minutes_before)| {
                let ahead_ms = |(right, hours, odd): &(i64, i64, bool)| match wrong {
                    BrokenPromise::KiosksAhead if *odd => *hours,
                    BrokenPromise::KiosksBehind if *odd => -hours,
                    _ => *right,
                };
                Setup {
                    capacity,
                    disaster,
                    wrong,
                    terms_change,
                    allocator_ahead_ms: match (wrong, allocator) {
                        (BrokenPromise::SeatAllocator, (_, hours, true)) => hours,
                        (BrokenPromise::SeatAllocator, (_, hours, false)) => -hours,
                        (_, (right, ..)) => right,
                    },
                    kiosks_ahead_ms: kiosks.iter().map(ahead_ms).collect(),
                    minutes_before,
                }
            },
        )
}
