//! Passages that staff may take back, as they see them.

use shared::checkin::Direction;
use shared::record::{Fact, Record, RecordId};
use view::{Annullable, Mode};

use crate::Desk;

/// The last passages that may be taken back, newest first. Should they not be read, there are none: whatever is done next
/// fails the same way and says so.
pub(super) fn last_passages(desk: &mut Desk, mode: Mode, at_most: usize) -> Vec<Annullable> {
    let last = desk.last_passages(mode, at_most).unwrap_or_default();
    let last = last.into_iter().filter_map(annullable);
    last.map(|passage| with_code(desk, passage)).collect()
}

fn annullable((record, told): (RecordId, Record)) -> Option<Annullable> {
    let at = told.stamp.corrected();
    let (direction, claims, kind, people) = match &told.fact {
        Fact::Passed {
            direction,
            claims,
            people,
            ..
        } => (*direction, Some(*claims), Some(claims.kind), *people),
        Fact::Overridden { claims, people, .. } => {
            let kind = claims.map(|claims| claims.kind);
            (Direction::In, *claims, kind, *people)
        }
        Fact::Walked {
            direction,
            kind,
            people,
            ..
        } => (*direction, None, Some(*kind), *people),
        _ => return None,
    };
    Some(Annullable {
        record,
        at,
        direction,
        people,
        ticket: claims.map(|claims| claims.number),
        short_code: None,
        kind,
    })
}

/// The same with its ticket's short code, as far as this kiosk knows it.
fn with_code(desk: &Desk, passage: Annullable) -> Annullable {
    let ticket = passage.ticket.and_then(|number| desk.ticket(number).ok());
    Annullable {
        short_code: ticket.flatten().and_then(|ticket| ticket.short_code),
        ..passage
    }
}
