//! The staff at the kiosks: who may open staff mode there, with which PIN.

use axum::Form;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use shared::ids::StaffId;
use shared::pin::Pin;
use tracing::error;

use super::error::DeskError;
use super::kiosk_words::local;
use super::signed_in::SignedIn;
use crate::operations::staff::{self, PinUse, StaffError};
use crate::ports::{Database, DeskPermission, StaffEntry};

/// Where the page is.
pub(super) const PAGE: &str = "/admin/staff";

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct StaffForm {
    /// `add`, `reset` or `remove`.
    act: String,
    name: String,
    /// `doors` or `halls`.
    place: String,
}

/// `GET /admin/staff`.
pub(super) async fn page(signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ManageDevices)?;
    show(&signed_in, &StaffForm::default(), None).await
}

/// `POST /admin/staff`: gives a PIN, or a new one in its place, or takes it away.
pub(super) async fn act(
    signed_in: SignedIn,
    Form(form): Form<StaffForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ManageDevices)?;
    let (name, now) = (form.name.clone(), signed_in.app.now());
    let given = if form.act == "add" {
        let purpose = match form.place.as_str() {
            "halls" => PinUse::Halls,
            _ => PinUse::Doors,
        };
        let add = move |it: &dyn Database| staff::add_by_name(it, &name, purpose, now);
        signed_in.operate(add).await?
    } else {
        let id: StaffId = name.parse().map_err(|_| DeskError::NotFound)?;
        match form.act.as_str() {
            "reset" => {
                signed_in
                    .operate(move |it| staff::renew(it, &id, now))
                    .await?
            }
            "remove" => match signed_in.operate(move |it| staff::remove(it, &id)).await? {
                Ok(()) => return Ok(SignedIn::back(PAGE, "staff-removed")),
                Err(error) => Err(error),
            },
            _ => return Err(DeskError::NotFound),
        }
    };
    match given {
        Ok((entry, pin)) => Ok(show_pin(&signed_in, &entry, &pin)),
        Err(error) => problem(&signed_in, &form, error).await,
    }
}

/// Returns the page with what is wrong in words.
async fn problem(
    signed_in: &SignedIn,
    form: &StaffForm,
    error: StaffError,
) -> Result<Response, DeskError> {
    let text = match error {
        StaffError::Database(error) => return Err(error.into()),
        StaffError::Exists(_) => text_id!("desk-staff-exists"),
        StaffError::Nameless => text_id!("desk-staff-name-bad"),
        StaffError::Nobody(_) => text_id!("desk-staff-nobody"),
        StaffError::TooMany => text_id!("desk-staff-too-many"),
        error => {
            error!("a PIN can't be given: {error}");
            return Err(DeskError::Failed);
        }
    };
    show(signed_in, form, Some(text)).await
}

/// Shows a PIN once.
fn show_pin(signed_in: &SignedIn, entry: &StaffEntry, pin: &Pin) -> Response {
    let say = |id: &str| signed_in.say(id);
    let recorded = [("name", entry.pin.id.as_str().into())];
    let name = [("name", entry.shown_name().into())];
    let body = html! {
        p.lead { (signed_in.language.say_with(text_id!("desk-staff-pin"), name)) }
        p.secret translate="no" { (pin.digits()) }
        p { (say(text_id!("desk-staff-pin-next"))) " " (signed_in.language.say_with(text_id!("desk-staff-recorded"), recorded)) }
        p { a.button href=(PAGE) { (say(text_id!("desk-account-password-noted"))) } }
    };
    signed_in.page(&say(text_id!("desk-staff")), &body)
}

async fn show(
    signed_in: &SignedIn,
    form: &StaffForm,
    problem: Option<&str>,
) -> Result<Response, DeskError> {
    let say = |id: &str| signed_in.say(id);
    let entries = signed_in.app.operate(staff::list).await?;
    let entries: Vec<StaffEntry> = match entries {
        Ok(entries) => entries,
        Err(StaffError::Database(error)) => return Err(error.into()),
        Err(_) => return Err(DeskError::Failed),
    };
    let typed = if form.act == "add" { &*form.name } else { "" };
    let body = html! {
        @if let Some(problem) = problem {
            p.problem role="alert" { (say(problem)) }
        }
        @let lead = if entries.is_empty() { text_id!("desk-staff-empty") } else { text_id!("desk-staff-lead") };
        p.lead { (say(lead)) }
        @if !entries.is_empty() {
            ul.people {
                @for entry in &entries {
                    li.card { (one(signed_in, entry)) }
                }
            }
        }
        section {
            h2 { (say(text_id!("desk-staff-add"))) }
            form.card method="post" action=(signed_in.action(PAGE)) {
                input type="hidden" name="act" value="add";
                label { (say(text_id!("desk-name")))
                    input name="name" value=(typed) autocomplete="off" autocapitalize="words" maxlength="60" required;
                    span.note { (say(text_id!("desk-staff-name-note"))) }
                }
                fieldset {
                    legend { (say(text_id!("desk-staff-place"))) }
                    @for place in ["doors", "halls"] {
                        @let chosen = if form.place == "halls" { "halls" } else { "doors" };
                        label.choice {
                            input type="radio" name="place" value=(place) checked[place == chosen];
                            span { (say(&format!("desk-staff-{place}")))
                                span.note { (say(&format!("desk-staff-{place}-note"))) } }
                        }
                    }
                }
                p.note { (say(text_id!("desk-staff-add-note"))) }
                button type="submit" { (say(text_id!("desk-staff-add"))) }
            }
        }
    };
    Ok(signed_in.page(&say(text_id!("desk-staff")), &body))
}

fn one(signed_in: &SignedIn, entry: &StaffEntry) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let change = |act: &str| {
        html! {
            form method="post" action=(signed_in.action(PAGE)) {
                input type="hidden" name="name" value=(entry.pin.id);
                input type="hidden" name="act" value=(act);
                p.note { (say(&format!("desk-staff-{act}-note"))) }
                button.quiet type="submit" { (say(&format!("desk-staff-{act}"))) }
            }
        }
    };
    let since = [("since", local(signed_in, entry.since, "%d/%m %H:%M").into())];
    html! {
        p.who { strong { (entry.shown_name()) } }
        p.note {
            @if entry.shown_name() != entry.pin.id.as_str() { (entry.pin.id) " · " }
            (say(&format!("desk-staff-{}", entry.place()))) " · "
            (signed_in.language.say_with(text_id!("desk-staff-since"), since))
        }
        details {
            summary { (say(text_id!("desk-account-change"))) }
            (change("reset"))
            (change("remove"))
        }
    }
}
