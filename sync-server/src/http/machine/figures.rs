//! Kiosks and reports.

use axum::Json;
use axum::extract::{Path, State};
use jiff::civil::Date;
use serde::Serialize;
use shared::ids::{GateId, KioskId};
use shared::protocol::v1::{DayTotals, ErrorReply, IssuedTotals, KioskRole};
use shared::time::UnixMs;
use utoipa::ToSchema;

use super::error::{Failures, MachineError};
use crate::http::state::AppState;
use crate::operations::kiosk_list::{self, DeviceFault, KioskCondition, ListedKiosk};
use crate::operations::reports::counts;

/// The kiosks.
#[derive(Serialize, ToSchema)]
pub(super) struct KiosksReply {
    /// Those in service, the one that wants attention most first.
    kiosks: Vec<ApiKiosk>,
}

/// How a kiosk is doing.
#[derive(Serialize, ToSchema)]
pub(super) struct ApiKiosk {
    /// Its name.
    id: KioskId,
    /// What it is there for.
    role: KioskRole,
    /// The gate it stands at or is nearest to.
    gate: GateId,
    /// How it is doing.
    condition: ApiKioskCondition,
    /// When it was last heard; `null` for never.
    last_seen_ms: Option<UnixMs>,
    /// Its records are complete up to this instant.
    complete_to_ms: Option<UnixMs>,
    /// How many of its records still wait there.
    waiting: u64,
    /// From when on what it hands in does not count.
    quarantined_since_ms: Option<UnixMs>,
    /// What of the device does not work: `scanner NAME`, `sound`, `storage`, `clock`.
    faults: Vec<String>,
}

/// How a kiosk is doing.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ApiKioskCondition {
    /// It was seen before, and not in the last two minutes.
    Silent,
    /// Something of it wants a decision.
    Undecided,
    /// Something of the device does not work.
    Faulty,
    /// What it hands in does not count.
    Quarantined,
    /// It was never seen.
    Unseen,
    /// In order.
    InOrder,
}

/// The figures of all days.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportsReply {
    /// By date.
    days: Vec<DayTotals>,
    /// How many tickets there are, by type.
    issued: Vec<IssuedTotals>,
}

impl From<KioskCondition> for ApiKioskCondition {
    fn from(condition: KioskCondition) -> Self {
        match condition {
            KioskCondition::Silent => Self::Silent,
            KioskCondition::Undecided => Self::Undecided,
            KioskCondition::Faulty => Self::Faulty,
            KioskCondition::Quarantined => Self::Quarantined,
            KioskCondition::Unseen => Self::Unseen,
            KioskCondition::InOrder => Self::InOrder,
        }
    }
}

impl From<ListedKiosk> for ApiKiosk {
    fn from(kiosk: ListedKiosk) -> Self {
        let faults = kiosk.report.as_ref().map(kiosk_list::faults);
        let faults = faults.into_iter().flatten().map(|fault| match fault {
            DeviceFault::Scanner(name) => format!("scanner {name}"),
            DeviceFault::Sound => "sound".to_owned(),
            DeviceFault::Storage => "storage".to_owned(),
            DeviceFault::Clock => "clock".to_owned(),
        });
        Self {
            faults: faults.collect(),
            condition: kiosk.condition.into(),
            quarantined_since_ms: kiosk.quarantined_since,
            id: kiosk.state.id,
            role: kiosk.state.role,
            gate: kiosk.state.gate,
            last_seen_ms: kiosk.state.last_seen_ms,
            complete_to_ms: kiosk.state.complete_to_ms,
            waiting: kiosk.state.waiting,
        }
    }
}

/// How the kiosks are doing.
#[utoipa::path(get, path = "/api/v1/kiosks", operation_id = "kiosks", tag = "figures",
    responses((status = 200, description = "The kiosks in service.", body = KiosksReply), Failures),
    security(("token" = ["totals"])))]
pub(super) async fn kiosks(State(app): State<AppState>) -> Result<Json<KiosksReply>, MachineError> {
    let now = app.now();
    let states = app.store.totals(now).await?.kiosks;
    let listed = app.operate(move |database| kiosk_list::list(database, states, now));
    let kiosks = listed.await??.kiosks.into_iter();
    Ok(Json(KiosksReply {
        kiosks: kiosks.map(ApiKiosk::from).collect(),
    }))
}

/// What was counted on each date.
#[utoipa::path(get, path = "/api/v1/reports", operation_id = "reports", tag = "figures",
    responses((status = 200, description = "The figures of all days.", body = ReportsReply), Failures),
    security(("token" = ["totals"])))]
pub(super) async fn reports(
    State(app): State<AppState>,
) -> Result<Json<ReportsReply>, MachineError> {
    let report = app.operate(counts).await??;
    let issued = report.issued.into_iter();
    Ok(Json(ReportsReply {
        days: report.days,
        issued: issued
            .map(|(kind, tickets)| IssuedTotals { kind, tickets })
            .collect(),
    }))
}

/// What was counted on one date.
#[utoipa::path(get, path = "/api/v1/reports/{date}", operation_id = "report", tag = "figures",
    params(("date" = String, Path, description = "A day of the exhibition, or another with counts, as `2026-11-23`.")),
    responses((status = 200, description = "The figures of the day.", body = DayTotals),
        (status = 404, description = "The exhibition has no such day.", body = ErrorReply), Failures),
    security(("token" = ["totals"])))]
pub(super) async fn report(
    State(app): State<AppState>,
    Path(date): Path<String>,
) -> Result<Json<DayTotals>, MachineError> {
    let days = app.operate(counts).await??.days.into_iter();
    let wanted = date.parse::<Date>().ok();
    let mut days = days.filter(|day| Some(day.date) == wanted);
    let day = days.next();
    Ok(Json(day.ok_or(MachineError::NoReport(date))?))
}
