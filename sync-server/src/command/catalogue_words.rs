//! What a catalogue changes, in words for the terminal.

use std::collections::BTreeMap;

use shared::catalogue::Catalogue as Document;
use sync_server::catalogue::{CatalogueChange, ChangeKind, Impact};
use sync_server::operations::catalogue_draft;
use sync_server::operations::workbook::{Difference, WorkbookLanguage, WorkbookPreview};
use sync_server::ports::Database;

/// How many names of one kind of change are written out.
const NAMES_SHOWN: usize = 12;
/// How many differences are written out.
const DIFFERENCES_SHOWN: usize = 40;

/// Prints what the organisers should know of a catalogue that is in force.
pub(super) fn say_remarks(document: &Document) {
    for remark in document.remarks() {
        say!("Note: {remark}");
    }
}

/// Says that others work on a draft, which a catalogue that comes into force leaves as it is.
pub(super) fn say_draft(database: &dyn Database) -> anyhow::Result<()> {
    let working = catalogue_draft::working(database)?;
    let Some(draft) = working.draft else {
        return Ok(());
    };
    let changed = jiff::Timestamp::from_millisecond(draft.changed.0);
    let changed = changed.map_or("-".to_owned(), |at| format!("{at:.0}"));
    say!(
        "Note: there is a draft at the desk, begun from version {} and last changed by {} at {changed}. Nothing in it is in force, and it stays as it is. When it is published, the desk asks whether to keep the changes made since version {}.",
        working.made_from,
        draft.author,
        working.made_from
    );
    Ok(())
}

/// Prints what differs from the catalogue in force, list by list.
pub(super) fn say_changes(changes: &[CatalogueChange]) {
    say!("Against the catalogue in force:");
    let mut lists: BTreeMap<&str, Vec<&CatalogueChange>> = BTreeMap::new();
    for change in changes {
        lists.entry(&change.field).or_default().push(change);
    }
    for (list, changes) in lists {
        let named = |wanted: &dyn Fn(&ChangeKind) -> bool| -> Vec<String> {
            let changes = changes.iter().filter(|change| wanted(&change.kind));
            changes.map(|change| entry_words(change)).collect()
        };
        let groups = [
            ("new", named(&|kind| *kind == ChangeKind::Added)),
            ("gone", named(&|kind| *kind == ChangeKind::Removed)),
            (
                "changed",
                named(&|kind| matches!(kind, ChangeKind::Changed(_))),
            ),
        ];
        for (word, names) in groups {
            if names.is_empty() {
                continue;
            }
            let shown = names.iter().take(NAMES_SHOWN);
            let shown = shown.map(String::as_str).collect::<Vec<_>>().join(", ");
            let more = match names.len().saturating_sub(NAMES_SHOWN) {
                0 => String::new(),
                more => format!(", and {more} more"),
            };
            say!("  {list}: {} {word}: {shown}{more}", names.len());
        }
    }
}

fn entry_words(change: &CatalogueChange) -> String {
    let name = change.entry.as_deref().unwrap_or(&change.field);
    match &change.kind {
        ChangeKind::Changed(fields) if !fields.is_empty() => {
            format!("{name} ({})", fields.join(", "))
        }
        _ => name.to_owned(),
    }
}

/// Prints differences, each in a line.
pub(super) fn say_differences(differences: &[Difference]) {
    for difference in differences.iter().take(DIFFERENCES_SHOWN) {
        say!("  {}", difference.words(WorkbookLanguage::English));
    }
    if let Some(more @ 1..) = differences.len().checked_sub(DIFFERENCES_SHOWN) {
        say!("  and {more} more");
    }
}

/// Prints what a workbook changes, and what others changed since it was made.
pub(super) fn say_preview(preview: &WorkbookPreview) {
    let (made_from, in_force) = (preview.made_from, preview.in_force);
    if preview.changes.is_empty() {
        say!("The workbook says the same as version {made_from}, which it was made from.");
    } else {
        say!("The workbook was made from version {made_from} and changes in it:");
        say_differences(&preview.changes);
    }
    if !preview.others.is_empty() {
        say!("Since then others have changed, up to version {in_force}:");
        say_differences(&preview.others);
    }
    if !preview.conflicts.is_empty() {
        say!("Both changed these; with --others keep the workbook holds:");
        say_differences(&preview.conflicts);
    }
}

/// Prints what a catalogue does to what people hold.
pub(super) fn say_impact(impact: &Impact) {
    if impact.tickets_with_other_days > 0 {
        say!(
            "  ! {} sold tickets are valid on other dates than before.",
            impact.tickets_with_other_days
        );
    }
    for (kind, tickets) in &impact.tickets_without_type {
        say!("  ! {tickets} sold tickets are of type {kind}, which is gone: doors refuse them.");
    }
    for kiosk in &impact.kiosks_without_booth {
        say!("  ! Kiosk {kiosk} stands at a booth that is gone.");
    }
    for (session, seats) in &impact.sessions_with_seats {
        say!("  ! In session {session}, {seats} seats are taken.");
    }
}
