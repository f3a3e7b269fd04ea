//! Whose tickets there are, and what the holder of each does.

use shared::checkin::Reason;

use super::acts::{Act, CUT_FROM_S, CUT_TO_S, Door, Expected, Order};

/// Who bought what.
pub(super) const ORDERS: [Order; 6] = [
    Order {
        kind: "visitor",
        count: 150,
        party: 1,
        valid_today: true,
        revoked: false,
    },
    Order {
        kind: "family",
        count: 30,
        party: 4,
        valid_today: true,
        revoked: false,
    },
    Order {
        kind: "school",
        count: 4,
        party: 30,
        valid_today: true,
        revoked: false,
    },
    Order {
        kind: "vip",
        count: 8,
        party: 1,
        valid_today: true,
        revoked: false,
    },
    Order {
        kind: "visitor",
        count: 6,
        party: 1,
        valid_today: false,
        revoked: false,
    },
    Order {
        kind: "visitor",
        count: 3,
        party: 1,
        valid_today: true,
        revoked: true,
    },
];

/// What the holder of one ticket does in the hour.
pub(super) fn visit(acts: &mut Vec<Act>, order: Order, number: u32, ticket: usize, arrival: u32) {
    let mut act = |second: u32, door: Door, outcome: Expected| {
        acts.push(Act {
            second,
            door,
            ticket,
            forged: false,
            outcome,
        });
    };
    let door = if number % 3 == 1 {
        Door::River
    } else {
        Door::Main
    };
    if !order.valid_today {
        return act(arrival, door, Expected::Refused(Reason::Expired));
    }
    if order.revoked {
        return act(
            arrival.min(CUT_FROM_S - 60),
            door,
            Expected::Refused(Reason::Revoked),
        );
    }
    // Four tickets are used at the main door, and a minute later, by a friend with a photograph of
    // the code, at the river door, which is cut off and cannot know.
    if order.kind == "visitor" && number % 40 == 3 {
        let second = CUT_FROM_S + 120 + number;
        act(second, Door::Main, Expected::Enters);
        return act(second + 60, Door::River, Expected::AdmittedUnaware);
    }
    act(arrival, door, Expected::Enters);
    let other = if door == Door::Main {
        Door::River
    } else {
        Door::Main
    };
    let online = |second: u32| !(CUT_FROM_S - 60..CUT_TO_S + 60).contains(&second);
    match number % 10 {
        // The same ticket again, at the other door. A guest of honour may do that.
        4 if order.kind != "vip" && online(arrival) && online(arrival + 90) => {
            act(arrival + 90, other, Expected::Refused(Reason::AlreadyUsed));
        }
        // Lunch: out, and in again by the main door, which has always had a network. Whoever came
        // by the river door while it was cut off stays, since nobody can know of them yet.
        0 | 7 if online(arrival) => {
            act(arrival + 300, Door::Exit, Expected::Leaves);
            if number.is_multiple_of(20) {
                act(arrival + 480, Door::Main, Expected::EntersAgain);
            }
        }
        2 => act(arrival + 400, Door::Exit, Expected::Leaves),
        // A copy whose number was changed to a neighbour's.
        9 if number % 30 == 9 => acts.push(Act {
            second: arrival + 20,
            door,
            ticket,
            forged: true,
            outcome: Expected::Refused(Reason::BadSignature),
        }),
        _ => {}
    }
}
