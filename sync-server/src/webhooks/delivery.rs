//! One delivery after the other to a webhook.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::HeaderName;
use shared::time::UnixMs;
use tokio::time::Instant;
use tracing::{error, warn};

use super::client::{SignedPost, WebhookClient};
use super::events::{Untold, WebhookDelivery, WebhookItem, untold};
use super::signature::{SIGNATURE, signature};
use crate::clock::{Clock, system_time};
use crate::operations::webhooks::{FAILURES_MOST, LOG_KEPT};
use crate::ports::{
    DeliveryAttempt, EventCursor, PortError, ServerTx, Webhook, WebhookEvent, WebhookProgress,
};
use crate::store::{Store, StoreError};

/// The longest pause after a failure.
const PAUSE_MOST: Duration = Duration::from_mins(10);
/// For how long no other server delivers to the same webhook: longer than a delivery takes. In milliseconds.
const CLAIM_MS: i64 = 30_000;
/// The pause when another server delivers, or the database fails.
const LATER: Duration = Duration::from_secs(5);
/// How far a webhook that asks for nothing of it is led through the feed before that is written down.
const UNWRITTEN_MOST: u64 = 3_600_000 << 10;

/// Delivers to webhooks.
pub(super) struct Sender {
    store: Arc<Store>,
    client: Arc<WebhookClient>,
    clock: Clock,
    /// Names this server among several on one database.
    name: String,
}

/// How far a webhook is after a delivery.
pub(super) struct Delivered {
    pub(super) told: EventCursor,
    /// When it goes on; `None` when it was told everything.
    pub(super) next: Option<Instant>,
}

impl Delivered {
    fn later(told: EventCursor, pause: Duration) -> Self {
        Self {
            told,
            next: Some(Instant::now() + pause),
        }
    }
}

impl Sender {
    pub(super) fn new(store: Arc<Store>, client: Arc<WebhookClient>, clock: Clock) -> Self {
        let mut name = [0; 8];
        // Without random numbers, the time tells servers apart.
        if getrandom::fill(&mut name).is_err() {
            name = system_time().0.to_be_bytes();
        }
        Self {
            store,
            client,
            clock,
            name: hex::encode(name),
        }
    }

    /// Tells a webhook what it has not been told, and returns how far it is then.
    pub(super) async fn deliver(&self, webhook: Webhook, told: EventCursor) -> Delivered {
        match self.try_deliver(&webhook, told).await {
            Ok(done) => done,
            Err(error) => {
                error!("telling the webhook {}: {error}", webhook.id);
                Delivered::later(told, LATER)
            }
        }
    }

    async fn try_deliver(
        &self,
        webhook: &Webhook,
        told: EventCursor,
    ) -> Result<Delivered, StoreError> {
        let (id, made) = (webhook.id, webhook.made);
        let read = move |tx: &dyn ServerTx| {
            let found = tx.webhooks()?.into_iter();
            let mut found = found.filter(|it| it.id == id && it.made == made);
            let Some(webhook) = found.next().filter(|it| it.paused.is_none()) else {
                return Ok(None);
            };
            // Another server may have told it more.
            let told = told.max_each(webhook.told);
            let untold = untold(tx, &webhook, told)?;
            Ok(Some((webhook, untold)))
        };
        let Some((webhook, untold)) = self.store.read(read).await? else {
            return Ok(Delivered::later(told, LATER));
        };
        if untold.items.is_empty() {
            if untold.told.arrival > webhook.told.arrival + UNWRITTEN_MOST {
                self.write(&webhook, told_well(untold.told), None).await?;
            }
            let next = untold.more.then(Instant::now);
            let told = untold.told;
            return Ok(Delivered { told, next });
        }
        let (name, now) = (self.name.clone(), system_time());
        let claimed = self
            .store
            .note(move |tx| tx.claim_webhook(id, &name, now, now.plus(CLAIM_MS)));
        if !claimed.await? {
            return Ok(Delivered::later(told, LATER));
        }
        self.attempt(&webhook, untold, told).await
    }

