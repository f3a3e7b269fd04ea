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
        ImportError::Seller(_) => return say(text_id!("desk-import-seller-bad"), &[]),
        ImportError::Spelling(known) => return say(text_id!("desk-import-seller-alike"), &[known]),
        ImportError::Tickets(_) | ImportError::Key(_) | ImportError::Database(_) => {
            return say(text_id!("desk-import-grants-bad"), &[]);
        }
    };
    match source {
        ListError::Text(_) => say(text_id!("desk-import-not-text"), &[]),
        ListError::Workbook(WorkbookError::TooLarge) | ListError::TooLarge => {
            say(text_id!("desk-import-too-large"), &[])
        }
        ListError::Workbook(_) => say(text_id!("desk-import-workbook-bad"), &[]),
        ListError::Empty => say(text_id!("desk-import-empty"), &[]),
        ListError::Row(line, why) => say(
            text_id!("desk-import-row"),
            &[&line.to_string(), &row_error(language, why)],
        ),
        ListError::Columns(error) => match error {
            ColumnsError::NoCode(_) => say(text_id!("desk-import-no-code"), &[]),
            ColumnsError::Missing(name, _) => say(text_id!("desk-import-no-column"), &[name]),
            ColumnsError::Several(field, columns) => {
                let field = say(&format!("desk-column-{}", field.word()), &[]);
                say(text_id!("desk-import-several"), &[&field, columns])
            }
            ColumnsError::Unused(column) => {
                let field = say(&format!("desk-column-{}", column.field.word()), &[]);
                say(text_id!("desk-import-unused"), &[&column.name, &field])
            }
        },
    }
}

/// Returns why a row is refused.
pub(super) fn row_error(language: &Language, error: &RowError) -> String {
    let say = |id: &str, texts: &[&str]| say(language, id, texts);
    match error {
        RowError::Code(code) => code_error(language, code),
        RowError::Status(column, value) => say(text_id!("desk-row-status"), &[column, value]),
        RowError::UnknownStatus(column, value) => {
            say(text_id!("desk-row-unknown-status"), &[column, value])
        }
        RowError::Cells(row, header) => say(
            text_id!("desk-row-cells"),
            &[&row.to_string(), &header.to_string()],
        ),
        RowError::Swallowed(_) | RowError::LongText(..) => say(text_id!("desk-row-quote"), &[]),
        RowError::Kind(kind, known) => say(text_id!("desk-row-kind"), &[kind, known]),
        RowError::Party(party) => say(text_id!("desk-row-party"), &[party]),
        RowError::Days(_) => say(text_id!("desk-row-days"), &[]),
    }
}

/// Returns why a line of a list names no ticket.
pub(super) fn line_error(language: &Language, error: &FindError) -> String {
    match error {
        FindError::Code(error) => code_error(language, error),
        FindError::None(name) => say(language, text_id!("desk-many-line-none"), &[name]),
        FindError::Several { name, numbers } => {
            let numbers = numbers.iter().map(ToString::to_string);
            let numbers = numbers.collect::<Vec<_>>().join(", ");
            say(
                language,
                text_id!("desk-many-line-several"),
                &[name, &numbers],
            )
        }
        error => error.to_string(),
    }
}

fn code_error(language: &Language, error: &CodeError) -> String {
    let say = |id: &str, texts: &[&str]| say(language, id, texts);
    match error {
        CodeError::Missing => say(text_id!("desk-row-no-code"), &[]),
        CodeError::Short(code) => say(text_id!("desk-row-short"), &[code]),
        CodeError::Long(_) => say(text_id!("desk-row-quote"), &[]),
        CodeError::Broken => say(text_id!("desk-row-broken"), &[]),
        CodeError::Garbled(code) => say(text_id!("desk-row-garbled"), &[code]),
        CodeError::Number(code) | CodeError::Rounded(code) => {
            say(text_id!("desk-row-number"), &[code])
        }
        CodeError::Format { stored, .. } => say(text_id!("desk-row-number"), &[stored]),
        CodeError::Date(code) => say(text_id!("desk-row-date"), &[code]),
        CodeError::Error(code) | CodeError::Formula(code) => {
            say(text_id!("desk-row-formula"), &[code])
        }
        CodeError::Placeholder(code) => say(text_id!("desk-row-placeholder"), &[code]),
        CodeError::Footer(text) => say(text_id!("desk-row-footer"), &[text]),
        CodeError::Header => say(text_id!("desk-row-header"), &[]),
        CodeError::Own => say(text_id!("desk-row-own"), &[]),
    }
}

/// Returns what is odd about a list.
pub(super) fn warning(language: &Language, warning: &Warning) -> String {
    let (id, text) = match warning {
        Warning::UnequalLengths(shortest, longest) => (
            text_id!("desk-warning-lengths"),
            format!("{shortest}–{longest}"),
        ),
        Warning::ZeroFilled(lines) => (text_id!("desk-warning-zeros"), listed(lines)),
        Warning::LastRow(line) => (text_id!("desk-warning-last"), line.to_string()),
        Warning::HeaderLikeCode(line) => (text_id!("desk-warning-header"), line.to_string()),
        Warning::Garbled(lines) => (text_id!("desk-warning-garbled"), listed(lines)),
        Warning::Times(lines) => (text_id!("desk-warning-times"), listed(lines)),
    };
    say(language, id, &[&text])
}
