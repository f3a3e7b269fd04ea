//! Why a list or a row of it is not imported, in the reader's language.

use crate::http::texts::Language;
use crate::operations::tickets::FindError;
use crate::operations::tickets::import::{
    CodeError, ColumnsError, ImportError, ListError, RowError, Warning, WorkbookError, listed,
};

/// Returns a sentence with one or two texts in it.
fn say(language: &Language, id: &str, texts: &[&str]) -> String {
    let names = ["text", "other"];
    let slots = names.into_iter().zip(texts);
    language.say_with(id, slots.map(|(name, text)| (name, (*text).into())))
}

/// Returns why a list is not imported.
pub(super) fn list_error(language: &Language, error: &ImportError) -> String {
    let say = |id: &str, texts: &[&str]| say(language, id, texts);
    let source = match error {
        ImportError::List { source, .. } => source,
        ImportError::Seller(_) => return say("desk-import-seller-bad", &[]),
        ImportError::Spelling(known) => return say("desk-import-seller-alike", &[known]),
        ImportError::Tickets(_) | ImportError::Key(_) | ImportError::Database(_) => {
            return say("desk-import-grants-bad", &[]);
        }
    };
    match source {
        ListError::Text(_) => say("desk-import-not-text", &[]),
        ListError::Workbook(WorkbookError::TooLarge) | ListError::TooLarge => {
            say("desk-import-too-large", &[])
        }
        ListError::Workbook(_) => say("desk-import-workbook-bad", &[]),
        ListError::Empty => say("desk-import-empty", &[]),
        ListError::Row(line, why) => say(
            "desk-import-row",
            &[&line.to_string(), &row_error(language, why)],
        ),
        ListError::Columns(error) => match error {
            ColumnsError::NoCode(_) => say("desk-import-no-code", &[]),
            ColumnsError::Missing(name, _) => say("desk-import-no-column", &[name]),
            ColumnsError::Several(field, columns) => {
                let field = say(&format!("desk-column-{}", field.word()), &[]);
                say("desk-import-several", &[&field, columns])
            }
            ColumnsError::Unused(column) => {
                let field = say(&format!("desk-column-{}", column.field.word()), &[]);
                say("desk-import-unused", &[&column.name, &field])
            }
        },
    }
}

/// Returns why a row is refused.
pub(super) fn row_error(language: &Language, error: &RowError) -> String {
    let say = |id: &str, texts: &[&str]| say(language, id, texts);
    match error {
        RowError::Code(code) => code_error(language, code),
        RowError::Status(column, value) => say("desk-row-status", &[column, value]),
        RowError::UnknownStatus(column, value) => say("desk-row-unknown-status", &[column, value]),
        RowError::Cells(row, header) => {
            say("desk-row-cells", &[&row.to_string(), &header.to_string()])
        }
        RowError::Swallowed(_) | RowError::LongText(..) => say("desk-row-quote", &[]),
        RowError::Kind(kind, known) => say("desk-row-kind", &[kind, known]),
        RowError::Party(party) => say("desk-row-party", &[party]),
        RowError::Days(_) => say("desk-row-days", &[]),
    }
}

/// Returns why a line of a list names no ticket.
pub(super) fn line_error(language: &Language, error: &FindError) -> String {
    match error {
        FindError::Code(error) => code_error(language, error),
        FindError::None(name) => say(language, "desk-many-line-none", &[name]),
        FindError::Several { name, numbers } => {
            let numbers = numbers.iter().map(ToString::to_string);
            let numbers = numbers.collect::<Vec<_>>().join(", ");
            say(language, "desk-many-line-several", &[name, &numbers])
        }
        error => error.to_string(),
    }
}

fn code_error(language: &Language, error: &CodeError) -> String {
    let say = |id: &str, texts: &[&str]| say(language, id, texts);
    match error {
        CodeError::Missing => say("desk-row-no-code", &[]),
        CodeError::Short(code) => say("desk-row-short", &[code]),
        CodeError::Long(_) => say("desk-row-quote", &[]),
        CodeError::Broken => say("desk-row-broken", &[]),
        CodeError::Garbled(code) => say("desk-row-garbled", &[code]),
        CodeError::Number(code) | CodeError::Rounded(code) => say("desk-row-number", &[code]),
        CodeError::Format { stored, .. } => say("desk-row-number", &[stored]),
        CodeError::Date(code) => say("desk-row-date", &[code]),
        CodeError::Error(code) | CodeError::Formula(code) => say("desk-row-formula", &[code]),
        CodeError::Placeholder(code) => say("desk-row-placeholder", &[code]),
        CodeError::Footer(text) => say("desk-row-footer", &[text]),
        CodeError::Header => say("desk-row-header", &[]),
        CodeError::Own => say("desk-row-own", &[]),
    }
}

/// Returns what is odd about a list.
pub(super) fn warning(language: &Language, warning: &Warning) -> String {
    let (id, text) = match warning {
        Warning::UnequalLengths(shortest, longest) => {
            ("desk-warning-lengths", format!("{shortest}–{longest}"))
        }
        Warning::ZeroFilled(lines) => ("desk-warning-zeros", listed(lines)),
        Warning::LastRow(line) => ("desk-warning-last", line.to_string()),
        Warning::HeaderLikeCode(line) => ("desk-warning-header", line.to_string()),
        Warning::Garbled(lines) => ("desk-warning-garbled", listed(lines)),
        Warning::Times(lines) => ("desk-warning-times", listed(lines)),
    };
    say(language, id, &[&text])
}