    async fn attempt(
        &self,
        webhook: &Webhook,
        untold: Untold,
        told: EventCursor,
    ) -> Result<Delivered, StoreError> {
        let Untold {
            items,
            told: further,
            ..
        } = untold;
        let (events, items): (BTreeSet<WebhookEvent>, Vec<WebhookItem>) = items.into_iter().unzip();
        let now = (self.clock)();
        let mut attempt = post(&self.client, &self.store, webhook, items, now).await;
        attempt.events = events;
        attempt.attempt = webhook.failures + 1;
        if attempt.is_good() {
            self.write(webhook, told_well(further), Some(attempt))
                .await?;
            return Ok(Delivered::later(further, Duration::ZERO));
        }
        let failures = webhook.failures + 1;
        let paused = (failures >= FAILURES_MOST).then_some(now);
        if paused.is_some() {
            warn!(
                "the webhook {} failed {failures} times in a row and is paused; see /admin/webhooks",
                webhook.id
            );
        }
        let progress = WebhookProgress {
            told: webhook.told,
            failures,
            paused,
        };
        self.write(webhook, progress, Some(attempt)).await?;
        Ok(Delivered::later(told, pause(failures)))
    }

    /// Writes down how far a webhook is, unless it was removed meanwhile.
    async fn write(
        &self,
        webhook: &Webhook,
        progress: WebhookProgress,
        attempt: Option<DeliveryAttempt>,
    ) -> Result<(), StoreError> {
        let (id, made) = (webhook.id, webhook.made);
        let write = move |tx: &dyn ServerTx| -> Result<bool, PortError> {
            let mut webhooks = tx.webhooks()?.into_iter();
            let Some(kept) = webhooks.find(|it| it.id == id && it.made == made) else {
                return Ok(false);
            };
            let paused = progress.paused.or(kept.paused);
            tx.set_webhook_progress(id, &WebhookProgress { paused, ..progress })?;
            if let Some(attempt) = &attempt {
                tx.insert_webhook_delivery(id, attempt, LOG_KEPT)?;
            }
            Ok(true)
        };
        self.store.note(write).await.map(drop)
    }
}

/// Sends a webhook something that never happened, writes down how it answered, and returns that.
pub(crate) async fn send_test(
    store: &Store,
    client: &WebhookClient,
    webhook: &Webhook,
    now: UnixMs,
) -> Result<DeliveryAttempt, StoreError> {
    let item = WebhookItem::new(format!("test-{}", now.0), "test", now);
    let attempt = post(client, store, webhook, vec![item], now).await;
    let (id, noted) = (webhook.id, attempt.clone());
    let write = move |tx: &dyn ServerTx| {
        tx.insert_webhook_delivery(id, &noted, LOG_KEPT)?;
        Ok(true)
    };
    store.note(write).await?;
    Ok(attempt)
}

/// Sends items, signed.
async fn post(
    client: &WebhookClient,
    store: &Store,
    webhook: &Webhook,
    items: Vec<WebhookItem>,
    now: UnixMs,
) -> DeliveryAttempt {
    let count = items.len() as u32;
    let delivery = WebhookDelivery {
        exhibition: store.published().catalogue.exhibition,
        sent_ms: now,
        events: items,
    };
    // It holds nothing that JSON can't.
    let body = serde_json::to_vec(&delivery).unwrap_or_default();
    let signature = signature(&webhook.secret, now, &body);
    let begun = Instant::now();
    let answered = client.post(SignedPost {
        address: &webhook.address,
        is_private: webhook.is_private,
        headers: vec![(HeaderName::from_static(SIGNATURE), signature)],
        body: Bytes::from(body),
    });
    let (status, answer) = match answered.await {
        Ok(answer) => (Some(answer.status), answer.text),
        Err(error) => (None, error.to_string()),
    };
    DeliveryAttempt {
        made: now,
        events: BTreeSet::new(),
        items: count,
        attempt: 0,
        status,
        answer,
        took_ms: begun.elapsed().as_millis() as u64,
    }
}

/// Returns the progress of a webhook that was told so far and answered well.
fn told_well(told: EventCursor) -> WebhookProgress {
    WebhookProgress {
        told,
        failures: 0,
        paused: None,
    }
}

/// Returns the pause after so many failures in a row: twice as long after each.
fn pause(failures: u32) -> Duration {
    let doubled = 1_u64 << failures.saturating_sub(1).min(16);
    Duration::from_secs(doubled).min(PAUSE_MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pause_doubles_up_to_ten_minutes() {
        let pauses = [1, 2, 5, 10, 11, FAILURES_MOST].map(|failures| pause(failures).as_secs());
        assert_eq!(pauses, [1, 2, 16, 512, 600, 600]);
        let all: u64 = (1..FAILURES_MOST).map(|it| pause(it).as_secs()).sum();
        assert!((5_400..9_000).contains(&all), "{all}");
    }
}
