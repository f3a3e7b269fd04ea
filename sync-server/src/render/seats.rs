//! Who has a seat: in words, and as CSV for Excel.

use std::fmt;

use jiff::civil::Date;

use crate::operations::seats::SeatList;
use crate::sheet::Sheet;

/// The columns of the CSV.
const COLUMNS: [&str; 9] = [
    "date", "time", "session", "title", "places", "taken", "ticket", "people", "kiosk",
];

impl SeatList {
    /// Returns a line for each ticket, as CSV that Excel opens. A session in which nobody has a place has one line
    /// without a ticket.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut sheet = Sheet::new(&COLUMNS);
        for session in &self.sessions {
            let date: Date = session.starts.date;
            let before = [
                date.to_string(),
                session.starts.to_string(),
                session.id.clone(),
                session.title.clone(),
                session.capacity.to_string(),
                session.taken.to_string(),
            ];
            let nobody = [String::new(), String::new(), String::new()];
            let tickets = session.tickets.iter().map(|it| {
                let kiosk = it.kiosk.to_string();
                [it.ticket.to_string(), it.people.to_string(), kiosk]
            });
            let nobody = session.tickets.is_empty().then_some(nobody);
            for who in tickets.chain(nobody) {
                let cells: Vec<&String> = before.iter().chain(&who).collect();
                sheet.row(&cells);
            }
        }
        sheet.text()
    }
}

impl fmt::Display for SeatList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, session) in self.sessions.iter().enumerate() {
            if at > 0 {
                writeln!(f)?;
            }
            let (starts, id) = (session.starts, &session.id);
            let (taken, capacity) = (session.taken, session.capacity);
            let title = &session.title;
            writeln!(f, "{} {starts}  {id}  {title}", starts.date)?;
            write!(f, "  {taken} of {capacity} places taken")?;
            for ticket in &session.tickets {
                let (number, people, kiosk) = (ticket.ticket, ticket.people, &ticket.kiosk);
                write!(f, "\n  ticket {number}  {people} from kiosk {kiosk}")?;
                if ticket.twice {
                    f.write_str("  (has places from another kiosk as well)")?;
                }
            }
            for kiosk in &session.waits_for {
                write!(
                    f,
                    "\n  No further place is granted before kiosk {kiosk} was heard. If it never will be: sync-server seats give-up --kiosk {kiosk}"
                )?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}
