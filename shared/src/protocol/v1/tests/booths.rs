//! Visits to booths, and booths looked up, on the wire.

use super::{claims, record, survives};
use crate::ids::{BoothNumber, TicketNumber};
use crate::protocol::v1::{
    FeedItem, FeedQuery, FeedReply, KnownItem, Push, Totals, VisitItem, parse_body, write_body,
};
use crate::record::Fact;
use crate::time::UnixMs;

const PUSH: &str = include_str!("../../../../golden/v1/push-of-the-booths.json");
const FEED_REPLY: &str = include_str!("../../../../golden/v1/feed-reply-of-the-booths.json");
const TOTALS: &str = include_str!("../../../../golden/v1/totals-of-the-booths.json");

#[test]
fn booth_records_match_golden_bodies() {
    let push: Push = survives(PUSH);
    let visited = Fact::Visited {
        booth: BoothNumber(12),
        claims: claims(),
        people: 4,
    };
    let looked_up = Fact::LookedUp {
        booth: BoothNumber(71),
        times: 9,
    };
    let facts = [
        visited.clone(),
        looked_up,
        Fact::Rehearsed(Box::new(visited)),
    ];
    assert_eq!(push.records.len(), facts.len());
    for (golden, fact) in push.records.iter().zip(facts) {
        let record = record(fact);
        assert_eq!(parse_body(golden.body.get()).unwrap(), record);
        assert_eq!(write_body(&record).unwrap(), golden.body.get());
    }
}

#[test]
fn a_visit_without_its_booth_is_no_visit() {
    let body = r#"{"kind":"visit","device_ms":1,"offset_ms":0,"boot":"b","mono_ms":1}"#;
    let said = parse_body(body).unwrap_err().to_string();
    assert_eq!(said, "a \"visit\" record without \"booth\"");
}

#[test]
fn booth_visit_in_feed_carries_stamp_card_data() {
    let feed: FeedReply = survives(FEED_REPLY);
    let visit = VisitItem {
        ticket: TicketNumber(7),
        booth: BoothNumber(12),
        at_ms: UnixMs(1_725_501_600_083),
    };
    assert_eq!(feed.items, [FeedItem::Known(KnownItem::Visit(visit))]);
}

#[test]
fn query_without_visits_stays_as_before() {
    let query = serde_json::to_value(FeedQuery::default()).unwrap();
    assert!(query.get("visits").is_none());
}

#[test]
fn totals_by_booth_are_read_and_written() {
    let totals: Totals = survives(TOTALS);
    assert_eq!(totals.days[0].booths[0].people, 7);
    assert_eq!(
        totals.booth_names[&BoothNumber(12)].get("en"),
        "Sample booth 12"
    );
}
