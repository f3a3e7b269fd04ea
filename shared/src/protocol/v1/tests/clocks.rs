//! What a kiosk that was cut off says of its clock, on the wire.

use super::{record, survives};
use crate::ids::{GateId, KioskId};
use crate::protocol::v1::{KioskRole, KioskState, Push, parse_body, write_body};
use crate::record::{ClockStatement, Fact};
use crate::time::UnixMs;

const PUSH: &str = include_str!("../../../../golden/v1/push-of-a-clock.json");

#[test]
fn clock_statement_is_the_golden_body_both_ways() {
    let push: Push = survives(PUSH);
    let golden = push.records[0].body.get();
    let stated = record(Fact::ClockKnown);
    assert_eq!(parse_body(golden).unwrap(), stated);
    assert_eq!(write_body(&stated).unwrap(), golden);
    let statement = ClockStatement {
        mono_ms: 61_000,
        at: UnixMs(1_725_501_600_083),
    };
    assert_eq!(ClockStatement::of(&stated), Some(statement));
}

#[test]
fn kiosk_without_doubtful_times_reads_as_before() {
    let state = KioskState {
        label: None,
        id: "A1".parse::<KioskId>().unwrap(),
        gate: "main".parse::<GateId>().unwrap(),
        role: KioskRole::Door,
        last_seen_ms: None,
        complete_to_ms: None,
        waiting: 0,
        set_aside: 0,
        ahead: 0,
        untimed: 0,
    };
    let json = serde_json::to_string(&state).unwrap();
    assert!(
        !json.contains("ahead") && !json.contains("untimed"),
        "{json}"
    );
    assert_eq!(serde_json::from_str::<KioskState>(&json).unwrap(), state);
}
