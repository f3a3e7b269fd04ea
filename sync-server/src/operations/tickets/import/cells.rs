//! One row of a list as it is written.

use super::code::{CodeError, shown};

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// The line of the file that it begins in, from 1.
    pub(super) line: u64,
    /// Its cells as they are written.
    pub(super) cells: Vec<String>,
    /// The places of a workbook's cells of which programs show different things, with their number
    /// formats; such a cell holds what is stored.
    pub(super) unclear: Vec<(usize, String)>,
}

impl Row {
    /// Returns a cell, empty where the row is too short.
    pub(super) fn cell(&self, place: usize) -> &str {
        self.cells.get(place).map_or("", String::as_str)
    }

    /// Returns the code that a row has in a column, as it is shown.
    ///
    /// # Errors
    /// [`CodeError::Format`] where programs show different things.
    pub(super) fn code(&self, place: usize) -> Result<String, CodeError> {
        match self.unclear.iter().find(|(unclear, _)| *unclear == place) {
            None => Ok(shown(self.cell(place))),
            Some((_, format)) => Err(CodeError::Format {
                stored: self.cell(place).to_owned(),
                format: format.clone(),
            }),
        }
    }

    /// Returns how many cells say something.
    pub(super) fn filled(&self) -> usize {
        let cells = self.cells.iter();
        cells.filter(|cell| !cell.trim().is_empty()).count()
    }
}
