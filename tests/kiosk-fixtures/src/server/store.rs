//! What a server of the tests keeps.

use std::collections::BTreeMap;

use shared::checkin::{Passage, WalkIn};
use shared::ids::Incarnation;
use shared::protocol::v1::{
    FeedItem, FeedQuery, FeedReply, KnownItem, Push, PushReply, RejectCode, Rejected, parse_body,
};
use shared::record::{ChainHash, Record};

use crate::{MORNING, first_feed};

/// What a server keeps of the records of one kiosk's name: contiguous marks, forks told, one event under two
/// incarnations counted once, and the feed of what counts.
#[derive(Debug, Clone)]
pub struct Store {
    pub epoch: u32,
    lives: BTreeMap<Incarnation, Vec<(ChainHash, String)>>,
    counted: BTreeMap<String, (Incarnation, u64)>,
    news: Vec<KnownItem>,
}

impl Default for Store {
    fn default() -> Self {
        Self {
            epoch: 1,
            lives: BTreeMap::new(),
            counted: BTreeMap::new(),
            news: Vec::new(),
        }
    }
}

impl Store {
    pub fn take(&mut self, push: &Push) -> PushReply {
        let life = self.lives.entry(push.incarnation).or_default();
        let mut rejected = Vec::new();
        for sent in &push.records {
            let place = sent.seq as usize - 1;
            if let Some((link, _)) = life.get(place) {
                if link.0 != sent.hash {
                    rejected.push(Rejected {
                        seq: sent.seq,
                        code: RejectCode::Fork,
                        detail: String::new(),
                    });
                    break;
                }
            } else if place == life.len() {
                let start = ChainHash::start(&push.origin());
                let before = life.last().map_or(start, |(link, _)| *link);
                let body = sent.body.get();
                life.push((ChainHash(sent.hash), body.to_owned()));
                if before.next(sent.seq, body).0 != sent.hash {
                    rejected.push(Rejected {
                        seq: sent.seq,
                        code: RejectCode::BrokenChain,
                        detail: String::new(),
                    });
                } else if !self.counted.contains_key(body) {
                    let id = (push.incarnation, sent.seq);
                    self.counted.insert(body.to_owned(), id);
                    let record = parse_body(body).unwrap();
                    let place = record.order(&push.origin(), sent.seq);
                    let passed = record.fact.passage(place.clone());
                    let passed =
                        passed.map(|passage: Passage| KnownItem::passed(&passage).unwrap());
                    let walked = record.fact.walk_in(place);
                    let walked = walked.map(|walk: WalkIn| KnownItem::walked(&walk));
                    self.news.extend(walked.or(passed));
                }
            }
        }
        let stored = life.len() as u64;
        PushReply {
            epoch: self.name(),
            contiguous_ack: stored,
            safe: stored,
            rejected,
            server_time_ms: MORNING,
        }
    }

    /// Everything that the feed holds after a cursor.
    pub fn tell(&self, query: &FeedQuery) -> FeedReply {
        let known = query.epoch == self.name();
        let after = if known { query.after as usize } else { 0 };
        let items = self.news.iter().skip(after).cloned();
        FeedReply {
            epoch: self.name(),
            next: self.news.len() as u64,
            items: items.map(FeedItem::Known).collect(),
            ..first_feed()
        }
    }

    fn name(&self) -> String {
        format!("e{}", self.epoch)
    }

    /// The records that count, with the identity of each.
    pub fn counted(&self) -> impl Iterator<Item = (Record, Incarnation, u64)> {
        let counted = self.counted.iter();
        counted.map(|(body, (incarnation, seq))| (parse_body(body).unwrap(), *incarnation, *seq))
    }

    /// Whether a record that says this counts.
    pub fn counts(&self, body: &str) -> bool {
        self.counted.contains_key(body)
    }

    /// The tickets of all admissions that count.
    pub fn admitted(&self) -> Vec<u32> {
        let claims = self.counted().filter_map(|(record, ..)| {
            let claims = record.fact.claims()?;
            Some(claims.number.0)
        });
        let mut admitted: Vec<u32> = claims.collect();
        admitted.sort_unstable();
        admitted
    }
}
