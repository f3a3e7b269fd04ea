//! What a server of the tests keeps.

use std::collections::{BTreeMap, BTreeSet};

use shared::ids::Incarnation;
use shared::protocol::v1::{Push, PushReply, RejectCode, Rejected, parse_body};
use shared::record::{Fact, Link};

use crate::scene::MORNING;

/// What a server keeps of records, and nothing else: contiguous marks, forks told, doubles ignored.
#[derive(Debug, Clone)]
pub(crate) struct Store {
    pub(crate) epoch: u32,
    lives: BTreeMap<Incarnation, Vec<(Link, String)>>,
}

impl Default for Store {
    fn default() -> Self {
        Self {
            epoch: 1,
            lives: BTreeMap::new(),
        }
    }
}

impl Store {
    pub(crate) fn take(&mut self, push: &Push) -> PushReply {
        let life = self.lives.entry(push.incarnation).or_default();
        let mut rejected = Vec::new();
        for record in &push.records {
            let place = record.seq as usize - 1;
            if let Some((link, _)) = life.get(place) {
                if link.0 != record.hash {
                    rejected.push(Rejected {
                        seq: record.seq,
                        code: RejectCode::Fork,
                        detail: String::new(),
                    });
                    break;
                }
            } else if place == life.len() {
                let start = Link::start(&push.origin());
                let before = life.last().map_or(start, |(link, _)| *link);
                let link = before.next(record.seq, record.body.get());
                assert_eq!(link.0, record.hash, "the chain holds");
                life.push((link, record.body.get().to_owned()));
            }
        }
        PushReply {
            epoch: format!("e{}", self.epoch),
            contiguous_ack: life.len() as u64,
            safe: life.len() as u64,
            rejected,
            server_time_ms: MORNING,
        }
    }

    /// The tickets of all admissions that are stored, with the identity of each record. One that is there under two
    /// lives is one event, and a server counts it once.
    pub(crate) fn admitted(&self) -> Vec<(u32, Incarnation, u64)> {
        let mut admitted = Vec::new();
        for (incarnation, life) in &self.lives {
            for (seq, (_, body)) in (1..).zip(life) {
                if let Fact::Passed { claims, .. } = parse_body(body).unwrap().fact {
                    admitted.push((claims.number.0, *incarnation, seq));
                }
            }
        }
        admitted.sort_unstable();
        admitted
    }

    /// What the records of each ticket's admissions say, whatever life they are stored under.
    pub(crate) fn said(&self) -> BTreeMap<u32, BTreeSet<&str>> {
        let mut said: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
        for (_, body) in self.lives.values().flatten() {
            if let Fact::Passed { claims, .. } = parse_body(body).unwrap().fact {
                said.entry(claims.number.0).or_default().insert(body);
            }
        }
        said
    }
}
