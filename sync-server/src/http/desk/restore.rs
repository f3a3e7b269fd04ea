//! A backup put back, step by step: what it has, what would be lost, and the exhibition's name typed.

use axum::Form;
use axum::extract::Query;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::backup_words::{RESTORE, failure};
use super::backups::known_backups;
use super::error::DeskError;
use super::frame::BACKUPS;
use super::kiosk_words::local;
use super::signed_in::SignedIn;
use crate::backup::{self, BackupError, PendingRestore, RestorePlan, StoredBackup};
use crate::operations::closing::is_same_name;
use crate::ports::{ChangeQuery, Database, DeskPermission, LoggedChange};

/// How many changes that would be lost are listed.
const CHANGES_SHOWN: u32 = 20;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct RestoreForm {
    /// The folder of the backup.
    from: String,
    /// The exhibition's name, as it was typed.
    name: String,
}

/// What a restore would do.
struct RestorePreview {
    plan: RestorePlan,
    /// How many records are there now.
    records: u64,
    /// What organisers changed since the backup, newest first.
    changes: Vec<LoggedChange>,
}

/// `GET /admin/backups/restore`.
pub(super) async fn page(
    signed_in: SignedIn,
    Query(form): Query<RestoreForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ManageBackups)?;
    show(&signed_in, &form, None).await
}

/// `POST /admin/backups/restore`: the server closes its database, puts the backup in place and comes back.
pub(super) async fn restore(
    signed_in: SignedIn,
    Form(form): Form<RestoreForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ManageBackups)?;
    let published = signed_in.app.store.published();
    let names = ["vi", "en"].map(|code| published.catalogue.name.get(code));
    if !names.iter().any(|name| is_same_name(name, &form.name)) {
        return show(&signed_in, &form, Some(text_id!("desk-closing-other-name"))).await;
    }
    let backup = find(&signed_in, &form).await?;
    let preview = match preview(&signed_in, &backup).await? {
        Ok(preview) => preview,
        Err(error) => return Err(DeskError::Refused(failure(&signed_in, &error))),
    };
    let restore = PendingRestore {
        plan: preview.plan,
        author: signed_in.author(),
    };
    if !signed_in.app.backups.ask_to_restore(restore) {
        return Err(DeskError::Refused(
            signed_in.say(text_id!("desk-backup-busy")),
        ));
    }
    let body = html! {
        p.lead role="status" { (signed_in.say(text_id!("desk-restore-under-way"))) }
        p { (signed_in.say(text_id!("desk-restore-next"))) }
        p { a.button href=(BACKUPS) { (signed_in.say(text_id!("desk-backups"))) } }
    };
    let mut page = signed_in.page(&signed_in.say(text_id!("desk-restore")), &body);
    let again = HeaderValue::from_static("5; url=/admin/backups");
    page.headers_mut().insert(header::REFRESH, again);
    Ok(page)
}

/// Returns the backup of a form, if it is one of those that the page of backups lists.
async fn find(signed_in: &SignedIn, form: &RestoreForm) -> Result<StoredBackup, DeskError> {
    let known = known_backups(&signed_in.app).await?;
    known.find(&form.from).cloned().ok_or(DeskError::NotFound)
}

async fn preview(
    signed_in: &SignedIn,
    backup: &StoredBackup,
) -> Result<Result<RestorePreview, BackupError>, DeskError> {
    let data = signed_in.app.backups.data().to_owned();
    let backup = backup.clone();
    let look = move |database: &dyn Database| {
        let plan = backup::plan_restore(&backup.path, &data)?;
        let query = ChangeQuery {
            limit: CHANGES_SHOWN,
            ..ChangeQuery::default()
        };
        let mut changes = database.read()?.changes(&query)?;
        changes.retain(|it| it.at > backup.made);
        Ok(RestorePreview {
            plan,
            records: backup::count_records(database)?,
            changes,
        })
    };
    Ok(signed_in.app.operate(look).await?)
}

async fn show(
    signed_in: &SignedIn,
    form: &RestoreForm,
    problem: Option<&str>,
) -> Result<Response, DeskError> {
    let say = |id: &str| signed_in.say(id);
    let backup = find(signed_in, form).await?;
    let made = local(signed_in, backup.made, "%d/%m/%Y %H:%M:%S");
    let title = signed_in
        .language
        .say_with(text_id!("desk-restore-title"), [("when", made.into())]);
    let inner = match preview(signed_in, &backup).await? {
        Err(error) => html! { p.problem role="alert" { (failure(signed_in, &error)) } },
        Ok(preview) => wizard(signed_in, &backup, &preview),
    };
    let body = html! {
        @if let Some(problem) = problem { p.problem role="alert" { (say(problem)) } }
        (inner)
        p { a href=(BACKUPS) { (say(text_id!("desk-restore-back"))) } }
    };
    Ok(signed_in.page(&title, &body))
}

fn wizard(signed_in: &SignedIn, backup: &StoredBackup, preview: &RestorePreview) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let published = signed_in.app.store.published();
    let name = published.catalogue.name.get(signed_in.language.code);
    let aside = if signed_in.app.backups.is_in_folder() {
        "aside"
    } else {
        "aside-postgres"
    };
    let lost = preview.records.saturating_sub(preview.plan.records);
    let facts = [
        (
            text_id!("desk-restore-path"),
            backup.path.display().to_string(),
        ),
        (
            text_id!("desk-restore-records"),
            preview.plan.records.to_string(),
        ),
        (text_id!("desk-restore-now"), preview.records.to_string()),
        (text_id!("desk-restore-lost"), lost.to_string()),
    ];
    html! {
        p.done { (say(text_id!("desk-restore-good"))) }
        dl.facts {
            @for (text, value) in facts { div { dt { (say(text)) } dd { (value) } } }
        }
        section {
            h2 { (say(text_id!("desk-restore-changes"))) }
            @if preview.changes.is_empty() {
                p.note { (say(text_id!("desk-restore-no-changes"))) }
            } @else {
                p.note { (say(text_id!("desk-restore-changes-note"))) }
                ul {
                    @for it in &preview.changes {
                        @let what = signed_in.language.find(&format!("change-{}", it.what));
                        li { (local(signed_in, it.at, "%d/%m %H:%M")) " · " (it.author) " · "
                            (what.unwrap_or_else(|| it.what.clone())) " " (it.thing) }
                    }
                }
            }
        }
        section {
            h2 { (say(text_id!("desk-restore-what"))) }
            ul { @for line in ["kiosks", aside, "people", "sign-in"] { li { (say(&format!("desk-restore-what-{line}"))) } } }
            form.card method="post" action=(signed_in.action(RESTORE)) {
                input type="hidden" name="from" value=(backup.path.display());
                label { (signed_in.language.say_with(text_id!("desk-closing-type"), [("name", name.into())]))
                    input name="name" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="400" required;
                }
                button type="submit" { (say(text_id!("desk-restore-yes"))) }
            }
        }
    }
}
