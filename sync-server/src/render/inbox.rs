//! What wants a decision beside set-aside records, as text.

use std::fmt;

use shared::checkin::Passage;
use shared::ids::KioskId;
use shared::time::UnixMs;

use crate::operations::inbox::{Inbox, InboxFacts};

impl fmt::Display for Inbox {
    /// A line for each item: its name, and what it is about. Records that were set aside are listed by themselves.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zone = self.catalogue.calendar().zone;
        let time = |at: UnixMs| {
            let local = zone.local(at);
            format!("{} {local}", local.date)
        };
        let admission = |it: &Passage| format!("at {} {}", it.gate, time(it.order.at));
        let mut line_end = "";
        for item in &self.items {
            let what = match &item.facts {
                InboxFacts::SetAside(_) => continue,
                InboxFacts::Conflict {
                    reason,
                    passage,
                    earlier,
                } => {
                    let earlier = earlier.as_deref().map(admission);
                    let earlier = earlier.map_or(String::new(), |it| format!(", and before {it}"));
                    let (ticket, reason) = (passage.claims.number, reason.code());
                    let admission = admission(passage);
                    format!("ticket {ticket} was admitted {admission}{earlier} ({reason})")
                }
                InboxFacts::Forked { records, .. } => {
                    format!(
                        "{records} records have numbers that were taken: two devices, or a disk that was set back"
                    )
                }
                InboxFacts::Silent { last_seen, .. } => {
                    format!("last seen {}, while others are heard", time(*last_seen))
                }
                InboxFacts::Import(it) => {
                    let (time, author) = (time(it.at), &it.author);
                    let wrong = match it.wrong {
                        0 => "can't be read".to_owned(),
                        wrong => format!("{wrong} rows or places of it were refused"),
                    };
                    format!("file \"{}\" of {author}, {time}: {wrong}", it.file)
                }
                InboxFacts::LostKiosks(lost) => {
                    let kiosks: Vec<&str> = lost.kiosks.iter().map(KioskId::as_str).collect();
                    format!(
                        "not known since a restore: {}; `kiosk welcome` or `kiosk invite` each under its name",
                        kiosks.join(", ")
                    )
                }
                InboxFacts::WrongClock { ahead, untimed, .. } => {
                    format!(
                        "{ahead} records are ahead of their receipt, {untimed} have an impossible time"
                    )
                }
            };
            write!(
                f,
                "{line_end}{}:{}\t{what}",
                item.facts.kind(),
                item.subject
            )?;
            line_end = "\n";
        }
        Ok(())
    }
}
