//! The kiosks: all of them at a glance, and how one more is invited.

use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;
use shared::enrolment::MOST_ADDRESSES;
use shared::ids::KioskId;
use shared::protocol::v1::{UpdateOutcome, UpdateReport};
use tracing::error;

use super::error::DeskError;
use super::frame::KIOSKS;
use super::inbox::{lost_kiosks, names};
use super::kiosk_place::{KioskPlacing, PlaceFields};
use super::kiosk_words::{
    ago, clock, code_path, condition, fault_words, kiosk_path, modes, name, place, queue,
};
use super::signed_in::SignedIn;
use crate::operations::addresses::server_addresses;
use crate::operations::device_tokens;
use crate::operations::devices::{self, DeviceError, InvitationReport};
use crate::operations::kiosk_list::{self, KioskCondition, KioskList, ListedKiosk};
use crate::operations::releases::KioskVersion;
use crate::operations::setup::SetupError;
use crate::ports::{Database, DeskPermission};

/// Where the page is.
pub(super) const PAGE: &str = KIOSKS;
/// For how long kiosks may come back, in milliseconds.
const WELCOME_MS: i64 = 60 * 60_000;

/// What is asked about kiosks.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct KioskForm {
    /// `invite`, or `welcome` those that this server does not know.
    act: String,
    /// Its name, or several; none for the next free one.
    name: String,
    role: String,
    gate: String,
    way: String,
    booth: String,
    /// All kiosks are welcome.
    all: Option<String>,
}

impl KioskForm {
    fn place(&self) -> PlaceFields<'_> {
        PlaceFields {
            role: &self.role,
            gate: &self.gate,
            way: &self.way,
            booth: &self.booth,
        }
    }
}

/// `GET /admin/kiosks`.
pub(super) async fn page(signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::SeeDevices)?;
    show(&signed_in, &KioskForm::default(), None).await
}

/// `POST /admin/kiosks`: invites one, or lets those come back that this server does not know.
pub(super) async fn act(
    signed_in: SignedIn,
    Form(form): Form<KioskForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ManageDevices)?;
    match form.act.as_str() {
        "invite" => {}
        "welcome" => return welcome(&signed_in, &form).await,
        _ => return Err(DeskError::NotFound),
    }
    let placing = match form.place().placing() {
        Ok(placing) => placing,
        Err(problem) => return show(&signed_in, &form, Some(problem)).await,
    };
    let role = placing.role;
    let name = match form.name.trim() {
        "" => {
            let free = signed_in
                .app
                .operate(move |it| kiosk_list::free_name(it, role));
            free.await??
        }
        name => name.to_owned(),
    };
    let Ok(kiosk) = name.parse::<KioskId>() else {
        return show(&signed_in, &form, Some(text_id!("desk-kiosk-name-bad"))).await;
    };
    match invite(&signed_in, &kiosk, placing).await? {
        Ok(()) => Ok(Redirect::to(&code_path(&kiosk)).into_response()),
        Err(problem) => show(&signed_in, &form, Some(problem)).await,
    }
}

/// Makes a code and keeps it for its page; the text of what is wrong where there is none.
pub(super) async fn invite(
    signed_in: &SignedIn,
    kiosk: &KioskId,
    placing: KioskPlacing,
) -> Result<Result<(), &'static str>, DeskError> {
    let (id, now) = (kiosk.clone(), signed_in.app.now());
    let invited = signed_in.operate(move |database: &dyn Database| {
        let servers = server_addresses(database)?.devices.into_iter();
        let servers: Vec<String> = servers.take(MOST_ADDRESSES).collect();
        devices::invite(database, &id, &placing.place(), &servers, now)
    });
    let problem = match invited.await? {
        Ok(report) => {
            let report: InvitationReport = report;
            let codes = &signed_in.app.pending_codes;
            codes.keep(kiosk.clone(), report, now);
            return Ok(Ok(()));
        }
        Err(DeviceError::Database(error) | DeviceError::Setup(SetupError::Database(error))) => {
            return Err(error.into());
        }
        Err(DeviceError::Setup(SetupError::NoBooth(_))) => text_id!("desk-kiosk-no-booth"),
        Err(DeviceError::Setup(SetupError::NoGate(..) | SetupError::WrongWay(_))) => {
            text_id!("desk-kiosk-wrong-way")
        }
        Err(DeviceError::Addresses) => text_id!("desk-kiosk-no-address"),
        Err(error) => {
            error!("kiosk {kiosk} can't be invited: {error}");
            return Err(DeskError::Failed);
        }
    };
    Ok(Err(problem))
}

