//! The end of the exhibition, step by step.

use std::fs::File;
use std::io;

use axum::Form;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use shared::time::UnixMs;

use super::backup_words::{failure, refreshed, running, size};
use super::downloads::{ZIP, streamed};
use super::error::DeskError;
use super::frame::CLOSING;
use super::kiosk_words::{ago, kiosk_path, local, waiting};
use super::kiosks::kiosks;
use super::reports::whole_report;
use super::signed_in::SignedIn;
use crate::backup::{BackupStatus, BackupTask};
use crate::operations::closing::{self, Closing, ClosingError};
use crate::operations::kiosk_list::ListedKiosk;
use crate::ports::DeskPermission;

/// Where the page is.
pub(super) const PAGE: &str = CLOSING;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ClosingForm {
    /// `archive`, `purge`, `wipe` or `keep`.
    act: String,
    /// The exhibition's name, as it was typed.
    name: String,
}

/// `GET /admin/closing`.
pub(super) async fn page(signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::SeePeople)?;
    show(&signed_in, None).await
}

/// `POST /admin/closing`.
pub(super) async fn act(
    signed_in: SignedIn,
    Form(form): Form<ClosingForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::SeePeople)?;
    signed_in.require(DeskPermission::ManageBackups)?;
    let now = signed_in.app.now();
    match form.act.as_str() {
        "archive" => archive(&signed_in).await,
        "purge" => purge(&signed_in, form.name).await,
        "wipe" | "keep" => {
            let since = (form.act == "wipe").then_some(now);
            let wiped = signed_in.operate(move |it| closing::wipe_devices(it, since));
            wiped.await??;
            Ok(SignedIn::back(PAGE, &format!("closing-{}", form.act)))
        }
        _ => Err(DeskError::NotFound),
    }
}

/// `GET /admin/closing/archive.zip`.
pub(super) async fn download(signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ManageBackups)?;
    let path = signed_in.app.backups.archive();
    let opened = signed_in.app.operate(move |_| File::open(path)).await?;
    let mut file = opened.map_err(|_| DeskError::NotFound)?;
    Ok(streamed(ZIP, "archive.zip", move |mut out| {
        io::copy(&mut file, &mut out)?;
        io::Write::flush(&mut out)
    }))
}

async fn archive(signed_in: &SignedIn) -> Result<Response, DeskError> {
    let files = whole_report(signed_in).await?;
    let author = signed_in.author();
    if !signed_in
        .app
        .backups
        .start(BackupTask::Archive(files, author))
    {
        return Err(DeskError::Refused(
            signed_in.say(text_id!("desk-backup-busy")),
        ));
    }
    Ok(SignedIn::back(PAGE, "closing-archive"))
}

async fn purge(signed_in: &SignedIn, typed: String) -> Result<Response, DeskError> {
    let now = signed_in.app.now();
    let archive = signed_in.app.backups.archive();
    let purged = signed_in.operate(move |it| {
        let purged = closing::purge(it, &typed, now)?;
        // It has all names in it.
        let _ = std::fs::remove_file(archive);
        Ok::<_, ClosingError>(purged)
    });
    match purged.await? {
        Ok(_) => {
            signed_in.app.note_deletions().await;
            Ok(SignedIn::back(PAGE, "closing-purge"))
        }
        Err(ClosingError::OtherName) => {
            show(signed_in, Some(text_id!("desk-closing-other-name"))).await
        }
        Err(ClosingError::NoArchive) => {
            show(signed_in, Some(text_id!("desk-closing-no-archive"))).await
        }
        Err(ClosingError::Database(error)) => Err(error.into()),
        Err(ClosingError::People(error)) => Err(error.into()),
    }
}

async fn show(signed_in: &SignedIn, problem: Option<&str>) -> Result<Response, DeskError> {
    let say = |id: &str| signed_in.say(id);
    let closing = signed_in.app.operate(closing::closing).await??;
    let status = signed_in.app.backups.status();
    let kiosks = kiosks(signed_in).await?.kiosks;
    let body = html! {
        (running(signed_in, &status))
        @if let Some(problem) = problem {
            p.problem role="alert" { (say(problem)) }
        }
        p.lead { (say(text_id!("desk-closing-lead"))) }
        ol.closing {
            li.card { (archive_step(signed_in, closing, &status)) }
            li.card { (purge_step(signed_in, closing, &kiosks)) }
            li.card { (wipe_step(signed_in, closing, &kiosks)) }
        }
    };
    let page = signed_in.page(&say(text_id!("desk-closing")), &body);
    Ok(refreshed(page, &status))
}

