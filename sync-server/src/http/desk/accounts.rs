//! The accounts: who may use the desk, and as what.

use axum::Form;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use shared::ids::BoothNumber;

use super::error::DeskError;
use super::signed_in::SignedIn;
use crate::operations::accounts::{self, AccountError};
use crate::ports::{Account, AccountName, AccountRole, DeskPermission};

/// Where the accounts are.
const PAGE: &str = "/admin/accounts";
/// The roles without their booths, the most trusted first.
const ROLES: [&str; 5] = ["owner", "organiser", "door_lead", "viewer", "exhibitor"];

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct AccountForm {
    name: String,
    role: String,
    booth: String,
    /// What is done to an account that is there: `role`, `password` or `remove`.
    change: String,
}

impl AccountForm {
    fn role(&self) -> Option<AccountRole> {
        if self.role == "exhibitor" {
            let booth = self.booth.trim().parse().ok()?;
            return Some(AccountRole::Exhibitor(BoothNumber(booth)));
        }
        AccountRole::from_code(&self.role)
    }
}

/// `GET /admin/accounts`.
pub(super) async fn page(signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ManageAccounts)?;
    Ok(show(&signed_in, &AccountForm::default(), None))
}

/// `POST /admin/accounts`: adds one.
pub(super) async fn add(
    signed_in: SignedIn,
    Form(form): Form<AccountForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ManageAccounts)?;
    let Ok(name) = form.name.parse::<AccountName>() else {
        return Ok(show(&signed_in, &form, Some(text_id!("desk-name-bad"))));
    };
    let Some(role) = form.role().filter(|role| is_here(&signed_in, *role)) else {
        return Ok(show(&signed_in, &form, Some(text_id!("desk-booth-bad"))));
    };
    let (now, added) = (signed_in.app.now(), name.clone());
    let given = signed_in
        .operate(move |database| accounts::add(database, &added, role, now))
        .await?;
    match given {
        Ok(password) => Ok(show_password(&signed_in, &name, &password)),
        Err(error) => problem(&signed_in, &form, error),
    }
}

/// `POST /admin/accounts/change`: gives one another role or password, or removes it.
pub(super) async fn change(
    signed_in: SignedIn,
    Form(form): Form<AccountForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ManageAccounts)?;
    let Ok(name) = form.name.parse::<AccountName>() else {
        return Err(DeskError::Refused(
            signed_in.say(text_id!("desk-account-nobody")),
        ));
    };
    let changed = name.clone();
    let done = match form.change.as_str() {
        "password" => {
            let given = signed_in
                .operate(move |database| accounts::reset_password(database, &changed))
                .await?;
            return match given {
                Ok(password) => Ok(show_password(&signed_in, &name, &password)),
                Err(error) => problem(&signed_in, &AccountForm::default(), error),
            };
        }
        "remove" => signed_in.operate(move |database| accounts::remove(database, &changed)),
        "role" => {
            let Some(role) = form.role().filter(|role| is_here(&signed_in, *role)) else {
                let form = AccountForm::default();
                return Ok(show(&signed_in, &form, Some(text_id!("desk-booth-bad"))));
            };
            let done = signed_in
                .operate(move |database| accounts::change_role(database, &changed, role))
                .await?;
            return finish(&signed_in, done, "account-role");
        }
        _ => return Err(DeskError::NotFound),
    };
    finish(&signed_in, done.await?, "account-removed")
}

fn finish(
    signed_in: &SignedIn,
    done: Result<(), AccountError>,
    code: &str,
) -> Result<Response, DeskError> {
    match done {
        Ok(()) => Ok(SignedIn::back(PAGE, code)),
        Err(error) => problem(signed_in, &AccountForm::default(), error),
    }
}

/// Returns the page with what is wrong in words.
fn problem(
    signed_in: &SignedIn,
    form: &AccountForm,
    error: AccountError,
) -> Result<Response, DeskError> {
    let text = match error {
        AccountError::Exists => text_id!("desk-account-exists"),
        AccountError::Nobody => text_id!("desk-account-nobody"),
        AccountError::LastOwner => text_id!("desk-account-last-owner"),
        error => return Err(error.into()),
    };
    Ok(show(signed_in, form, Some(text)))
}

