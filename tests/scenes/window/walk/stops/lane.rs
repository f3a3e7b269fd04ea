//! What is seen where tickets are scanned: at a door, and at a booth.

use shared::checkin::Reason;
use ui::session::Screen;
use view::Role;
use view::{LaneView, OutOfOrder, Outcome, View};

use super::super::super::hall::{GROUP, refusal, verdict};
use super::super::super::people::BOOTH;
use super::{Stop, rest};

pub(super) fn at_the_door() -> Vec<Stop> {
    let alone = |view: &mut View| view.mode.unattended = true;
    let mut stops = vec![
        rest("scan", Role::Door),
        rest("scan-alone", Role::Door).shows(alone),
        Stop {
            screen: Screen::Checking,
            ..lane("checking", LaneView::Checking)
        },
        lane("asking", LaneView::Asking(GROUP)),
        lane(
            "admitted",
            verdict(1, Outcome::Admitted { again: false }, 4),
        ),
        lane("again", verdict(2, Outcome::Admitted { again: true }, 1)),
        lane("exited", verdict(3, Outcome::Exited, 1)),
    ];
    // Those that say most; the door's own scenes see all of them.
    let refused = [Reason::AlreadyUsed, Reason::Full, Reason::NotOpen];
    for (id, reason) in (10..).zip(refused) {
        let name = match reason {
            Reason::AlreadyUsed => "refused-used",
            Reason::Full => "refused-full",
            _ => "refused-not-open",
        };
        stops.push(lane(name, verdict(id, refusal(reason), 4)));
    }
    let refused = verdict(20, refusal(Reason::Malformed), 0);
    stops.extend([
        lane("refused-alone", refused.clone()).shows(move |view| {
            view.mode.unattended = true;
            view.lane = refused.clone();
        }),
        Stop {
            screen: Screen::Scan,
            ..lane("out-of-order", LaneView::OutOfOrder(OutOfOrder::DiskFull))
        },
    ]);
    stops
}

pub(super) fn at_a_booth() -> Vec<Stop> {
    let at = Role::Booth(BOOTH);
    let visited = |name, id, again, people| {
        let outcome = Outcome::Visited {
            booth: BOOTH,
            again,
        };
        Stop {
            at,
            ..lane(name, verdict(id, outcome, people))
        }
    };
    vec![
        rest("visit", at),
        visited("visited", 1, false, 4),
        visited("visited-again", 2, true, 1),
    ]
}

/// What the lane says, at a door.
fn lane(name: &'static str, lane: LaneView) -> Stop {
    let screen = match lane {
        LaneView::Asking(_) => Screen::Asking,
        _ => Screen::Verdict,
    };
    Stop {
        screen,
        ..rest(name, Role::Door)
    }
    .shows(move |view| view.lane = lane.clone())
}
