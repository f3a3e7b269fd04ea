//! The audit as a table for the terminal, and as CSV for Excel.

use std::fmt::{self, Write as _};

use shared::checkin::Reason;
use shared::ids::{GateId, StaffId, StaffReason};
use shared::record::Record;
use shared::time::UnixMs;

use crate::operations::audit::{Audit, AuditEntry};
use crate::sheet::Sheet;

/// The columns, as both forms call them.
const COLUMNS: [&str; 12] = [
    "date",
    "time",
    "kiosk",
    "gate",
    "staff",
    "what",
    "ticket",
    "people",
    "type",
    "rules said",
    "reason",
    "note",
];

impl Audit {
    /// Returns the audit as CSV that Excel opens.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut sheet = Sheet::new(&COLUMNS);
        for entry in &self.entries {
            sheet.row(&self.cells(entry));
        }
        sheet.text()
    }

    fn cells(&self, entry: &AuditEntry) -> [String; COLUMNS.len()] {
        let said = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let kind = entry.kind.map(|id| {
            let kinds = &self.catalogue.ticket_types;
            let known = kinds.iter().find(|kind| kind.id == id);
            known.map_or_else(|| id.to_string(), |kind| kind.key.clone())
        });
        [
            self.date(entry.at),
            self.time(entry.at),
            entry.record.kiosk.to_string(),
            said(entry.gate.as_ref().map(GateId::as_str)),
            said(entry.staff.as_ref().map(StaffId::as_str)),
            entry.what.clone(),
            entry.ticket.map_or(String::new(), |it| it.to_string()),
            entry.people.map_or(String::new(), |it| it.to_string()),
            said(kind.as_deref()),
            said(entry.refused.map(Reason::code)),
            said(entry.reason.as_ref().map(StaffReason::as_str)),
            self.note(entry),
        ]
    }

    fn note(&self, entry: &AuditEntry) -> String {
        let mut notes = Vec::new();
        if let Some((target, record)) = &entry.annulled {
            let what = record.as_deref().map_or_else(
                || format!("{} {}", target.kiosk, target.seq),
                |record| self.summary(record),
            );
            notes.push(format!("annuls {what}"));
        }
        if entry.rehearsal {
            notes.push("rehearsal".to_owned());
        }
        if entry.is_annulled {
            notes.push("annulled".to_owned());
        }
        if entry.aside {
            notes.push("set aside by the server".to_owned());
        }
        notes.join("; ")
    }

    /// Returns what an annulled record says: "entry of 2 at 10:04:12".
    fn summary(&self, record: &Record) -> String {
        let fact = &record.fact;
        let (what, people) = match fact.people() {
            Some(people) if fact.can_be_annulled() => (fact.kind(), people),
            _ => ("nothing that counts", 0),
        };
        let at = record.stamp.corrected();
        format!("{what} of {people} at {} {}", self.date(at), self.time(at))
    }

    fn date(&self, at: UnixMs) -> String {
        let calendar = self.catalogue.calendar();
        if !calendar.is_possible(at) {
            return "unknown".to_owned();
        }
        calendar.zone.local(at).date.to_string()
    }

    /// Returns the local time of day to the second; zones differ by whole minutes.
    fn time(&self, at: UnixMs) -> String {
        let calendar = self.catalogue.calendar();
        if !calendar.is_possible(at) {
            return "unknown".to_owned();
        }
        let minute = calendar.zone.local(at);
        format!("{minute}:{:02}", at.0.rem_euclid(60_000) / 1000)
    }
}

impl fmt::Display for Audit {
    /// Writes a line for each act below a line of titles, in columns as wide as they must be.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let titles = COLUMNS.map(str::to_owned);
        let rows: Vec<_> = std::iter::once(titles)
            .chain(self.entries.iter().map(|entry| self.cells(entry)))
            .collect();
        let mut widths = [0; COLUMNS.len()];
        for row in &rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.chars().count());
            }
        }
        for (number, row) in rows.iter().enumerate() {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(widths) {
                write!(line, "{cell:<width$}  ")?;
            }
            if number > 0 {
                f.write_str("\n")?;
            }
            f.write_str(line.trim_end())?;
        }
        Ok(())
    }
}
