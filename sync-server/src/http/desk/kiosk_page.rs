//! One kiosk: how it is doing, and what can be done about it.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;
use shared::checkin::Direction;
use shared::ids::KioskId;
use shared::protocol::v1::{DeviceReport, PartState};
use shared::time::{UnixMs, WrittenDate};

use super::error::DeskError;
use super::frame::{INBOX, KIOSKS};
use super::kiosk_orders::{self, KioskOrderForm};
use super::kiosk_place::KioskPlacing;
use super::kiosk_words::{self as words, code_path, kiosk_path};
use super::kiosks;
use super::signed_in::SignedIn;
use crate::operations::devices::DeviceError;
use crate::operations::kiosk_list::{KioskCondition, ListedKiosk};
use crate::operations::seats::{self, SeatsError};
use crate::operations::setup::SetupError;
use crate::operations::trust::{self, TrustError};
use crate::operations::{devices, kiosks as enrolled};
use crate::ports::{Database, DeskPermission, QuarantineReport};

/// How a browser writes a date and a time of day.
const LOCAL: &str = "%Y-%m-%dT%H:%M";

/// From when on a kiosk is to be quarantined, before it is confirmed.
#[derive(Default, Deserialize)]
pub(super) struct KioskQuery {
    since: Option<String>,
}

/// What is done about a kiosk: `replace`, `renew`, `quarantine`, `release`, `give-up`, `remove`, or what is asked of itself.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct KioskActForm {
    since: String,
    #[serde(flatten)]
    order: KioskOrderForm,
}

/// What is shown of a kiosk.
struct ShownKiosk {
    id: KioskId,
    /// None of one that was taken out of service.
    listed: Option<ListedKiosk>,
    is_quarantined: bool,
    /// What the end of its quarantine would change.
    release: QuarantineReport,
    /// The quarantine that is to be confirmed: from when on, and what it would change.
    asked: Option<(String, QuarantineReport)>,
    /// How many sessions grant no further seat before it is heard.
    waiting_sessions: usize,
    /// Every kiosk in service.
    all: Vec<ListedKiosk>,
}

/// `GET /admin/kiosks/{id}`.
pub(super) async fn page(
    signed_in: SignedIn,
    Path(id): Path<String>,
    Query(query): Query<KioskQuery>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::SeeDevices)?;
    let id: KioskId = id.parse().map_err(|_| DeskError::NotFound)?;
    let list = kiosks::kiosks(&signed_in).await?;
    let listed = list.kiosks.iter().find(|it| it.state.id == id).cloned();
    let removed = list.removed.into_iter().find(|(it, _)| *it == id);
    let is_quarantined = match (&listed, removed) {
        (Some(listed), _) => listed.quarantined_since.is_some(),
        (None, Some((_, is_quarantined))) => is_quarantined,
        (None, None) => return Err(DeskError::NotFound),
    };
    let asked = match query.since {
        Some(text) => Some((moment(&signed_in, &text)?, text)),
        None => None,
    };
    let kiosk = id.clone();
    let now = signed_in.app.now();
    let seats = signed_in.app.operate(move |it| seats::list(it, None, now));
    let seats = seats.await?.map_err(seats_error)?;
    let waiting = seats.sessions.iter();
    let waiting = waiting.filter(|it| it.waits_for.contains(&id)).count();
    let previews = signed_in.app.operate(move |database: &dyn Database| {
        let preview = |since| trust::preview_quarantine(database, &kiosk, since);
        let asked = match asked {
            Some((since, text)) => Some((text, preview(Some(since))?)),
            None => None,
        };
        Ok((preview(None)?, asked))
    });
    let previews: Result<_, TrustError> = previews.await?;
    let (release, asked) = previews.map_err(|error| refused(&signed_in, error))?;
    let kiosk = ShownKiosk {
        id,
        listed,
        is_quarantined,
        release,
        asked,
        waiting_sessions: waiting,
        all: list.kiosks,
    };
    let name = match &kiosk.listed {
        Some(listed) => words::name(listed),
        None => kiosk.id.to_string(),
    };
    let name = [("kiosk", name.into())];
    let title = signed_in
        .language
        .say_with(text_id!("desk-kiosk-title"), name);
    Ok(signed_in.page(&title, &show(&signed_in, &kiosk)))
}

