//! The ticket list as a file, for a kiosk that has never reached the server.

use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind};

use shared::protocol::v1::{TICKET_LIST_PAGE, TicketListQuery, TicketListReply};

use super::{Journal, JournalError};

/// The name of the file with the tickets that were known when the kiosk was added: a page of the
/// register a line, as the server would answer.
pub const TICKET_LIST_FILE: &str = "register.jsonl";

impl Journal {
    /// Takes in `ticket_list.jsonl` when it is there. Pages that are known already are passed over, so
    /// that one that was broken off goes on.
    ///
    /// # Errors
    /// [`JournalError::Bootstrap`] when a line can't be used; the lines before it are kept.
    pub(super) fn read_ticket_list_file(&mut self) -> Result<(), JournalError> {
        let path = self.path.with_file_name(TICKET_LIST_FILE);
        let unusable = |line: usize, detail: &dyn std::fmt::Display| JournalError::Bootstrap {
            path: path.clone(),
            detail: format!("line {line}: {detail}"),
        };
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(unusable(1, &error)),
        };
        for (number, line) in (1..).zip(BufReader::new(file).lines()) {
            let line = line.map_err(|error| unusable(number, &error))?;
            let page: TicketListReply =
                serde_json::from_str(&line).map_err(|error| unusable(number, &error))?;
            let mark = self.ticket_list_mark()?;
            let known = mark.epoch == page.epoch && page.next <= mark.next;
            if known && (page.more || mark.whole) {
                continue;
            }
            let query = TicketListQuery {
                epoch: mark.epoch,
                after: mark.next,
                keyed: false,
            };
            // Nobody scans yet, so a whole page is taken in at once.
            match self.apply_ticket_list(&query, &page, TICKET_LIST_PAGE, || {}) {
                Ok(_) => {}
                Err(JournalError::Foreign(detail)) => return Err(unusable(number, &detail)),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
