//! Tokens of other programs, webhooks and what they are told beside the feed.

use std::collections::BTreeSet;

use shared::time::UnixMs;

use super::journal::{SentJournal, opening};
use super::{RecordsDatabase, contract, push};
use crate::operations::api_tokens::{self, TokenError, TokenRequest};
use crate::operations::webhooks::{self, WebhookRequest};
use crate::ports::{
    ApiScope, ApiToken, Database, DeliveryAttempt, EventCursor, ServerTx, WebhookEvent,
    WebhookProgress,
};

contract! { crate::contract::exhibition:
    token_comes_back_and_ends
    new_epoch_ends_tokens
    webhook_begins_at_the_newest_event
    webhook_is_claimed_by_one_server
    delivery_log_keeps_the_newest
    alert_begins_once_until_it_is_over
}

fn request(name: &str) -> TokenRequest {
    TokenRequest {
        name: name.to_owned(),
        scopes: BTreeSet::from([ApiScope::Tickets, ApiScope::Metrics]),
        expires: Some(opening().plus(5)),
    }
}

fn tokens(database: &dyn Database) -> Vec<ApiToken> {
    api_tokens::list(database).unwrap()
}

fn write(db: &impl RecordsDatabase, change: impl FnOnce(&dyn ServerTx)) {
    let mut connection = db.connection();
    let tx = connection.write().unwrap();
    change(&*tx);
    tx.commit().unwrap();
}

fn token_comes_back_and_ends(db: &mut impl RecordsDatabase) {
    let secret = api_tokens::make(db.database(), &request(" The  museum "), opening()).unwrap();
    assert!(secret.starts_with("exh_") && secret.len() == 68, "{secret}");
    let again = api_tokens::make(db.database(), &request("THE MUSEUM"), opening());
    assert!(matches!(again, Err(TokenError::Exists)));
    let kept = tokens(db.database()).remove(0);
    assert_eq!((&*kept.name, kept.made), ("The museum", opening()));
    assert_eq!(kept.sha256, crate::auth::token_hash(&secret));
    assert_eq!(kept.scopes, request("").scopes);
    assert!(kept.is_good(opening().plus(4)) && !kept.is_good(opening().plus(5)));
    write(db, |tx| {
        tx.note_api_token_use(kept.id, opening().plus(3)).unwrap();
    });
    assert_eq!(tokens(db.database())[0].last_used, Some(opening().plus(3)));
    api_tokens::revoke(db.database(), kept.id).unwrap();
    assert_eq!(tokens(db.database()), []);
    let again = api_tokens::revoke(db.database(), kept.id);
    assert!(matches!(again, Err(TokenError::None)));
}

/// In a backup, a token may be good that was revoked since.
fn new_epoch_ends_tokens(db: &mut impl RecordsDatabase) {
    api_tokens::make(db.database(), &request("one"), opening()).unwrap();
    db.database().begin_epoch().unwrap();
    assert_eq!(tokens(db.database()), []);
}

fn make(database: &dyn Database) -> u32 {
    let request = WebhookRequest {
        address: "https://hooks.example/in".to_owned(),
        events: BTreeSet::from([WebhookEvent::Admission, WebhookEvent::BackupFailed]),
        is_private: false,
    };
    webhooks::make(database, &request, opening()).unwrap().0
}

fn webhook_begins_at_the_newest_event(db: &mut impl RecordsDatabase) {
    let mut kiosk = SentJournal::new("A1", 1);
    kiosk.entry(7, 1);
    let arrival = push(db, &kiosk, 0).arrival;
    write(db, |tx| {
        let raised = tx.raise_alert(WebhookEvent::BackupFailed, "", opening());
        raised.unwrap();
    });
    let id = make(db.database());
    let (kept, log) = webhooks::list(db.database()).unwrap().remove(0);
    assert_eq!((kept.id, &*kept.address), (id, "https://hooks.example/in"));
    assert_eq!(kept.told, EventCursor { arrival, alert: 1 });
    assert_eq!(
        (kept.events.len(), kept.failures, kept.paused),
        (2, 0, None)
    );
    assert!(kept.secret.starts_with(b"whsec_") && log.is_empty());
    webhooks::remove(db.database(), id).unwrap();
    assert!(webhooks::list(db.database()).unwrap().is_empty());
}