/// Returns whether the booth of a role is one of the exhibition.
fn is_here(signed_in: &SignedIn, role: AccountRole) -> bool {
    let AccountRole::Exhibitor(booth) = role else {
        return true;
    };
    signed_in
        .app
        .store
        .published()
        .catalogue
        .booth(booth)
        .is_some()
}

/// Shows a password once.
fn show_password(signed_in: &SignedIn, name: &AccountName, password: &str) -> Response {
    let say = |id: &str| signed_in.say(id);
    let body = html! {
        p.lead { (signed_in.language.say_with(text_id!("desk-account-password"), [("name", name.as_str().into())])) }
        p.secret translate="no" { (password) }
        p { (say(text_id!("desk-account-password-next"))) }
        p { a.button href=(PAGE) { (say(text_id!("desk-account-password-noted"))) } }
    };
    signed_in.page(&say(text_id!("desk-accounts")), &body)
}

fn show(signed_in: &SignedIn, form: &AccountForm, problem: Option<&str>) -> Response {
    let say = |id: &str| signed_in.say(id);
    let published = signed_in.app.store.published();
    let role = match &*form.role {
        "" => "organiser",
        role => role,
    };
    let body = html! {
        @if let Some(problem) = problem {
            p.problem role="alert" { (say(problem)) }
        }
        ul.people {
            @for account in published.accounts.accounts.values() {
                li.card { (one(signed_in, account)) }
            }
        }
        section {
            h2 { (say(text_id!("desk-account-add"))) }
            form.card method="post" action=(signed_in.action(PAGE)) {
                label { (say(text_id!("desk-name")))
                    input name="name" value=(form.name) autocomplete="off" autocapitalize="words" maxlength="60" required;
                }
                (role_fields(signed_in, role, &form.booth))
                p.note { (say(text_id!("desk-account-add-note"))) }
                button type="submit" { (say(text_id!("desk-account-add"))) }
            }
        }
    };
    signed_in.page(&say(text_id!("desk-accounts")), &body)
}

fn one(signed_in: &SignedIn, account: &Account) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let action = signed_in.action("/admin/accounts/change");
    let change = |change: &str, fields: Markup, text: &str| {
        html! {
            form method="post" action=(action) {
                input type="hidden" name="name" value=(account.name);
                input type="hidden" name="change" value=(change);
                (fields)
                button.quiet type="submit" { (say(text)) }
            }
        }
    };
    let booth = match account.role {
        AccountRole::Exhibitor(booth) => booth.to_string(),
        _ => String::new(),
    };
    html! {
        p.who {
            strong { (account.name) }
            @if account.name == signed_in.account.name { span.tag { (say(text_id!("desk-account-you"))) } }
        }
        p.note {
            (say(&format!("desk-role-{}", account.role.kind())))
            @if !booth.is_empty() { " " (booth) }
            @if account.must_change { " · " (say(text_id!("desk-account-waiting"))) }
        }
        details {
            summary { (say(text_id!("desk-account-change"))) }
            (change("role", role_fields(signed_in, account.role.kind(), &booth), text_id!("desk-account-role")))
            (change("password", html! { p.note { (say(text_id!("desk-account-reset-note"))) } }, text_id!("desk-account-reset")))
            (change("remove", html! { p.note { (say(text_id!("desk-account-remove-note"))) } }, text_id!("desk-account-remove")))
        }
    }
}

fn role_fields(signed_in: &SignedIn, role: &str, booth: &str) -> Markup {
    html! {
        label { (signed_in.say(text_id!("desk-role")))
            select name="role" {
                @for kind in ROLES {
                    option value=(kind) selected[kind == role] { (signed_in.say(&format!("desk-role-{kind}"))) }
                }
            }
        }
        label { (signed_in.say(text_id!("desk-booth")))
            input name="booth" value=(booth) inputmode="numeric" autocomplete="off" maxlength="5";
            span.note { (signed_in.say(text_id!("desk-booth-note"))) }
        }
    }
}
