//! Tells other programs what happens: reads what each webhook was not told yet, signs it and sends it.
//!
//! Records are never queued for a webhook: the feed is the queue, and a webhook has a place in it. What is slow or does not
//! answer keeps its place; kiosks' records are stored meanwhile as ever.

mod alerts;
mod client;
mod delivery;
mod events;
mod signature;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use shared::time::UnixMs;
use tokio::task::JoinHandle;
use tokio::time::{Instant, MissedTickBehavior, interval};
use tracing::error;

use crate::clock::Clock;
use crate::ports::{EventCursor, ServerTx, Webhook};
use crate::store::{Store, StoreError};
use delivery::{Delivered, Sender};

pub(crate) use client::WebhookClient;
pub(crate) use delivery::send_test;
pub(crate) use events::WebhookDelivery;

/// How often to look for webhooks and for what is no record.
const LOOK: Duration = Duration::from_secs(2);
/// The pause between two deliveries to one webhook: what happens meanwhile goes together.
const PACE: Duration = Duration::from_millis(500);

/// How one webhook is told, as this server remembers it.
struct Telling {
    /// When the webhook was made: another may have its number later.
    made: UnixMs,
    /// How far it is told; ahead of what is written down by what it does not ask for.
    told: EventCursor,
    /// The delivery that is under way.
    task: Option<JoinHandle<Delivered>>,
    /// When it goes on; `None` when it was told everything.
    next: Option<Instant>,
    /// The news up to which it was told.
    news: u64,
}

/// Tells all webhooks, for ever.
pub(crate) async fn tell(store: Arc<Store>, client: Arc<WebhookClient>, clock: Clock) {
    let sender = Arc::new(Sender::new(store.clone(), client, clock.clone()));
    let mut tellings: HashMap<u32, Telling> = HashMap::new();
    let mut webhooks: Vec<Webhook> = Vec::new();
    let mut changes = store.changes();
    let mut looks = interval(LOOK);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut paces = interval(PACE);
    paces.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // Counts what may be news.
    let mut news = 0;
    let mut is_pending = false;
    loop {
        tokio::select! {
            _ = looks.tick() => match look(&store, clock()).await {
                Ok((found, has_alerts)) => {
                    is_pending |= has_alerts || found != webhooks;
                    news += u64::from(has_alerts);
                    webhooks = found;
                }
                Err(StoreError::Closed) => return,
                Err(error) => error!("looking for what webhooks are told: {error}"),
            },
            came = changes.changed() => {
                if came.is_err() {
                    return;
                }
                news += 1;
                is_pending = true;
            }
            _ = paces.tick(), if is_pending && !webhooks.is_empty() => {
                tellings.retain(|id, telling| {
                    webhooks.iter().any(|it| it.id == *id && it.made == telling.made)
                });
                is_pending = false;
                for webhook in &webhooks {
                    is_pending |= go_on(&sender, webhook, news, &mut tellings).await;
                }
            }
        }
    }
}

/// Notes what began and what is over; returns the webhooks that are not paused, and whether anything began.
async fn look(store: &Store, now: UnixMs) -> Result<(Vec<Webhook>, bool), StoreError> {
    let totals = store.totals(now).await?;
    let (mut webhooks, open) = store
        .read(|tx| Ok((tx.webhooks()?, tx.open_alerts()?)))
        .await?;
    webhooks.retain(|webhook| webhook.paused.is_none());
    let change = alerts::change(&totals, &open);
    let has_alerts = !change.raised.is_empty();
    if change.is_empty() {
        return Ok((webhooks, false));
    }
    let write = move |tx: &dyn ServerTx| {
        for (event, subject) in &change.raised {
            tx.raise_alert(*event, subject, now)?;
        }
        for (event, subject) in &change.cleared {
            tx.clear_alert(*event, subject, now)?;
        }
        Ok(true)
    };
    store.note(write).await?;
    Ok((webhooks, has_alerts))
}

/// Begins the next delivery to a webhook where there may be something to tell, unless one is under way; returns whether it has
/// to be looked at again soon.
async fn go_on(
    sender: &Arc<Sender>,
    webhook: &Webhook,
    news: u64,
    tellings: &mut HashMap<u32, Telling>,
) -> bool {
    let telling = tellings.entry(webhook.id).or_insert_with(|| Telling {
        made: webhook.made,
        told: webhook.told,
        task: None,
        next: Some(Instant::now()),
        news,
    });
    if let Some(task) = &mut telling.task {
        if !task.is_finished() {
            return true;
        }
        if let Ok(done) = task.await {
            (telling.told, telling.next) = (done.told, done.next);
        }
        telling.task = None;
    }
    match telling.next {
        None if telling.news == news => return false,
        Some(next) if next > Instant::now() => return true,
        _ => {}
    }
    telling.news = news;
    let (sender, webhook, told) = (sender.clone(), webhook.clone(), telling.told);
    let deliver = async move { sender.deliver(webhook, told).await };
    telling.task = Some(tokio::spawn(deliver));
    true
}
