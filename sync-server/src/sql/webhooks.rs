//! Webhooks, their log, and what is told through them beside the feed.

use std::collections::BTreeSet;

use shared::time::UnixMs;

use super::{SqlRow, SqlTx, values};
use crate::ports::{
    Alert, DeliveryAttempt, EventCursor, JournalsTx, PortError, ReadWebhooks, Webhook,
    WebhookEvent, WebhookProgress, WriteWebhooks,
};

/// How many alerts are kept.
const ALERTS_KEPT: i64 = 1_000;

impl<T: SqlTx> ReadWebhooks for T {
    fn webhooks(&self) -> Result<Vec<Webhook>, PortError> {
        let webhooks =
            "SELECT id, address, secret, events, private, made_ms, arrival, alert, failures, paused_ms
             FROM webhooks ORDER BY id";
        self.sql().read(webhooks, &[], |row| {
            Ok(Webhook {
                id: row.get(0)?,
                address: row.get(1)?,
                secret: row.get(2)?,
                events: events(row, 3)?.collect(),
                is_private: row.get(4)?,
                made: row.get(5)?,
                told: EventCursor {
                    arrival: row.get(6)?,
                    alert: row.get(7)?,
                },
                failures: row.get(8)?,
                paused: row.get(9)?,
            })
        })
    }

    fn webhook_deliveries(&self, webhook: u32) -> Result<Vec<DeliveryAttempt>, PortError> {
        let attempts = "SELECT made_ms, events, items, attempt, status, answer, took_ms
             FROM webhook_deliveries WHERE webhook = $1 ORDER BY id DESC";
        self.sql().read(attempts, &values![webhook], |row| {
            Ok(DeliveryAttempt {
                made: row.get(0)?,
                events: events(row, 1)?.collect(),
                items: row.get(2)?,
                attempt: row.get(3)?,
                status: row.get(4)?,
                answer: row.get(5)?,
                took_ms: row.get(6)?,
            })
        })
    }

    fn alerts_after(&self, alert: u64, limit: usize) -> Result<Vec<Alert>, PortError> {
        let alerts =
            "SELECT id, kind, subject, raised_ms FROM alerts WHERE id > $1 ORDER BY id LIMIT $2";
        let rows = self.sql().query(alerts, &values![alert, limit as u64])?;
        let mut found = Vec::with_capacity(rows.len());
        for row in &rows {
            // One of a later version is passed over.
            if let Some(event) = WebhookEvent::from_code(row.text(1)?) {
                found.push(Alert {
                    id: row.get(0)?,
                    event,
                    subject: row.get(2)?,
                    raised: row.get(3)?,
                });
            }
        }
        Ok(found)
    }

    fn open_alerts(&self) -> Result<BTreeSet<(WebhookEvent, String)>, PortError> {
        let open = "SELECT kind, subject FROM alerts WHERE cleared_ms IS NULL";
        let rows = self.sql().query(open, &[])?;
        let mut found = BTreeSet::new();
        for row in &rows {
            if let Some(event) = WebhookEvent::from_code(row.text(0)?) {
                found.insert((event, row.get(1)?));
            }
        }
        Ok(found)
    }

    fn newest_event(&self) -> Result<EventCursor, PortError> {
        let alert = "SELECT coalesce(max(id), 0) FROM alerts";
        Ok(EventCursor {
            arrival: self.last_arrival()?,
            alert: self.sql().value(alert, &[])?,
        })
    }
}

