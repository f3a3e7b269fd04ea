//! Codes that a camera sees together.

use shared::protocol::v1::TicketListQuery;

use super::*;
use crate::scene::ticket_list::{foreign, page};

const POSTER: &str = "https://example.org/booths";

fn sees(stage: &DeskStage, texts: &[&str]) {
    let texts = texts.iter().map(|text| (*text).to_owned()).collect();
    stage.handle.events().send(Event::InView(texts)).unwrap();
}

fn refused(stage: &DeskStage) -> Verdict {
    stage.wait_for(|lane| match lane {
        LaneView::Verdict(verdict) => {
            matches!(verdict.outcome, Outcome::Refused(_)).then(|| verdict.clone())
        }
        _ => None,
    })
}

#[test]
fn sellers_ticket_beside_a_poster_is_judged() {
    let stage = DeskStage::new();
    let list = page("e1", 1, false, vec![foreign(7, "8936", "", "")]);
    journal(stage.dir.path())
        .apply_ticket_list(&TicketListQuery::default(), &list, 100, || {})
        .unwrap();
    sees(&stage, &[POSTER]);
    sees(&stage, &[POSTER, "8936"]);
    let verdict = stage.verdict_on(7);
    assert_eq!(verdict.outcome, Outcome::Admitted { again: false });
    // Neither while the ticket is held nor after it is taken away does the poster count.
    for _ in 0..20 {
        sees(&stage, &[POSTER]);
    }
    stage.pass(1000);
    sees(&stage, &[POSTER, &day_ticket(1)]);
    assert_eq!(stage.verdict_on(1).id, verdict.id + 1);
    stage.handle.shutdown();
    assert_eq!(journal(stage.dir.path()).verify_chain().unwrap().records, 2);
}

#[test]
fn poster_alone_is_refused_once() {
    let stage = DeskStage::new();
    for _ in 0..20 {
        sees(&stage, &[POSTER]);
    }
    refused(&stage);
    stage.handle.shutdown();
    assert_eq!(journal(stage.dir.path()).verify_chain().unwrap().records, 1);
}

#[test]
fn poster_seen_in_one_frame_is_refused_later() {
    let stage = DeskStage::new();
    sees(&stage, &[POSTER]);
    // What comes after the frame is shown once the frame was taken.
    let camera = ScannerStatus {
        kind: ScannerKind::Camera,
        name: "camera".to_owned(),
        state: ScannerState::Working,
        detail: None,
    };
    stage.handle.events().send(Event::Scanner(camera)).unwrap();
    while stage.handle.view().status.scanners.is_empty() {
        stage.changes.recv_timeout(PATIENCE).unwrap();
    }
    stage.pass(1000);
    refused(&stage);
    stage.handle.shutdown();
}