async fn welcome(signed_in: &SignedIn, form: &KioskForm) -> Result<Response, DeskError> {
    let names = form.name.split([' ', ',', ';']).filter(|it| !it.is_empty());
    let names: Result<Vec<KioskId>, _> = names.map(str::parse).collect();
    let names = match (&form.all, names) {
        (Some(_), _) => None,
        (None, Ok(names)) if !names.is_empty() => Some(names),
        _ => return show(signed_in, form, Some(text_id!("desk-kiosk-name-bad"))).await,
    };
    let now = signed_in.app.now();
    let welcome =
        move |it: &dyn Database| device_tokens::welcome(it, names.as_deref(), WELCOME_MS, now);
    signed_in.operate(welcome).await??;
    Ok(SignedIn::back(PAGE, "kiosk-welcome"))
}

/// Returns all kiosks, as of now.
pub(super) async fn kiosks(signed_in: &SignedIn) -> Result<KioskList, DeskError> {
    let now = signed_in.app.now();
    let states = signed_in.app.store.totals(now).await?.kiosks;
    let list = signed_in
        .app
        .operate(move |database| kiosk_list::list(database, states, now));
    Ok(list.await??)
}

async fn show(
    signed_in: &SignedIn,
    form: &KioskForm,
    problem: Option<&str>,
) -> Result<Response, DeskError> {
    let say = |id: &str| signed_in.say(id);
    let may_change = signed_in.may(DeskPermission::ManageDevices);
    let list = kiosks(signed_in).await?;
    let body = html! {
        @if let Some(problem) = problem {
            p.problem role="alert" { (say(problem)) }
        }
        @if !list.lost.is_empty() {
            p.problem { (lost_kiosks(signed_in, &list.lost)) }
        }
        @if list.kiosks.is_empty() {
            p.lead { (say(text_id!("desk-kiosks-empty"))) }
        } @else {
            p.lead { (summary(signed_in, &list)) }
            @if may_change { p { a.button href="#invite" { (say(text_id!("desk-kiosk-invite"))) } } }
            (table(signed_in, &list.kiosks))
        }
        @if !list.invitations.is_empty() {
            section {
                h2 { (say(text_id!("desk-kiosks-invited"))) }
                ul.people {
                    @for it in &list.invitations {
                        li.card {
                            strong { (it.kiosk) }
                            @let until = clock(signed_in, it.expires);
                            p.note { (signed_in.language.say_with(text_id!("desk-kiosk-until"), [("until", until.into())])) }
                            @if may_change { p { a href=(code_path(&it.kiosk)) { (say(text_id!("desk-kiosk-code"))) } } }
                        }
                    }
                }
            }
        }
        @if may_change {
            section {
                h2 { (say(text_id!("desk-kiosk-invite"))) }
                (invite_form(signed_in, form))
            }
        }
        @if !list.removed.is_empty() {
            section {
                h2 { (say(text_id!("desk-kiosks-removed"))) }
                p.note { (say(text_id!("desk-kiosks-removed-note"))) }
                ul.inline {
                    @for (id, is_quarantined) in &list.removed {
                        li { a href=(kiosk_path(id)) { (id) }
                            @if *is_quarantined { (condition(signed_in, KioskCondition::Quarantined)) } }
                    }
                }
            }
        }
        @if may_change {
            details open[!list.lost.is_empty()] {
                summary { (say(text_id!("desk-kiosk-welcome"))) }
                form method="post" action=(signed_in.action(PAGE)) {
                    input type="hidden" name="act" value="welcome";
                    p.note { (say(text_id!("desk-kiosk-welcome-note"))) }
                    label { (say(text_id!("desk-kiosk-welcome-names")))
                        input name="name" value=(names(&list.lost, " ")) autocomplete="off" maxlength="400";
                    }
                    label.choice { input type="checkbox" name="all" value="1"; span { (say(text_id!("desk-kiosk-welcome-all"))) } }
                    button type="submit" { (say(text_id!("desk-kiosk-welcome-yes"))) }
                }
            }
        }
    };
    Ok(signed_in.page(&say(text_id!("desk-kiosks")), &body))
}

