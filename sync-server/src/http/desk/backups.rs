//! The backups: the last one, the next one, where they are, and copies on other disks.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::Form;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::backup_words::{failure, refreshed, restore_path, running, size};
use super::error::DeskError;
use super::frame::BACKUPS;
use super::kiosk_words::local;
use super::signed_in::SignedIn;
use crate::backup::{
    self, BackupFolder, BackupSchedule, BackupStatus, BackupTask, EVERY_MOST_MIN, KnownBackups,
    StoredBackup,
};
use crate::http::state::AppState;
use crate::ports::DeskPermission;

/// Where the page is.
pub(super) const PAGE: &str = BACKUPS;
/// How many backups are listed of a folder.
const SHOWN: usize = 20;
/// The times between two backups that can be chosen, in minutes.
const EVERY: [u64; 6] = [15, 30, 60, 180, 720, 1_440];
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct BackupForm {
    /// `now`, `set` or `copy`.
    act: String,
    folder: String,
    every: u64,
    keep: usize,
    backup: String,
    to: String,
}

/// Reads the folders with backups.
pub(super) async fn known_backups(app: &AppState) -> Result<KnownBackups, DeskError> {
    let schedule = app.backups.schedule(&app.store);
    let backups = app.backups.clone();
    let read = app.operate(move |_| {
        KnownBackups::read(schedule, &backups.removable, |to| {
            backups.is_beside_data(to)
        })
    });
    Ok(read.await?)
}

/// Returns what the first page warns of.
pub(super) async fn warning(signed_in: &SignedIn) -> Result<Option<&'static str>, DeskError> {
    if !signed_in.may(DeskPermission::ManageBackups) {
        return Ok(None);
    }
    let app = &signed_in.app;
    let known = known_backups(app).await?;
    Ok(known.trouble(&app.backups.status(), app.now()))
}

/// `GET /admin/backups`.
pub(super) async fn page(signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ManageBackups)?;
    show(&signed_in, None).await
}

/// `POST /admin/backups`: makes one, copies one, or says where and when they are made.
pub(super) async fn act(
    signed_in: SignedIn,
    Form(form): Form<BackupForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ManageBackups)?;
    let backups = signed_in.app.backups.clone();
    let known = known_backups(&signed_in.app).await?;
    let task = match form.act.as_str() {
        "now" => {
            if known.schedule.is_none() {
                return show(
                    &signed_in,
                    Some(signed_in.say(text_id!("desk-backup-failed-no-folder"))),
                )
                .await;
            }
            BackupTask::Make
        }
        "copy" => {
            let to = known
                .folders
                .iter()
                .find(|it| it.path == Path::new(&form.to));
            let (Some(backup), Some(to)) = (known.find(&form.backup), to) else {
                return Err(DeskError::NotFound);
            };
            BackupTask::Copy {
                backup: backup.path.clone(),
                to: to.path.clone(),
            }
        }
        "set" => return set(&signed_in, &form).await,
        _ => return Err(DeskError::NotFound),
    };
    if !backups.start(task) {
        return Err(DeskError::Refused(
            signed_in.say(text_id!("desk-backup-busy")),
        ));
    }
    Ok(SignedIn::back(PAGE, "backup-started"))
}

async fn set(signed_in: &SignedIn, form: &BackupForm) -> Result<Response, DeskError> {
    let to = PathBuf::from(form.folder.trim());
    if !to.is_absolute() {
        return show(
            signed_in,
            Some(signed_in.say(text_id!("desk-backup-folder-bad"))),
        )
        .await;
    }
    let schedule = BackupSchedule {
        to: to.clone(),
        every: Duration::from_mins(form.every.clamp(1, EVERY_MOST_MIN)),
        keep: form.keep.clamp(1, 10_000),
    };
    let tried = signed_in.app.operate(move |_| try_folder(&to)).await?;
    if let Err(error) = tried {
        return show(signed_in, Some(failure(signed_in, &error))).await;
    }
    let set = signed_in.operate(move |it| backup::set_schedule(it, &schedule));
    set.await??;
    signed_in.app.backups.look();
    Ok(SignedIn::back(PAGE, "backups-set"))
}