/// `POST /admin/kiosks/{id}`.
pub(super) async fn act(
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<KioskActForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ManageDevices)?;
    let id: KioskId = id.parse().map_err(|_| DeskError::NotFound)?;
    let act = form.order.act.clone();
    if let Some(done) = kiosk_orders::act(&signed_in, &id, form.order).await? {
        return Ok(done);
    }
    let (path, now, kiosk) = (kiosk_path(&id), signed_in.app.now(), id.clone());
    match act.as_str() {
        "replace" => return replace(&signed_in, &id).await,
        "renew" => {
            let renewed = signed_in.operate(move |it| devices::renew_token(it, &kiosk));
            renewed.await?.map_err(|error| match error {
                DeviceError::Database(error) => error.into(),
                _ => DeskError::NotFound,
            })?;
        }
        "quarantine" => {
            let since = moment(&signed_in, &form.since)?;
            let done = signed_in
                .operate(move |it| trust::quarantine(it, &kiosk, Some(since), now))
                .await?;
            done.map_err(|error| refused(&signed_in, error))?;
        }
        "release" => {
            let done = signed_in.operate(move |it| trust::release(it, &kiosk, now));
            done.await?.map_err(|error| refused(&signed_in, error))?;
        }
        "give-up" => {
            let given_up = signed_in.operate(move |it| seats::give_up(it, &kiosk, now));
            given_up.await?.map_err(seats_error)?;
        }
        "remove" => {
            let removed = signed_in.operate(move |it| enrolled::remove(it, &kiosk));
            removed.await?.map_err(|error| match error {
                SetupError::Database(error) => error.into(),
                _ => DeskError::NotFound,
            })?;
        }
        _ => return Err(DeskError::NotFound),
    }
    Ok(SignedIn::back(&path, &format!("kiosk-{act}")))
}

/// Makes a code by which another device becomes this kiosk, at the same place.
async fn replace(signed_in: &SignedIn, id: &KioskId) -> Result<Response, DeskError> {
    let list = kiosks::kiosks(signed_in).await?;
    let listed = list.kiosks.into_iter().find(|it| it.state.id == *id);
    let listed = listed.ok_or(DeskError::NotFound)?;
    let placing = KioskPlacing {
        role: listed.state.role,
        gate: listed.state.gate,
        direction: Direction::from_code(&listed.direction).unwrap_or(Direction::In),
        both_ways: listed.direction == "both",
    };
    match kiosks::invite(signed_in, id, placing).await? {
        Ok(()) => Ok(Redirect::to(&code_path(id)).into_response()),
        Err(problem) => Err(DeskError::Refused(signed_in.say(problem))),
    }
}

/// Reads a time at the exhibition; nothing is from the start.
fn moment(signed_in: &SignedIn, text: &str) -> Result<UnixMs, DeskError> {
    if text.is_empty() {
        return Ok(UnixMs(i64::MIN));
    }
    let zone = signed_in.app.store.published().catalogue.calendar().zone;
    let at = WrittenDate::read_moment(text, zone)
        .map_err(|_| DeskError::Refused(signed_in.say(text_id!("desk-kiosk-since-bad"))))?;
    Ok(zone.at(at.date(), at.time()))
}

/// Returns why seats are not known, or not given up.
fn seats_error(error: SeatsError) -> DeskError {
    match error {
        SeatsError::Database(error) => error.into(),
        _ => DeskError::NotFound,
    }
}

/// Returns why nothing was changed about a kiosk.
fn refused(signed_in: &SignedIn, error: TrustError) -> DeskError {
    match error {
        TrustError::Database(error) => error.into(),
        TrustError::NotQuarantined(_) => {
            DeskError::Refused(signed_in.say(text_id!("desk-decided")))
        }
        _ => DeskError::NotFound,
    }
}

fn show(signed_in: &SignedIn, kiosk: &ShownKiosk) -> Markup {
    let say = |id: &str| signed_in.say(id);
    html! {
        @match &kiosk.listed {
            Some(listed) => { (kiosk_orders::asked(signed_in, listed)) (facts(signed_in, listed)) }
            None => p.lead { (say(text_id!("desk-kiosk-removed"))) },
        }
        @if signed_in.may(DeskPermission::ManageDevices) {
            @if let Some((since, report)) = &kiosk.asked {
                (confirm_quarantine(signed_in, &kiosk.id, since, *report))
            }
            (acts(signed_in, kiosk))
        }
        p { a.button.quiet href=(KIOSKS) { (say(text_id!("desk-code-back"))) } }
    }
}

fn facts(signed_in: &SignedIn, kiosk: &ListedKiosk) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let catalogue = &signed_in.app.store.published().catalogue;
    let state = &kiosk.state;
    let complete = |at| words::local(signed_in, at, "%d/%m %H:%M:%S");
    let rows = [
        ("place", Some(words::place(signed_in, catalogue, kiosk))),
        ("seen", Some(words::ago(signed_in, state.last_seen_ms))),
        ("waiting", Some(words::waiting(signed_in, state.waiting))),
        ("complete", state.complete_to_ms.map(complete)),
        ("aside", count(state.set_aside)),
        ("ahead", count(state.ahead)),
        ("untimed", count(state.untimed)),
    ];
    html! {
        @for fault in words::fault_words(signed_in, kiosk) {
            p.problem { (fault) }
        }
        dl.facts {
            div { dt { (say(text_id!("desk-kiosk-condition"))) } dd { (words::condition(signed_in, kiosk.condition)) } }
            @for (name, value) in rows {
                @if let Some(value) = value {
                    div { dt { (say(&format!("desk-kiosk-{name}"))) } dd { (value) } }
                }
            }
            @if let Some(report) = &kiosk.report { (device(signed_in, report)) }
        }
        @if kiosk.condition == KioskCondition::Undecided && signed_in.may(DeskPermission::DecideRecords) {
            p { a.button href=(INBOX) { (say(text_id!("desk-inbox"))) } }
        }
    }
}

