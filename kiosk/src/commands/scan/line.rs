//! The lines that `kiosk scan` prints. Their fields only grow: scripts read them.

use std::path::Path;

use serde::Serialize;
use view::Outcome;

use shared::checkin::Refusal;

use desk::Judged;

/// A verdict, with the facts that the screen shows beside it.
#[derive(Serialize)]
pub(super) struct VerdictLine {
    verdict: &'static str,
    reason: Option<&'static str>,
    again: bool,
    people: u16,
    ticket: Option<u32>,
    short_code: Option<String>,
    earlier: Option<EarlierField>,
    next_valid: Option<jiff::civil::Date>,
    last_valid: Option<jiff::civil::Date>,
    /// How many of a party that comes in parts may still come in.
    #[serde(skip_serializing_if = "Option::is_none")]
    people_left: Option<u16>,
    /// There only in a rehearsal, which counts for nothing.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    rehearsal: bool,
    record: RecordField,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
}

#[derive(Serialize)]
struct EarlierField {
    gate: String,
    at_ms: i64,
}

#[derive(Serialize)]
struct RecordField {
    kiosk: String,
    incarnation: u32,
    seq: u64,
}

/// A code that got no verdict.
#[derive(Serialize)]
pub(super) struct FailedLine<'a> {
    verdict: &'static str,
    reason: Option<&'static str>,
    error: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
}

impl VerdictLine {
    pub(super) fn of(judged: &Judged, kiosk: String, rehearsal: bool, file: Option<&Path>) -> Self {
        let verdict = &judged.verdict;
        let mut line = Self {
            verdict: "exited",
            reason: None,
            again: false,
            people: verdict.people,
            ticket: verdict.ticket.map(|number| number.0),
            short_code: verdict.short_code.map(|code| code.to_string()),
            earlier: None,
            next_valid: None,
            last_valid: None,
            people_left: verdict.people_left,
            rehearsal,
            record: RecordField {
                kiosk,
                incarnation: judged.record.incarnation.0,
                seq: judged.record.seq,
            },
            file: file.map(|file| file.to_string_lossy().into_owned()),
        };
        match &verdict.outcome {
            Outcome::Admitted { again } => {
                line.verdict = "admitted";
                line.again = *again;
            }
            // A kiosk at a booth counts visits in its window only.
            Outcome::Exited | Outcome::Visited { .. } => {}
            Outcome::Refused(Refusal { reason, facts }) => {
                line.verdict = "refused";
                line.reason = Some(reason.code());
                line.earlier = facts.earlier.as_ref().map(|seen| EarlierField {
                    gate: seen.gate.to_string(),
                    at_ms: seen.at.0,
                });
                line.next_valid = facts.next_valid;
                line.last_valid = facts.last_valid;
            }
        }
        line
    }
}

impl<'a> FailedLine<'a> {
    pub(super) fn new(verdict: &'static str, error: &'a str, file: Option<&Path>) -> Self {
        Self {
            verdict,
            reason: None,
            error,
            file: file.map(|file| file.to_string_lossy().into_owned()),
        }
    }
}
