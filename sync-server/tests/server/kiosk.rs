//! A kiosk as the server sees it: a journal that grows, a chain, and what it pushes.

use serde_json::value::RawValue;
use shared::checkin::{Direction, Reason};
use shared::ids::{ExhibitionId, Incarnation, KeyId, TicketNumber, TicketType};
use shared::protocol::v1::{
    ErrorReply, FeedItem, FeedReply, KnownItem, Push, PushRecord, PushReply, write_body,
};
use shared::record::{ChainHash, Fact, Origin, Record, Stamp, TicketSource};
use shared::ticket::{Claims, EntryPolicy};
use shared::time::UnixMs;

use crate::venue::{MINUTE, OPENING, Venue};

#[derive(Clone)]
pub(crate) struct Kiosk {
    pub(crate) token: String,
    pub(crate) origin: Origin,
    pub(crate) journal: Vec<PushRecord>,
    pub(crate) complete_to: Option<UnixMs>,
    pub(crate) gate: String,
}

impl Kiosk {
    pub(crate) fn new(id: &str, gate: &str, token: String) -> Self {
        Self {
            token,
            origin: Origin {
                exhibition: ExhibitionId(24),
                kiosk: id.parse().unwrap(),
                incarnation: Incarnation(1),
            },
            journal: Vec::new(),
            complete_to: None,
            gate: gate.to_owned(),
        }
    }

    /// A party of two comes in with a ticket, so many minutes after the opening.
    pub(crate) fn entry(&mut self, ticket: u32, minute: i64) -> &mut Self {
        self.passed(ticket, minute, Direction::In)
    }

    pub(crate) fn exit(&mut self, ticket: u32, minute: i64) -> &mut Self {
        self.passed(ticket, minute, Direction::Out)
    }

    pub(crate) fn passed(&mut self, ticket: u32, minute: i64, direction: Direction) -> &mut Self {
        let fact = Fact::Passed {
            gate: self.gate.parse().unwrap(),
            direction,
            claims: claims(ticket),
            people: 2,
            source: TicketSource::Unstated,
        };
        self.fact(fact, minute)
    }

    pub(crate) fn refusal(&mut self, minute: i64, reason: Reason) -> &mut Self {
        let fact = Fact::Refused {
            gate: self.gate.parse().unwrap(),
            reason,
            claims: None,
        };
        self.fact(fact, minute)
    }

    pub(crate) fn fact(&mut self, fact: Fact, minute: i64) -> &mut Self {
        let stamp = Stamp {
            device: OPENING.plus(minute * MINUTE),
            offset_ms: 0,
            boot: "b1".to_owned(),
            mono_ms: 1,
        };
        self.stamped(fact, stamp)
    }

    pub(crate) fn stamped(&mut self, fact: Fact, stamp: Stamp) -> &mut Self {
        self.body(&write_body(&Record { stamp, fact }).unwrap())
    }

    /// Writes down any body, with a link that fits.
    pub(crate) fn body(&mut self, body: &str) -> &mut Self {
        let seq = self.journal.len() as u64 + 1;
        let before = self.journal.last();
        let before = before.map_or_else(
            || ChainHash::start(&self.origin),
            |last| ChainHash(last.hash),
        );
        self.journal.push(PushRecord {
            seq,
            hash: before.next(seq, body).0,
            body: RawValue::from_string(body.to_owned()).unwrap(),
        });
        self
    }

    pub(crate) fn batch(&self, records: &[PushRecord]) -> Push {
        Push {
            known_pins: Vec::new(),
            device: None,
            exhibition: self.origin.exhibition,
            kiosk: self.origin.kiosk.clone(),
            incarnation: self.origin.incarnation,
            after: None,
            known: None,
            complete_to_ms: self.complete_to,
            waiting: 0,
            records: records.to_vec(),
        }
    }

    /// Pushes records that may come from anywhere in the journal.
    pub(crate) fn push_these(&self, venue: &Venue, records: &[PushRecord]) -> PushReply {
        self.push_as(venue, &self.batch(records))
    }

    pub(crate) fn push_as(&self, venue: &Venue, push: &Push) -> PushReply {
        let body = serde_json::to_vec(push).unwrap();
        let (status, text) = post(venue, Some(&self.token), None, &body);
        assert_eq!(status, 200, "{text}");
        serde_json::from_str(&text).unwrap()
    }

    /// Pushes the whole journal.
    pub(crate) fn push(&self, venue: &Venue) -> PushReply {
        self.push_these(venue, &self.journal)
    }

    /// Pushes nothing and gives whatever is answered.
    pub(crate) fn push_answer(&self, venue: &Venue) -> (u16, String) {
        let body = serde_json::to_vec(&self.batch(&[])).unwrap();
        post(venue, Some(&self.token), None, &body)
    }

    /// The same of a server that may be away for a moment.
    pub(crate) fn try_push_answer(&self, venue: &Venue) -> Option<(u16, String)> {
        let body = serde_json::to_vec(&self.batch(&[])).unwrap();
        try_post(venue, Some(&self.token), None, &body).ok()
    }

    /// Asks for the feed.
    pub(crate) fn feed(&self, venue: &Venue, epoch: &str, after: u64, wait_s: u64) -> FeedReply {
        let query = format!("/api/v1/feed?epoch={epoch}&after={after}&catalogue=1&wait_s={wait_s}");
        let mut answer = ureq::get(venue.url(&query))
            .header("authorization", format!("Bearer {}", self.token))
            .call()
            .unwrap();
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
    }
}

/// Posts a body to where records go; gives the status and the answer.
pub(crate) fn post(
    venue: &Venue,
    token: Option<&str>,
    encoding: Option<&str>,
    body: &[u8],
) -> (u16, String) {
    try_post(venue, token, encoding, body).unwrap()
}

fn try_post(
    venue: &Venue,
    token: Option<&str>,
    encoding: Option<&str>,
    body: &[u8],
) -> Result<(u16, String), ureq::Error> {
    let mut request = ureq::post(venue.url("/api/v1/records"))
        .config()
        .http_status_as_error(false)
        .build();
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    if let Some(encoding) = encoding {
        request = request.header("content-encoding", encoding);
    }
    let mut answer = request.send(body)?;
    let text = answer.body_mut().read_to_string()?;
    Ok((answer.status().as_u16(), text))
}

/// The stable code of an error answer.
pub(crate) fn code(answer: &str) -> String {
    let reply: ErrorReply = serde_json::from_str(answer).unwrap();
    assert!(reply.message.len() > 20, "{reply:?}");
    reply.code
}

/// The items of a feed that this version understands.
pub(crate) fn known(reply: &FeedReply) -> Vec<&KnownItem> {
    let items = reply.items.iter();
    items
        .filter_map(|item| match item {
            FeedItem::Known(item) => Some(item),
            FeedItem::Unknown(_) => None,
        })
        .collect()
}

pub(crate) fn claims(ticket: u32) -> Claims {
    Claims {
        key: KeyId(1),
        exhibition: ExhibitionId(24),
        number: TicketNumber(ticket),
        kind: TicketType(1),
        party: 2,
        days: 0b1111,
        policy: EntryPolicy::OncePerDay,
        zones: 1,
    }
}
