//! What happens at the gates now, and how many people the inner areas hold.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::catalogue::Localized;
use crate::ids::{GateId, ZoneBit};
use crate::ledger::{Counter, Counters, GATE_STEP_MINUTES, GateEvent};

/// How many steps are told, the one that runs among them: fifteen minutes at least.
const GATE_STEPS_TOLD: u16 = 4;

/// The last steps of today at one gate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct GateFlow {
    /// The gate.
    pub gate: GateId,
    /// Its steps, oldest first; the last one may still run.
    pub steps: Vec<GateStepTotals>,
}

/// What happened at a gate in one step of five minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct GateStepTotals {
    /// The minute of the day at which the step begins, as in [`CurvePoint`](super::CurvePoint).
    pub minute: u16,
    /// People in.
    pub entries: i64,
    /// People out.
    pub exits: i64,
    /// Refused scans.
    pub refused: i64,
}

/// An area within the exhibition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AreaName {
    /// Its bit, as tickets carry it.
    pub zone: ZoneBit,
    /// Its name.
    pub name: Localized,
    /// The most people inside, where that is limited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
}

impl GateFlow {
    /// Returns the counters that the steps up to a minute of a day are made of.
    #[must_use]
    pub fn counters(gates: &[GateId], minute: u16) -> Vec<Counter> {
        let steps = || steps_until(minute);
        let all = gates.iter().flat_map(|gate| {
            steps().flat_map(move |step| {
                GateEvent::ALL.map(|event| Counter::GateStep(gate.clone(), step, event))
            })
        });
        all.collect()
    }

    /// Returns the steps up to a minute of a day, of gates where anything happened.
    #[must_use]
    pub fn of(gates: &[GateId], date: Date, minute: u16, counters: &Counters) -> Vec<Self> {
        let flows = gates.iter().map(|gate| Self {
            gate: gate.clone(),
            steps: steps_until(minute)
                .map(|step| {
                    let get = |event| {
                        counters.get(Some(date), Counter::GateStep(gate.clone(), step, event))
                    };
                    GateStepTotals {
                        minute: step * GATE_STEP_MINUTES,
                        entries: get(GateEvent::Entry),
                        exits: get(GateEvent::Exit),
                        refused: get(GateEvent::Refusal),
                    }
                })
                .collect(),
        });
        flows
            .filter(|flow| flow.steps.iter().any(GateStepTotals::is_busy))
            .collect()
    }
}

impl GateStepTotals {
    fn is_busy(&self) -> bool {
        self.entries != 0 || self.exits != 0 || self.refused != 0
    }
}

fn steps_until(minute: u16) -> impl Iterator<Item = u16> {
    let last = minute / GATE_STEP_MINUTES;
    last.saturating_sub(GATE_STEPS_TOLD - 1)..=last
}
