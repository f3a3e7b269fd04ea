//! What pages say of backups.

use std::fmt::Write as _;
use std::path::Path;

use axum::http::{HeaderValue, header};
use axum::response::Response;
use maud::{Markup, html};

use super::signed_in::SignedIn;
use crate::backup::{BackupError, BackupStatus, BackupTask};

/// Where a backup is put back.
pub(super) const RESTORE: &str = "/admin/backups/restore";
/// After how many seconds a page is loaded again on which something is being done.
const REFRESH_S: u8 = 2;

/// Returns where it is said what the restore of a backup would do.
pub(super) fn restore_path(backup: &Path) -> String {
    let mut path = format!("{RESTORE}?from=");
    for byte in backup.to_string_lossy().bytes() {
        if byte.is_ascii_alphanumeric() || b"-_./".contains(&byte) {
            path.push(char::from(byte));
        } else {
            // Writing to a String can't fail.
            let _ = write!(path, "%{byte:02X}");
        }
    }
    path
}

/// Returns a size in bytes, in words.
pub(crate) fn size(bytes: u64) -> String {
    let (value, unit) = match bytes {
        0..1_000_000 => (bytes.div_ceil(1_000), "kB"),
        1_000_000..1_000_000_000 => (bytes / 1_000_000, "MB"),
        _ => {
            let tenths = bytes / 100_000_000;
            return format!("{},{} GB", tenths / 10, tenths % 10);
        }
    };
    format!("{value} {unit}")
}

/// Returns what is being done, where there is something.
pub(super) fn running(signed_in: &SignedIn, status: &BackupStatus) -> Markup {
    let words = |task: &BackupTask| match task {
        BackupTask::Make => signed_in.say(text_id!("desk-backup-making")),
        BackupTask::Copy { to, .. } => {
            let to = [("to", to.display().to_string().into())];
            signed_in
                .language
                .say_with(text_id!("desk-backup-copying"), to)
        }
        BackupTask::Archive(..) => signed_in.say(text_id!("desk-backup-archiving")),
    };
    html! {
        @if let Some((task, since)) = &status.running {
            @let seconds = signed_in.app.now().since(*since).max(0) / 1_000;
            p.done role="status" {
                (words(task)) " "
                (signed_in.language.say_with(text_id!("desk-backup-seconds"), [("seconds", seconds.into())]))
            }
        }
    }
}

/// Has a browser load the page again while something is being done.
pub(super) fn refreshed(mut page: Response, status: &BackupStatus) -> Response {
    if status.running.is_some() {
        let headers = page.headers_mut();
        headers.insert(header::REFRESH, HeaderValue::from(u16::from(REFRESH_S)));
    }
    page
}

/// Returns why no backup was made or put back: what happened, where, and what to do.
pub(super) fn failure(signed_in: &SignedIn, error: &BackupError) -> String {
    let (id, path, why) = match error {
        BackupError::File { path, source } => {
            ("file", path.display().to_string(), source.to_string())
        }
        BackupError::Exists(path) => ("exists", path.display().to_string(), String::new()),
        BackupError::NoBackup(path) => ("none", path.display().to_string(), String::new()),
        BackupError::Damaged { path, faults, .. } => {
            ("damaged", path.display().to_string(), faults.join("; "))
        }
        BackupError::NoFolder => ("no-folder", String::new(), String::new()),
        other => ("other", String::new(), other.to_string()),
    };
    let slots = [("path", path.into()), ("why", why.into())];
    let id = format!("desk-backup-failed-{id}");
    signed_in.language.say_with(&id, slots)
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn size_is_short() {
        let sizes = [0, 1, 999_999, 1_000_000, 64_500_000, 2_340_000_000].map(size);
        assert_eq!(
            sizes,
            ["0 kB", "1 kB", "1000 kB", "1 MB", "64 MB", "2,3 GB"]
        );
    }
}