/// Makes a folder where it is missing and writes a file in it.
fn try_folder(folder: &Path) -> Result<(), backup::BackupError> {
    let probe = folder.join("backup-test.partial");
    let tried = fs::create_dir_all(folder).and_then(|()| fs::write(&probe, b"test"));
    let _ = fs::remove_file(&probe);
    tried.map_err(|source| backup::BackupError::File {
        path: folder.to_owned(),
        source,
    })
}

async fn show(signed_in: &SignedIn, problem: Option<String>) -> Result<Response, DeskError> {
    let say = |id: &str| signed_in.say(id);
    let known = known_backups(&signed_in.app).await?;
    let status = signed_in.app.backups.status();
    let trouble = known.trouble(&status, signed_in.app.now());
    let body = html! {
        (running(signed_in, &status))
        @if let Some(problem) = problem {
            p.problem role="alert" { (problem) }
        } @else if let Some(trouble) = trouble {
            p.problem { (say(trouble)) }
        }
        (last_done(signed_in, &status))
        p.lead { (say(text_id!("desk-backups-lead"))) }
        (facts(signed_in, &known, &status))
        @if known.schedule.is_some() && status.running.is_none() {
            form method="post" action=(signed_in.action(PAGE)) {
                input type="hidden" name="act" value="now";
                button type="submit" { (say(text_id!("desk-backup-now"))) }
            }
        }
        @for folder in &known.folders { (folder_list(signed_in, &known, folder)) }
        @if !known.folders.iter().any(|it| it.free.is_some()) {
            p.note { (say(text_id!("desk-backup-no-usb"))) }
        }
        (settings(signed_in, &known))
    };
    let page = signed_in.page(&say(text_id!("desk-backups")), &body);
    Ok(refreshed(page, &status))
}

/// Returns what became of what was done last.
fn last_done(signed_in: &SignedIn, status: &BackupStatus) -> Markup {
    let restored = status.restored.as_ref();
    let last = status.last.as_ref();
    html! {
        @match restored {
            Some(Ok(plan)) => {
                @let name = plan.from().file_name().unwrap_or_default().to_string_lossy().into_owned();
                p.done role="status" { (signed_in.language.say_with(text_id!("desk-restore-done"), [("name", name.into())])) }
            }
            Some(Err(error)) => p.problem role="alert" {
                (signed_in.say(text_id!("desk-restore-failed"))) " " (failure(signed_in, error))
            },
            None => {}
        }
        @match last.map(|it| (&it.task, &it.result)) {
            Some((_, Err(error))) => p.problem role="alert" { (failure(signed_in, error)) },
            Some((BackupTask::Copy { to, .. }, Ok(_))) => p.done role="status" {
                (signed_in.language.say_with(text_id!("desk-backup-copied"), [("to", to.display().to_string().into())]))
            },
            _ => {}
        }
    }
}

fn facts(signed_in: &SignedIn, known: &KnownBackups, status: &BackupStatus) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let when = |at| local(signed_in, at, "%d/%m/%Y %H:%M");
    let newest = known.newest();
    let none = || say(text_id!("desk-backup-never"));
    // A backup gets its name once it is verified.
    let verified = |it: &StoredBackup| {
        let slots = [("when", when(it.made).into())];
        signed_in
            .language
            .say_with(text_id!("desk-backup-verified-at"), slots)
    };
    html! {
        dl.facts {
            div { dt { (say(text_id!("desk-backup-last"))) } dd { (newest.map_or_else(none, |it| when(it.made))) } }
            div { dt { (say(text_id!("desk-backup-verified"))) }
                dd { (newest.map_or_else(none, verified)) } }
            div { dt { (say(text_id!("desk-backup-size"))) } dd { (newest.map_or_else(none, |it| size(it.bytes))) } }
            div { dt { (say(text_id!("desk-backup-next"))) }
                dd { (status.next.filter(|_| known.schedule.is_some()).map_or_else(none, when)) } }
            @if let Some(schedule) = &known.schedule {
                div { dt { (say(text_id!("desk-backup-where"))) } dd { (schedule.to.display()) } }
            }
        }
    }
}