/// Returns how a device is doing, as it said last.
fn device(signed_in: &SignedIn, report: &DeviceReport) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let state = |state: PartState| match state {
        PartState::Working => say(text_id!("desk-part-working")),
        PartState::Absent => say(text_id!("desk-part-absent")),
        PartState::Failed => say(text_id!("desk-part-failed")),
        PartState::Unknown => say(text_id!("desk-part-unknown")),
    };
    let free = |mb: u64| format!("{}.{} GB", mb / 1_000, mb % 1_000 / 100);
    let offset = [("seconds", report.clock_s.saturating_abs().into())];
    let clock = match report.clock_s {
        0 => say(text_id!("desk-device-clock-right")),
        1.. => signed_in
            .language
            .say_with(text_id!("desk-device-clock-behind"), offset),
        _ => signed_in
            .language
            .say_with(text_id!("desk-device-clock-ahead"), offset),
    };
    let rows = [
        (
            text_id!("desk-device-version"),
            Some(report.version.clone()),
        ),
        (text_id!("desk-device-free"), report.free_mb.map(free)),
        (text_id!("desk-device-clock"), Some(clock)),
        (text_id!("desk-device-sound"), Some(state(report.sound))),
    ];
    html! {
        @for (name, value) in rows {
            @if let Some(value) = value { div { dt { (say(name)) } dd { (value) } } }
        }
        @for scanner in &report.scanners {
            div { dt { (scanner.name) } dd { (state(scanner.state)) } }
        }
    }
}

/// Returns a number that is worth a look, where there is one.
fn count(number: u64) -> Option<String> {
    (number > 0).then(|| number.to_string())
}

/// Returns what can be done; each act is opened before it is confirmed.
fn acts(signed_in: &SignedIn, kiosk: &ShownKiosk) -> Markup {
    let action = signed_in.action(&kiosk_path(&kiosk.id));
    let act = |act: &str| {
        let facts = [
            ("records", kiosk.release.released.into()),
            ("sessions", kiosk.waiting_sessions.into()),
        ];
        let note = format!("desk-kiosk-{act}-note");
        html! {
            details.card {
                summary { (signed_in.say(&format!("desk-kiosk-{act}"))) }
                form method="post" action=(action) {
                    input type="hidden" name="act" value=(act);
                    p.note { (signed_in.language.say_with(&note, facts)) }
                    button type="submit" { (signed_in.say(&format!("desk-kiosk-{act}-yes"))) }
                }
            }
        }
    };
    let now = words::local(signed_in, signed_in.app.now(), LOCAL);
    html! {
        div.acts {
            @if let Some(listed) = &kiosk.listed { (kiosk_orders::forms(signed_in, listed, &kiosk.all)) }
            @if kiosk.listed.is_some() { (act("replace")) (act("renew")) }
            @if kiosk.is_quarantined { (act("release")) }
            @if kiosk.waiting_sessions > 0 { (act("give-up")) }
            details.card {
                summary { (signed_in.say(text_id!("desk-kiosk-quarantine"))) }
                form method="get" action=(kiosk_path(&kiosk.id)) {
                    p.note { (signed_in.say(text_id!("desk-kiosk-quarantine-note"))) }
                    label { (signed_in.say(text_id!("desk-kiosk-since")))
                        input type="datetime-local" name="since" max=(now);
                        span.note { (signed_in.say(text_id!("desk-kiosk-since-note"))) }
                    }
                    button.quiet type="submit" { (signed_in.say(text_id!("desk-kiosk-quarantine-look"))) }
                }
            }
            @if kiosk.listed.is_some() { (act("remove")) }
        }
    }
}

/// Returns what a quarantine would change, and the button that makes it.
fn confirm_quarantine(
    signed_in: &SignedIn,
    id: &KioskId,
    since: &str,
    report: QuarantineReport,
) -> Markup {
    let facts = [
        ("kiosk", id.as_str().into()),
        ("since", since.replace('T', " ").into()),
        ("records", report.set_aside.into()),
        ("released", report.released.into()),
    ];
    let text = if since.is_empty() { "all" } else { "since" };
    let text = format!("desk-kiosk-quarantine-{text}");
    html! {
        form.card method="post" action=(signed_in.action(&kiosk_path(id))) {
            input type="hidden" name="act" value="quarantine";
            input type="hidden" name="since" value=(since);
            p.problem role="status" { (signed_in.language.say_with(&text, facts)) }
            p.note { (signed_in.say(text_id!("desk-kiosk-quarantine-note"))) }
            button type="submit" { (signed_in.say(text_id!("desk-kiosk-quarantine-yes"))) }
        }
    }
}