impl<T: SqlTx> WriteWebhooks for T {
    fn insert_webhook(&self, webhook: &Webhook) -> Result<u32, PortError> {
        let next = "SELECT coalesce(max(id), 0) + 1 FROM webhooks";
        let id: u32 = self.sql().value(next, &[])?;
        self.sql().execute(
            "INSERT INTO webhooks (id, address, secret, events, private, made_ms, arrival, alert)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            &values![
                id,
                &webhook.address,
                webhook.secret.as_slice(),
                words(&webhook.events),
                webhook.is_private,
                webhook.made,
                webhook.told.arrival,
                webhook.told.alert
            ],
        )?;
        Ok(id)
    }

    fn remove_webhook(&self, id: u32) -> Result<bool, PortError> {
        let log = "DELETE FROM webhook_deliveries WHERE webhook = $1";
        self.sql().execute(log, &values![id])?;
        let webhook = "DELETE FROM webhooks WHERE id = $1";
        Ok(self.sql().execute(webhook, &values![id])? > 0)
    }

    fn claim_webhook(
        &self,
        id: u32,
        server: &str,
        now: UnixMs,
        until: UnixMs,
    ) -> Result<bool, PortError> {
        let claim = "UPDATE webhooks SET claimed_by = $2, claimed_until = $4
             WHERE id = $1 AND paused_ms IS NULL AND (claimed_by = $2 OR claimed_until <= $3)";
        let claimed = self
            .sql()
            .execute(claim, &values![id, server, now, until])?;
        Ok(claimed > 0)
    }

    fn set_webhook_progress(&self, id: u32, progress: &WebhookProgress) -> Result<(), PortError> {
        self.sql().execute(
            "UPDATE webhooks SET arrival = $2, alert = $3, failures = $4, paused_ms = $5, claimed_until = 0
             WHERE id = $1",
            &values![
                id,
                progress.told.arrival,
                progress.told.alert,
                progress.failures,
                progress.paused
            ],
        )?;
        Ok(())
    }

    fn insert_webhook_delivery(
        &self,
        webhook: u32,
        attempt: &DeliveryAttempt,
        keep: u32,
    ) -> Result<(), PortError> {
        self.sql().execute(
            "INSERT INTO webhook_deliveries (id, webhook, made_ms, events, items, attempt, status, answer, took_ms)
             VALUES ((SELECT coalesce(max(id), 0) + 1 FROM webhook_deliveries), $1, $2, $3, $4, $5, $6, $7, $8)",
            &values![
                webhook,
                attempt.made,
                words(&attempt.events),
                attempt.items,
                attempt.attempt,
                attempt.status,
                &attempt.answer,
                attempt.took_ms
            ],
        )?;
        let old = "DELETE FROM webhook_deliveries WHERE webhook = $1 AND id <= coalesce(
             (SELECT id FROM webhook_deliveries WHERE webhook = $1 ORDER BY id DESC LIMIT 1 OFFSET $2), 0)";
        self.sql().execute(old, &values![webhook, keep]).map(drop)
    }

    fn raise_alert(
        &self,
        event: WebhookEvent,
        subject: &str,
        now: UnixMs,
    ) -> Result<(), PortError> {
        let raised = self.sql().execute(
            "INSERT INTO alerts (id, kind, subject, raised_ms)
             SELECT (SELECT coalesce(max(id), 0) + 1 FROM alerts), $1, $2, CAST($3 AS BIGINT)
             WHERE NOT EXISTS (SELECT 1 FROM alerts WHERE kind = $1 AND subject = $2 AND cleared_ms IS NULL)",
            &values![event.code(), subject, now],
        )?;
        if raised > 0 {
            let old = "DELETE FROM alerts WHERE cleared_ms IS NOT NULL AND id <= (SELECT max(id) FROM alerts) - $1";
            self.sql().execute(old, &values![ALERTS_KEPT])?;
        }
        Ok(())
    }

    fn clear_alert(
        &self,
        event: WebhookEvent,
        subject: &str,
        now: UnixMs,
    ) -> Result<(), PortError> {
        let clear = "UPDATE alerts SET cleared_ms = $3 WHERE kind = $1 AND subject = $2 AND cleared_ms IS NULL";
        self.sql()
            .execute(clear, &values![event.code(), subject, now])
            .map(drop)
    }
}

/// Returns the events in a column. One of a later version is left out.
fn events(row: &SqlRow, column: usize) -> Result<impl Iterator<Item = WebhookEvent>, PortError> {
    let words = row.text(column)?.split(' ');
    Ok(words.filter_map(WebhookEvent::from_code))
}

fn words(events: &BTreeSet<WebhookEvent>) -> String {
    let words: Vec<&str> = events.iter().map(|event| event.code()).collect();
    words.join(" ")
}
