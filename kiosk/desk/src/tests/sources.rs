//! What a passage says of how its ticket became known.

use shared::ids::TicketNumber;
use shared::record::TicketSource;
use shared::ticket::ScanProof;
use view::Mode;

use super::foreign::desk_with;
use super::*;
use crate::scene::ticket_list::{foreign, own};

fn sources(desk: &mut Desk) -> Vec<TicketSource> {
    let passed = facts(desk).into_iter().filter_map(|fact| match fact {
        Fact::Passed { source, .. } => Some(source),
        _ => None,
    });
    passed.collect()
}

#[test]
fn scanned_codes_leave_their_proof() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = desk_with(dir.path(), vec![own(1), foreign(7, "TB-8936", "", "")]);
    let code = day_ticket(1);
    outcome(&mut desk, &code, 0);
    outcome(&mut desk, " tb-8936\r\n", 0);
    outcome(&mut desk, "https://seller.example/t?code=TB-8936", -24);
    let seller = TicketSource::Scanned(ScanProof::of_seller_code(EXHIBITION, "TB-8936"));
    let proof = ScanProof::of_digits(&code).unwrap();
    let expected = [TicketSource::Scanned(proof), seller.clone(), seller];
    assert_eq!(sources(&mut desk), expected);
}

#[test]
fn ticket_entered_by_hand_names_who_did() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = desk_with(dir.path(), vec![own(1), own(2)]);
    let by = "door-1".parse().unwrap();
    for confirm_first in [false, true] {
        let mode = Mode {
            confirm_first,
            ..desk.config().mode()
        };
        let number = TicketNumber(1 + u32::from(confirm_first));
        let ticket = desk.ticket(number).unwrap().unwrap();
        let answer = desk.enter(ticket, &by, mode, &stamp(MORNING)).unwrap();
        if let Answer::Asks(question) = answer {
            desk.answer(question.id, 1, &stamp(MORNING)).unwrap();
        }
    }
    let entered = TicketSource::Entered(by);
    assert_eq!(sources(&mut desk), [entered.clone(), entered]);
}
