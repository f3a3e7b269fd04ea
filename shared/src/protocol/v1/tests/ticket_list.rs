//! The ticket list on the wire.

use super::*;
use crate::ticket::{CodeHash, NO_KEY, ShortCode};

const TICKET_LIST_REPLY: &str = include_str!("../../../../golden/v1/register-reply.json");

#[test]
fn ticket_list_page_matches_golden_file() {
    let reply: TicketListReply = survives(TICKET_LIST_REPLY);
    let claims: Vec<Claims> = reply
        .tickets
        .iter()
        .map(|ticket| Claims::from_bytes(&ticket.claims).unwrap())
        .collect();
    let [own, foreign, bare] = &reply.tickets[..] else {
        panic!("three tickets")
    };
    let code = ShortCode::from_parts(claims[0].number, own.proof.unwrap()).unwrap();
    assert_eq!(code.number(), TicketNumber(7));
    assert_eq!((claims[1].key, claims[1].party), (NO_KEY, 4));
    assert_eq!(
        foreign.hash,
        Some(CodeHash::of(ExhibitionId(24), "8936012345678"))
    );
    assert_eq!(foreign.holder.as_deref(), Some("Đặng Thị Ngọc Ánh"));
    assert_eq!(
        (bare.reference.as_ref(), bare.holder.as_ref()),
        (None, None)
    );
    // Millions of these travel: what a ticket does not have takes no byte.
    assert_eq!(
        serde_json::to_string(own).unwrap(),
        r#"{"claims":"01010018000000070101000f00000001","proof":4711}"#
    );
}

#[test]
fn feed_tells_ticket_list_revision_older_one_nothing() {
    let older: serde_json::Value = serde_json::from_str(FEED_REPLY).unwrap();
    let mut newer = older.clone();
    newer["register"] = 503.into();
    let newer: FeedReply = survives(&newer.to_string());
    assert_eq!(newer.ticket_list, Some(503));
    let query = FeedQuery::default();
    assert!(!serde_json::to_string(&query).unwrap().contains("register"));
}