/// Returns the head of a step: what it is, and whether it is done.
fn head(signed_in: &SignedIn, step: &str, done: Option<UnixMs>) -> Markup {
    let say = |id: &str| signed_in.say(id);
    html! {
        h2 { (say(&format!("desk-closing-{step}")))
            @match done {
                Some(at) => { span.tag { (signed_in.language.say_with(text_id!("desk-closing-done"), [("when", local(signed_in, at, "%d/%m %H:%M").into())])) } }
                None => { span.tag.warn { (say(text_id!("desk-closing-open"))) } }
            }
        }
        p { (say(&format!("desk-closing-{step}-note"))) }
    }
}

fn button(signed_in: &SignedIn, act: &str, text: &str, is_quiet: bool) -> Markup {
    html! {
        form method="post" action=(signed_in.action(PAGE)) {
            input type="hidden" name="act" value=(act);
            button.quiet[is_quiet] type="submit" { (signed_in.say(text)) }
        }
    }
}

fn archive_step(signed_in: &SignedIn, closing: Closing, status: &BackupStatus) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let file = std::fs::metadata(signed_in.app.backups.archive()).ok();
    html! {
        (head(signed_in, "archive", closing.archived))
        @if let Some(last) = &status.last && let (BackupTask::Archive(..), Err(error)) = (&last.task, &last.result) {
            p.problem role="alert" { (failure(signed_in, error)) }
        }
        @if let Some(file) = &file {
            p { a.button href={ (PAGE) "/archive.zip" } download { (say(text_id!("desk-closing-download"))) " (" (size(file.len())) ")" } }
            p.note { (say(text_id!("desk-closing-download-note"))) }
        }
        // What came again after the deletion needs an archive too, once the database was set back.
        @if closing.purged.is_none() || closing.archived.is_none() {
            (button(signed_in, "archive", if file.is_some() { text_id!("desk-closing-archive-again") } else { text_id!("desk-closing-archive-yes") }, file.is_some()))
        }
    }
}

fn purge_step(signed_in: &SignedIn, closing: Closing, kiosks: &[ListedKiosk]) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let published = signed_in.app.store.published();
    let name = published.catalogue.name.get(signed_in.language.code);
    let behind = kiosks.iter().filter(|it| it.state.waiting > 0);
    let behind: Vec<&ListedKiosk> = behind.collect();
    html! {
        (head(signed_in, "purge", closing.purged))
        @if closing.archived.is_none() {
            p.note { (say(text_id!("desk-closing-archive-first"))) }
        } @else {
            @if !behind.is_empty() {
                p.problem { (say(text_id!("desk-closing-behind"))) }
                ul { @for it in &behind { li { a href=(kiosk_path(&it.state.id)) { (it.state.id) } " · " (waiting(signed_in, it.state.waiting)) } } }
            }
            details {
                summary { (say(text_id!("desk-closing-purge-open"))) }
                form method="post" action=(signed_in.action(PAGE)) {
                    input type="hidden" name="act" value="purge";
                    label { (signed_in.language.say_with(text_id!("desk-closing-type"), [("name", name.into())]))
                        input name="name" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="400" required;
                    }
                    button type="submit" { (say(text_id!("desk-closing-purge-yes"))) }
                }
            }
        }
    }
}

fn wipe_step(signed_in: &SignedIn, closing: Closing, kiosks: &[ListedKiosk]) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let is_wiped = |it: &ListedKiosk| it.report.as_ref().is_some_and(|it| it.wiped);
    let confirmed = kiosks.iter().filter(|it| is_wiped(it)).count();
    let done = closing.wiped.filter(|_| confirmed == kiosks.len());
    let counts = [
        ("confirmed", confirmed.into()),
        ("kiosks", kiosks.len().into()),
    ];
    html! {
        (head(signed_in, "wipe", done))
        @if closing.wiped.is_some() {
            p { strong { (signed_in.language.say_with(text_id!("desk-closing-confirmed"), counts)) } }
            ul.inline {
                @for it in kiosks {
                    li {
                        a href=(kiosk_path(&it.state.id)) { (it.state.id) }
                        @if is_wiped(it) { span.tag { (say(text_id!("desk-closing-wiped"))) } }
                        @else { span.tag.warn { (ago(signed_in, it.state.last_seen_ms)) } }
                    }
                }
            }
            (button(signed_in, "keep", text_id!("desk-closing-keep"), true))
        } @else {
            details {
                summary { (say(text_id!("desk-closing-wipe-open"))) }
                p { (say(text_id!("desk-closing-wipe-warning"))) }
                (button(signed_in, "wipe", text_id!("desk-closing-wipe-yes"), false))
            }
        }
    }
}
