//! Tables as CSV that Excel opens: UTF-8 with a mark at its start, without which Excel breaks Vietnamese letters, and
//! lines that end as Windows wants them.

/// A table as text.
pub(crate) struct Sheet {
    text: String,
    separator: char,
}

impl Sheet {
    /// A table with these columns and no rows.
    pub(crate) fn new(columns: &[&str]) -> Self {
        Self::parted_by(',', columns)
    }

    /// A table whose cells are parted as Excel wants it where a comma stands before a number's decimals, as in
    /// Viet Nam.
    pub(crate) fn with_semicolons(columns: &[&str]) -> Self {
        Self::parted_by(';', columns)
    }

    fn parted_by(separator: char, columns: &[&str]) -> Self {
        let mut sheet = Self {
            text: "\u{feff}".to_owned(),
            separator,
        };
        sheet.row(columns);
        sheet
    }

    /// Adds a row.
    pub(crate) fn row<T: AsRef<str>>(&mut self, cells: &[T]) {
        let cells: Vec<String> = cells.iter().map(|cell| field(cell.as_ref())).collect();
        self.text.push_str(&cells.join(&self.separator.to_string()));
        self.text.push_str("\r\n");
    }

    /// The text of the whole.
    pub(crate) fn text(self) -> String {
        self.text
    }

    /// Takes what was added since the last time, so that a long table is never held.
    pub(crate) fn take(&mut self) -> String {
        std::mem::take(&mut self.text)
    }
}

/// A field with the quotes it needs, however cells are parted, in which nothing is a formula.
pub(crate) fn field(text: &str) -> String {
    let text = harmless(text);
    if text.contains([',', ';', '"', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// The signs by which a formula begins, also as wide as some keyboards in Asia write them.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Whether a spreadsheet would take a text for a formula.
pub(crate) fn is_formula(text: &str) -> bool {
    text.trim_start().starts_with(FORMULA)
}

/// A text with an apostrophe before whatever a spreadsheet would take for a formula, and what visitors type may be one:
/// so it is shown as the text it is. Excel set to Vietnamese parts cells at semicolons and minds no quotes that stand
/// within one, so that a formula may begin in the middle of a text too, or on its next line.
fn harmless(text: &str) -> String {
    if text.starts_with('-') && text.parse::<i64>().is_ok() {
        return text.to_owned();
    }
    let mut harmless = String::with_capacity(text.len());
    let mut begins = true;
    for letter in text.chars() {
        if begins && FORMULA.contains(&letter) {
            harmless.push('\'');
        }
        harmless.push(letter);
        begins = matches!(letter, ';' | '\t' | '\r' | '\n') || begins && letter.is_whitespace();
    }
    harmless
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visitors_cell_is_one_cell_and_no_formula() {
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

    #[test]
    fn semicolons_part_cells_for_vietnamese_excel() {
        let mut sheet = Sheet::with_semicolons(&["tên", "khách"]);
        sheet.row(&["Gốm; sứ", "1200"]);
        sheet.row(&["@SUM(A1)", "0"]);
        let text = "\u{feff}tên;khách\r\n\"Gốm; sứ\";1200\r\n'@SUM(A1);0\r\n";
        assert_eq!(sheet.text(), text);
    }

    #[test]
    fn hidden_formula_in_text_stays_text() {
        for (typed, written) in [
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2+3", "'-2+3"),
            ("-23", "-23"),
            ("  =1", "  '=1"),
            ("\t=1", "\t'=1"),
            ("＝1", "'＝1"),
            ("hoa;=1;x", "\"hoa;'=1;x\""),
            ("hoa; +1", "\"hoa; '+1\""),
            ("hai\n=dòng", "\"hai\n'=dòng\""),
            ("a=b, c-d", "\"a=b, c-d\""),
            ("Bát Tràng – Kim Lan", "Bát Tràng – Kim Lan"),
        ] {
            assert_eq!(field(typed), written);
        }
    }
}