fn summary(signed_in: &SignedIn, list: &KioskList) -> String {
    let in_order = |it: &&ListedKiosk| it.condition == KioskCondition::InOrder;
    let in_order = list.kiosks.iter().filter(in_order).count();
    let facts = [
        ("kiosks", list.kiosks.len().into()),
        ("other", (list.kiosks.len() - in_order).into()),
    ];
    signed_in
        .language
        .say_with(text_id!("desk-kiosks-summary"), facts)
}

fn table(signed_in: &SignedIn, kiosks: &[ListedKiosk]) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let catalogue = &signed_in.app.store.published().catalogue;
    html! {
        div.scroll tabindex="0" role="region" aria-label=(say(text_id!("desk-kiosks"))) {
            table.stack {
                thead { tr {
                    @for head in ["name", "condition", "seen", "waiting", "version"] {
                        th scope="col" { (say(&format!("desk-kiosk-{head}"))) }
                    }
                } }
                tbody {
                    @for kiosk in kiosks {
                        tr {
                            td { a href=(kiosk_path(&kiosk.state.id)) { strong { (name(kiosk)) } }
                                p.note { (place(signed_in, catalogue, kiosk)) } }
                            td { (condition(signed_in, kiosk.condition)) (modes(signed_in, kiosk))
                                @for fault in fault_words(signed_in, kiosk) { p.note { (fault) } } }
                            td data-label=(say(text_id!("desk-kiosk-seen"))) { (ago(signed_in, kiosk.state.last_seen_ms)) }
                            td data-label=(say(text_id!("desk-kiosk-waiting"))) {
                                @if kiosk.state.last_seen_ms.is_none() { "–" } @else { (queue(signed_in, &kiosk.state)) }
                            }
                            td data-label=(say(text_id!("desk-kiosk-version"))) { (versions(signed_in, kiosk)) }
                        }
                    }
                }
            }
        }
    }
}

/// The version that a kiosk runs, and what becomes of another.
fn versions(signed_in: &SignedIn, kiosk: &ListedKiosk) -> Markup {
    let of = KioskVersion::of(kiosk.report.as_ref(), &kiosk.instructions);
    let say = |id: &str, version: &str| {
        signed_in
            .language
            .say_with(id, [("version", version.to_owned().into())])
    };
    html! {
        (of.running.as_deref().unwrap_or("–"))
        @if let Some(wanted) = &of.wanted { p.note { (say(text_id!("desk-kiosk-version-wanted"), wanted)) } }
        @if let Some(UpdateReport { version, outcome }) = &of.trouble {
            p.note { (say(match outcome {
                UpdateOutcome::Unsigned => text_id!("desk-kiosk-version-unsigned"),
                UpdateOutcome::OtherTarget => text_id!("desk-kiosk-version-other-target"),
                UpdateOutcome::Failed | UpdateOutcome::Unknown => text_id!("desk-kiosk-version-failed"),
            }, version)) }
        }
    }
}

fn invite_form(signed_in: &SignedIn, form: &KioskForm) -> Markup {
    let say = |id: &str| signed_in.say(id);
    html! {
        form.card id="invite" method="post" action=(signed_in.action(PAGE)) {
            input type="hidden" name="act" value="invite";
            (form.place().show(signed_in))
            label { (say(text_id!("desk-kiosk-name")))
                input name="name" value=(form.name) autocomplete="off" autocapitalize="characters" maxlength="24";
                span.note { (say(text_id!("desk-kiosk-name-note"))) }
            }
            button type="submit" { (say(text_id!("desk-kiosk-invite-yes"))) }
        }
    }
}
