//! `GET /metrics`: what the server measures, as Prometheus reads it. There is no registry: everything is read where it is.

use std::fmt::Write as _;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use shared::protocol::v1::{StoreWarning, Totals};

use super::error::{Failures, MachineError};
use crate::http::state::AppState;
use crate::operations::kiosk_list::SILENT_MS;
use crate::process::{Process, free_bytes};
use crate::store::{COMMIT_BOUNDS_MS, StoreMeasures};

/// The format's name.
const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// The text as it grows.
#[derive(Default)]
struct MetricsText(String);

impl MetricsText {
    /// Begins a metric.
    fn begin(&mut self, name: &str, kind: &str, help: &str) {
        // Writing to a text does not fail.
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    /// Adds a value with labels, each a name and a value.
    fn value(&mut self, name: &str, labels: &[(&str, &str)], value: f64) {
        self.0.push_str(name);
        for (at, (label, text)) in labels.iter().enumerate() {
            self.0.push(if at == 0 { '{' } else { ',' });
            let text = text.replace('\\', "\\\\").replace('"', "\\\"");
            let _ = write!(self.0, "{label}=\"{}\"", text.replace('\n', "\\n"));
        }
        if !labels.is_empty() {
            self.0.push('}');
        }
        let _ = writeln!(self.0, " {value}");
    }

    /// Adds a metric of one value, where it is known.
    fn only(&mut self, name: &str, kind: &str, help: &str, value: Option<f64>) {
        if let Some(value) = value {
            self.begin(name, kind, help);
            self.value(name, &[], value);
        }
    }
}

/// What the server measures, in Prometheus' text format. On the server's own computer it needs no token.
#[utoipa::path(get, path = "/metrics", operation_id = "metrics", tag = "server",
    responses((status = 200, description = "The measurements.", body = String, content_type = "text/plain"), Failures),
    security(("token" = ["metrics"]), ()))]
pub(super) async fn metrics(State(app): State<AppState>) -> Result<Response, MachineError> {
    let totals = app.store.totals(app.now()).await?;
    let mut text = MetricsText::default();
    write_store(&mut text, &app.store.measures());
    write_totals(&mut text, &totals);
    let newest = app.store.changes().borrow().arrival;
    text.begin(
        "exhibition_feed_lag_seconds",
        "gauge",
        "How long ago a kiosk last asked that was not told everything; 0 for one that was.",
    );
    for (kiosk, (told, asked)) in app.store.feed_cursors() {
        let lag = if told < newest {
            asked.elapsed().as_secs_f64()
        } else {
            0.0
        };
        text.value(
            "exhibition_feed_lag_seconds",
            &[("kiosk", kiosk.as_str())],
            lag,
        );
    }
    let data = app.data.clone();
    let system = tokio::task::spawn_blocking(move || (Process::read(), free_bytes(&data)));
    if let Ok((process, free)) = system.await {
        write_process(&mut text, &process, free);
    }
    Ok(([(header::CONTENT_TYPE, CONTENT_TYPE)], text.0).into_response())
}

fn write_store(text: &mut MetricsText, store: &StoreMeasures) {
    text.only(
        "exhibition_records_taken_total",
        "counter",
        "Records that kiosks sent and that were stored, those included that came twice.",
        Some(store.records as f64),
    );
    text.only(
        "exhibition_store_queue",
        "gauge",
        "What waits for the thread that writes.",
        Some(store.waiting_jobs as f64),
    );
    let name = "exhibition_commit_seconds";
    text.begin(
        name,
        "histogram",
        "How long commits of records took, from their beginning until they were durable.",
    );
    let bucket = format!("{name}_bucket");
    for (bound, within) in COMMIT_BOUNDS_MS.iter().zip(store.commits_within) {
        let bound = (*bound as f64 / 1_000.0).to_string();
        text.value(&bucket, &[("le", &bound)], within as f64);
    }
    text.value(&bucket, &[("le", "+Inf")], store.commits as f64);
    text.value(&format!("{name}_sum"), &[], store.commit_time.as_secs_f64());
    text.value(&format!("{name}_count"), &[], store.commits as f64);
    text.only(
        "exhibition_backup_age_seconds",
        "gauge",
        "How long ago this server made its last scheduled backup.",
        store.backup_age.map(|age| age.as_secs_f64()),
    );
}