fn folder_list(signed_in: &SignedIn, known: &KnownBackups, folder: &BackupFolder) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let newest = known
        .newest()
        .filter(|it| it.path.parent() != Some(&*folder.path));
    html! {
        section {
            h2 { @if folder.free.is_some() { (say(text_id!("desk-backup-usb"))) " · " } (folder.path.display()) }
            @if let Some(free) = folder.free {
                p.note { (signed_in.language.say_with(text_id!("desk-backup-free"), [("free", size(free).into())])) }
                @if let Some(newest) = newest {
                    form method="post" action=(signed_in.action(PAGE)) {
                        input type="hidden" name="act" value="copy";
                        input type="hidden" name="backup" value=(newest.path.display());
                        input type="hidden" name="to" value=(folder.path.display());
                        button type="submit" { (say(text_id!("desk-backup-copy"))) }
                    }
                }
            }
            @match &folder.backups {
                None => p.problem { (say(text_id!("desk-backup-unreadable"))) },
                Some(backups) if backups.is_empty() => p.note { (say(text_id!("desk-backup-empty"))) },
                Some(backups) => {
                    (table(signed_in, backups))
                    p.note { (say(text_id!("desk-backup-verify-again"))) }
                }
            }
        }
    }
}

fn table(signed_in: &SignedIn, backups: &[StoredBackup]) -> Markup {
    let say = |id: &str| signed_in.say(id);
    html! {
        div.scroll tabindex="0" role="region" aria-label=(say(text_id!("desk-backups"))) {
            table {
                thead { tr {
                    @for head in [text_id!("desk-backup-made"), text_id!("desk-backup-size"), text_id!("desk-backup-restore")] {
                        th scope="col" { (say(head)) }
                    }
                } }
                tbody {
                    @for it in backups.iter().take(SHOWN) {
                        tr {
                            td.when { (local(signed_in, it.made, "%d/%m/%Y %H:%M:%S")) }
                            td { (size(it.bytes)) }
                            td { a href=(restore_path(&it.path)) { (say(text_id!("desk-backup-look"))) } }
                        }
                    }
                }
            }
        }
    }
}

fn settings(signed_in: &SignedIn, known: &KnownBackups) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let schedule = known.schedule.as_ref();
    let folder = schedule.map_or_else(String::new, |it| it.to.display().to_string());
    let every = schedule.map_or(60, |it| it.every.as_secs() / 60);
    let keep = schedule.map_or(48, |it| it.keep);
    let other = (!EVERY.contains(&every)).then_some(every);
    html! {
        section id="settings" {
            h2 { (say(text_id!("desk-backup-settings"))) }
            form.card method="post" action=(signed_in.action(PAGE)) {
                input type="hidden" name="act" value="set";
                label { (say(text_id!("desk-backup-folder")))
                    input name="folder" value=(folder) list="folders" autocomplete="off" spellcheck="false" required;
                    span.note { (say(text_id!("desk-backup-folder-note"))) }
                }
                datalist id="folders" {
                    @for it in &known.folders { option value=(it.path.join("backups").display()) {} }
                }
                div.row {
                    label { (say(text_id!("desk-backup-every")))
                        select name="every" {
                            @for minutes in EVERY.into_iter().chain(other) {
                                option value=(minutes) selected[minutes == every] { (every_words(signed_in, minutes)) }
                            }
                        }
                    }
                    label { (say(text_id!("desk-backup-keep")))
                        input type="number" name="keep" value=(keep) min="1" max="10000" required;
                    }
                }
                button type="submit" { (say(text_id!("desk-backup-set"))) }
            }
        }
    }
}

fn every_words(signed_in: &SignedIn, minutes: u64) -> String {
    let (id, count) = if minutes.is_multiple_of(60) {
        (text_id!("desk-backup-every-hours"), minutes / 60)
    } else {
        (text_id!("desk-backup-every-minutes"), minutes)
    };
    signed_in.language.say_with(id, [("count", count.into())])
}
