//! Tables as CSV that Excel opens: UTF-8 with a mark at its start, without which Excel breaks Vietnamese letters, and
//! lines that end as Windows wants them.

/// A table as text.
pub(crate) struct Sheet(String);

impl Sheet {
    /// A table with these columns and no rows.
    pub(crate) fn new(columns: &[&str]) -> Self {
        let mut sheet = Self("\u{feff}".to_owned());
        sheet.row(columns);
        sheet
    }

    /// Adds a row.
    pub(crate) fn row<T: AsRef<str>>(&mut self, cells: &[T]) {
        let cells: Vec<String> = cells.iter().map(|cell| field(cell.as_ref())).collect();
        self.0.push_str(&cells.join(","));
        self.0.push_str("\r\n");
    }

    /// The text of the whole.
    pub(crate) fn text(self) -> String {
        self.0
    }
}

/// A field with the quotes it needs. What a spreadsheet would take for a formula, and what visitors type may be one,
/// gets an apostrophe before it: spreadsheets show it as the text it is.
fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t']);
    let text = if formula {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_visitors_typed_is_never_a_formula_and_never_two_cells() {
        let mut sheet = Sheet::new(&["name", "note"]);
        sheet.row(&["Nguyễn, Thị \"Mẫu\"", "=HYPERLINK(\"http://example.org\")"]);
        sheet.row(&["+84 900 000 000", ""]);
        let text = sheet.text();
        let mut lines = text.split("\r\n");
        assert_eq!(lines.next(), Some("\u{feff}name,note"));
        assert_eq!(
            lines.next(),
            Some("\"Nguyễn, Thị \"\"Mẫu\"\"\",\"'=HYPERLINK(\"\"http://example.org\"\")\"")
        );
        assert_eq!(lines.next(), Some("'+84 900 000 000,"));
        assert_eq!(lines.next(), Some(""));
    }
}