/// Writes what the records add up to: gauges, since an annulment takes people out again.
fn write_totals(text: &mut MetricsText, totals: &Totals) {
    let today = totals.days.iter().find(|day| day.date == totals.today);
    text.begin(
        "exhibition_entries",
        "gauge",
        "People who came in today, by gate.",
    );
    for gate in today.iter().flat_map(|day| &day.gates) {
        let labels = [("gate", gate.gate.as_str())];
        text.value("exhibition_entries", &labels, gate.entries as f64);
    }
    text.begin(
        "exhibition_exits",
        "gauge",
        "People who went out today, by gate.",
    );
    for gate in today.iter().flat_map(|day| &day.gates) {
        let labels = [("gate", gate.gate.as_str())];
        text.value("exhibition_exits", &labels, gate.exits as f64);
    }
    text.begin(
        "exhibition_refusals",
        "gauge",
        "Scans that were refused today, by reason.",
    );
    for reason in today.iter().flat_map(|day| &day.reasons) {
        let labels = [("reason", reason.code.as_str())];
        text.value("exhibition_refusals", &labels, reason.count as f64);
    }
    let inside = today.map_or(0, |day| day.inside);
    text.only(
        "exhibition_inside",
        "gauge",
        "People inside now.",
        Some(inside as f64),
    );
    text.only(
        "exhibition_capacity",
        "gauge",
        "The most people whom the exhibition holds at once.",
        totals.capacity.map(f64::from),
    );
    let now = totals.server_time_ms;
    let seen = totals.kiosks.iter().filter_map(|kiosk| kiosk.last_seen_ms);
    let (silent, connected): (Vec<_>, Vec<_>) = seen.partition(|seen| now.since(*seen) > SILENT_MS);
    for (state, count) in [("connected", connected.len()), ("silent", silent.len())] {
        if state == "connected" {
            text.begin(
                "exhibition_kiosks",
                "gauge",
                "Kiosks that were ever heard: in the last two minutes, or not.",
            );
        }
        text.value("exhibition_kiosks", &[("state", state)], count as f64);
    }
    text.begin(
        "exhibition_kiosk_waiting_records",
        "gauge",
        "Records that wait at a kiosk, as it said last.",
    );
    for kiosk in &totals.kiosks {
        let labels = [("kiosk", kiosk.id.as_str())];
        text.value(
            "exhibition_kiosk_waiting_records",
            &labels,
            kiosk.waiting as f64,
        );
    }
    let has = |warning: &StoreWarning| f64::from(u8::from(totals.warnings.contains(warning)));
    text.only(
        "exhibition_backup_failed",
        "gauge",
        "Whether the last scheduled backup failed.",
        Some(has(&StoreWarning::BackupFailed)),
    );
    text.only(
        "exhibition_warnings",
        "gauge",
        "What is wrong with the server's own data, as the live page says.",
        Some(totals.warnings.len() as f64),
    );
}

fn write_process(text: &mut MetricsText, process: &Process, free: Option<u64>) {
    let number = |value: Option<u64>| value.map(|value| value as f64);
    for (name, help, value) in [
        (
            "exhibition_storage_free_bytes",
            "What is free on the disk of the data folder.",
            free,
        ),
        (
            "process_resident_memory_bytes",
            "The memory of this process.",
            process.memory,
        ),
        (
            "process_open_fds",
            "The files that this process has open.",
            process.descriptors,
        ),
        (
            "process_max_fds",
            "The files that it may have open.",
            process.descriptors_most,
        ),
    ] {
        text.only(name, "gauge", help, number(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn label_with_a_quote_is_escaped() {
        let mut text = MetricsText::default();
        text.value("a", &[("b", "x\"\\\ny"), ("c", "")], 1.5);
        assert_eq!(text.0, "a{b=\"x\\\"\\\\\\ny\",c=\"\"} 1.5\n");
    }
}
