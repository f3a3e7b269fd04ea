//! What the door of a scene is told: the exhibition, another seller's list, and kiosk B1's records.

use checkin_scenes::Ticket;

use shared::ids::KeyId;
use shared::protocol::v1::{
    FeedItem, FeedReply, KnownItem, PublicKey, TicketListItem, TicketListQuery, TicketListReply,
};
use shared::record::{Fact, Record, RecordOrder};
use shared::ticket::{Claims, CodeHash, NO_KEY};

use super::door::{Door, ELSEWHERE};

impl Door {
    /// What the server tells next.
    pub(super) fn tell(&mut self, items: Vec<KnownItem>) {
        self.told += 1;
        let reply = FeedReply {
            catalogue: Some(Box::new(self.catalogue.clone())),
            items: items.into_iter().map(FeedItem::Known).collect(),
            ..answer(self.told, self.key.public())
        };
        self.journal().apply_feed(&reply).unwrap();
    }

    /// There is a seller whose tickets have other codes, so a code that nobody knows may be one.
    pub(super) fn know_another_seller(&mut self) {
        let ticket = Ticket {
            kind: "visitor".to_owned(),
            number: 900,
            days: 0b1111,
            elsewhere: None,
            twin: None,
        };
        self.sell(&ticket);
    }

    /// Another seller sells tickets under one code, which it gives.
    pub(super) fn sell(&mut self, ticket: &Ticket) -> String {
        let code = format!("TB-{}-{:08}", ticket.kind, ticket.number);
        let tickets = ticket.with_twin().map(|ticket| {
            let claims = Claims {
                key: NO_KEY,
                ..ticket.claims(&self.catalogue).unwrap()
            };
            TicketListItem {
                claims: claims.to_bytes().unwrap(),
                proof: None,
                hash: Some(CodeHash::of(claims.exhibition, &code)),
                folded: None,
                seller: Some("TicketBox".to_owned()),
                reference: None,
                holder: None,
            }
        });
        self.sold += 1;
        let reply = TicketListReply {
            epoch: "e1".to_owned(),
            next: self.sold,
            more: false,
            tickets: tickets.collect(),
        };
        let query = TicketListQuery {
            epoch: reply.epoch.clone(),
            after: self.sold - 1,
            keyed: false,
        };
        let mut journal = self.journal();
        assert!(journal.apply_ticket_list(&query, &reply, 1, || {}).unwrap());
        code
    }

    pub(super) fn hear(&mut self, record: &Record) {
        self.elsewhere.push(record.clone());
        let place = RecordOrder {
            at: record.stamp.corrected(),
            kiosk: "B1".parse().unwrap(),
            incarnation: ELSEWHERE,
            seq: self.elsewhere.len() as u64,
        };
        self.ids.push(Some(place.id()));
        let item = if let Fact::Annulled { target, ticket, .. } = &record.fact {
            KnownItem::annulled(target, *ticket)
        } else if let Some(walk) = record.fact.walk_in(place.clone()) {
            KnownItem::walked(&walk)
        } else {
            KnownItem::passed(&record.fact.passage(place).unwrap()).unwrap()
        };
        self.tell(vec![item]);
    }
}

/// An answer of the server without any news.
fn answer(next: u64, public: [u8; 32]) -> FeedReply {
    FeedReply {
        epoch: "e1".to_owned(),
        next,
        more: false,
        server_time_ms: shared::time::UnixMs(0),
        catalogue_version: 1,
        catalogue: None,
        keys: vec![PublicKey {
            id: KeyId(1),
            public,
        }],
        staff: None,
        ticket_list: None,
        server_pins: Vec::new(),
        code_key: None,
        token: None,
        phones_port: None,
        instructions: None,
        wipe: false,
        items: Vec::new(),
    }
}
