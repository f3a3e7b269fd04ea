//! What is wrong with the records of a kiosk, in sentences for people.

use super::{DamagedRecord, Journal, JournalError, lost};

impl Journal {
    /// What is wrong with the records of this kiosk, a sentence each; nothing when all are there.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn trouble(&self) -> Result<Vec<String>, JournalError> {
        let mut trouble = Vec::new();
        for mark in lost::lost(&self.path) {
            trouble.push(format!(
                "journal.db was empty or missing when the kiosk started, and a new one was begun; what the server did not have by then may be lost. What was left is in {}; delete {} once it was looked at",
                mark.with_extension("db").display(),
                mark.display()
            ));
        }
        for DamagedRecord {
            incarnation,
            seq,
            why,
        } in self.damaged()?
        {
            trouble.push(format!(
                "record {seq} of incarnation {} was set aside, and does not count: {why}",
                incarnation.0
            ));
        }
        let (others_lost, list_lost): (bool, bool) = self.db.query_row(
            "SELECT others_lost, list_lost FROM state, register_state",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        if others_lost {
            trouble.push("what other kiosks recorded was damaged in part, and comes again with the network; until then a ticket that was used at another door may be let in once more".to_owned());
        }
        if list_lost {
            trouble.push("the ticket list was damaged in part, and comes again with the network; until then a good ticket of another seller may be taken for an unknown one".to_owned());
        }
        Ok(trouble)
    }
}
