//! A list that was read: its tickets, and the rows that are none.

use shared::catalogue::Catalogue;

use super::columns::Places;
use super::plan::Listed;
use super::request::ImportRequest;
use super::row::{RefusedRow, RowReader};
use super::table::Table;
use crate::operations::tickets::TicketsError;

/// A list that was read.
pub(super) struct ReadList {
    pub(super) table: Table,
    pub(super) places: Places,
    /// The tickets.
    pub(super) listed: Vec<Listed>,
    /// The rows that say nothing that can be used.
    pub(super) refused: Vec<RefusedRow>,
    /// The lines of the rows whose name or number is left out, since its letters are damaged.
    pub(super) garbled: Vec<u64>,
}

impl ReadList {
    /// Reads every row.
    pub(super) fn new(
        table: Table,
        places: Places,
        catalogue: &Catalogue,
        seller: &str,
        request: &ImportRequest,
    ) -> Result<Self, TicketsError> {
        let (mut listed, mut refused, mut garbled) = (Vec::new(), Vec::new(), Vec::new());
        let reader = RowReader::new(&table, &places, catalogue, seller, request)?;
        for row in &table.rows {
            let line = row.line;
            match reader.ticket(row) {
                Ok((ticket, is_garbled)) => {
                    listed.push((line, ticket));
                    garbled.extend(is_garbled.then_some(line));
                }
                Err(why) => refused.push(RefusedRow { line, why }),
            }
        }
        Ok(Self {
            table,
            places,
            listed,
            refused,
            garbled,
        })
    }
}