fn webhook_is_claimed_by_one_server(db: &mut impl RecordsDatabase) {
    let id = make(db.database());
    let now = opening();
    let claim = |db: &dyn RecordsDatabaseClaims, server: &str, at: UnixMs| db.claim(id, server, at);
    assert!(claim(db, "one", now) && claim(db, "one", now.plus(1)));
    assert!(!claim(db, "two", now.plus(2)), "another server has it");
    assert!(claim(db, "two", now.plus(100)), "that server is gone");
    let progress = WebhookProgress {
        told: EventCursor {
            arrival: 9,
            alert: 3,
        },
        failures: 2,
        paused: None,
    };
    write(db, |tx| tx.set_webhook_progress(id, &progress).unwrap());
    assert!(claim(db, "one", now.plus(101)), "it was let go");
    webhooks::set_paused(db.database(), id, Some(now)).unwrap();
    assert!(!claim(db, "one", now.plus(102)), "it is paused");
    let (kept, _) = webhooks::list(db.database()).unwrap().remove(0);
    assert_eq!((kept.told, kept.paused), (progress.told, Some(now)));
    webhooks::set_paused(db.database(), id, None).unwrap();
    assert!(claim(db, "one", now.plus(103)));
}

/// Claims a webhook for 50 ms.
trait RecordsDatabaseClaims {
    fn claim(&self, id: u32, server: &str, at: UnixMs) -> bool;
}

impl<D: RecordsDatabase> RecordsDatabaseClaims for D {
    fn claim(&self, id: u32, server: &str, at: UnixMs) -> bool {
        let mut is_claimed = false;
        write(self, |tx| {
            is_claimed = tx.claim_webhook(id, server, at, at.plus(50)).unwrap();
        });
        is_claimed
    }
}

fn delivery_log_keeps_the_newest(db: &mut impl RecordsDatabase) {
    let (id, other) = (make(db.database()), make(db.database()));
    let attempt = |attempt: u32| DeliveryAttempt {
        made: opening().plus(attempt.into()),
        events: BTreeSet::from([WebhookEvent::Admission]),
        items: 3,
        attempt,
        status: (attempt != 4).then_some(500),
        answer: "Không được".to_owned(),
        took_ms: 17,
    };
    write(db, |tx| {
        tx.insert_webhook_delivery(other, &attempt(9), 3).unwrap();
        for number in 1..=5 {
            tx.insert_webhook_delivery(id, &attempt(number), 3).unwrap();
        }
    });
    let logs: Vec<_> = webhooks::list(db.database()).unwrap();
    assert_eq!(logs[0].1, [attempt(5), attempt(4), attempt(3)]);
    assert_eq!(logs[1].1, [attempt(9)]);
}

fn alert_begins_once_until_it_is_over(db: &mut impl RecordsDatabase) {
    let silent = WebhookEvent::DeviceSilent;
    write(db, |tx| {
        tx.raise_alert(silent, "A1", opening()).unwrap();
        tx.raise_alert(silent, "A1", opening().plus(1)).unwrap();
        tx.raise_alert(silent, "B2", opening()).unwrap();
        tx.clear_alert(silent, "A1", opening().plus(2)).unwrap();
        tx.raise_alert(silent, "A1", opening().plus(3)).unwrap();
        let all = tx.alerts_after(0, 9).unwrap();
        let all: Vec<_> = all
            .iter()
            .map(|it| (it.id, &*it.subject, it.raised))
            .collect();
        let at = |ms| opening().plus(ms);
        assert_eq!(all, [(1, "A1", at(0)), (2, "B2", at(0)), (3, "A1", at(3))]);
        assert_eq!(tx.alerts_after(1, 1).unwrap()[0].id, 2);
        assert_eq!(tx.open_alerts().unwrap().len(), 2);
    });
}
