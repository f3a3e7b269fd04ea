//! `GET /api/v1/feed`: what kiosks are told. A request may be held until there is something new.

use std::time::Duration;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use shared::ids::KioskId;
use shared::protocol::v1::{FeedItem, FeedQuery, FeedReply};
use tokio::time::{Instant, sleep_until, timeout_at};
use tracing::warn;

use super::auth::{FromKiosk, bearer};
use crate::auth::token_hash;
use crate::http::error::ApiError;
use crate::http::state::AppState;
use crate::operations::closing::Closing;
use crate::operations::devices;
use crate::ports::{Published, ServerSecret, pins_for};

/// The most feed positions one answer covers.
const PAGE: usize = 500;
/// The longest a request is held.
const MAX_WAIT_S: u64 = 30;
/// How long to gather after the last look: in a rush, a kiosk asks ten times a second, not a thousand. After a quiet
/// time it is answered at once.
const GATHER: Duration = Duration::from_millis(100);

/// Answers with what came after the cursor, in the order in which it was stored. A kiosk's own
/// records are among it: a kiosk with a new disk learns its own past from here.
pub(super) async fn feed(
    State(app): State<AppState>,
    FromKiosk(kiosk): FromKiosk,
    headers: HeaderMap,
    query: Result<Query<FeedQuery>, QueryRejection>,
) -> Result<Json<FeedReply>, ApiError> {
    let Query(query) = query?;
    let token = bearer(&headers)?;
    let deadline = Instant::now() + Duration::from_secs(query.wait_s.min(MAX_WAIT_S));
    let mut changes = app.store.changes();
    let mut stopping = app.stopping.clone();
    if query.epoch == app.store.published().epoch {
        let asked = app.store.feed(query.after, 1, query.visits).await?;
        if !asked.cursor_is_known {
            // This life has told the kiosk of what the store lacks.
            app.store.set_back(kiosk.clone()).await?;
        }
    }
    app.store.note_feed_cursor(&kiosk, query.after);
    let edition = changes.borrow().edition;
    let epoch = app.store.published().epoch.clone();
    let known = query.epoch == epoch && query.after <= changes.borrow().arrival;
    // A cursor of another epoch of the store, or beyond the end of this one, means nothing here.
    let mut after = if known { query.after } else { 0 };
    loop {
        let looked = Instant::now();
        let mark = *changes.borrow_and_update();
        let page = app.store.feed(after, PAGE, query.visits).await?;
        let published = app.store.published();
        let moved = page.next != query.after || query.epoch != epoch;
        let news = !page.items.is_empty()
            || page.more
            || published.catalogue_version != query.catalogue
            || mark.edition != edition
            || (query.ticket_list).is_some_and(|told| told != published.ticket_list)
            || query
                .instructions
                .is_some_and(|known| known != published.revision(&kiosk))
            || (!known && moved);
        let over = Instant::now() >= deadline || *stopping.borrow();
        if news || over {
            // Under another epoch of the store the same version may be another catalogue.
            let catalogue = (published.catalogue_version != query.catalogue
                || query.epoch != epoch)
                .then(|| Box::new((*published.catalogue).clone()));
            app.store.note_feed_cursor(&kiosk, page.next);
            let items = page.items.into_iter().map(FeedItem::Known);
            let wipe = is_over(&published);
            return Ok(Json(FeedReply {
                epoch,
                next: page.next,
                more: page.more,
                server_time_ms: app.now(),
                catalogue_version: published.catalogue_version,
                catalogue,
                keys: if wipe {
                    Vec::new()
                } else {
                    published.keys.clone()
                },
                staff: Some(if wipe {
                    Vec::new()
                } else {
                    pins_for(&published.staff, published.role(&kiosk))
                }),
                ticket_list: (!wipe).then_some(published.ticket_list),
                server_pins: app.tls.pins(),
                code_key: published.code_key().filter(|_| !wipe),
                token: next_token(&app, &kiosk, token).await,
                phones_port: Some(app.listening.public.port()),
                instructions: published.instructions.get(&kiosk).cloned(),
                wipe,
                items: items.collect(),
            }));
        }
        // Places without an item need not be read again.
        after = page.next;
        let came = tokio::select! {
            came = timeout_at(deadline, changes.changed()) => came.is_ok(),
            _ = stopping.wait_for(|stopping| *stopping) => false,
        };
        if came {
            sleep_until(looked + GATHER).await;
        }
    }
}

/// Returns whether devices are to delete what they hold.
fn is_over(published: &Published) -> bool {
    let kept = published.secrets.get(&ServerSecret::Closing);
    Closing::kept(kept.map(Vec::as_slice)).wiped.is_some()
}

/// Returns the token that takes the place of the one of this request, where that one is to be replaced. A failure is for
/// the log: the token stays good.
async fn next_token(app: &AppState, kiosk: &KioskId, token: &str) -> Option<String> {
    let kept = app.store.published().device_tokens.get(kiosk).cloned()?;
    if !devices::is_due(&kept, app.now()) || kept.sha256 != token_hash(token) {
        return None;
    }
    let (id, token) = (kiosk.clone(), token.to_owned());
    let made = app.operate(move |database| devices::next_token(database, &id, &token));
    match made.await.ok()? {
        Ok(next) => next,
        Err(error) => {
            warn!("kiosk {kiosk} keeps its token: {error}");
            None
        }
    }
}
