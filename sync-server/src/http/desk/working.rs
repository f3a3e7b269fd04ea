//! The catalogue that organisers work on, and what is said once it was saved or refused.

use axum::response::Response;

use super::entry_paths::EXHIBITION;
use super::error::DeskError;
use super::signed_in::SignedIn;
use crate::http::texts::Language;
use crate::operations::catalogue::PublishReport;
use crate::operations::catalogue_draft::{self, WorkingCatalogue};
use crate::operations::setup::SetupError;
use crate::operations::workbook::{WorkbookLanguage, WorkbookReadError};

/// Returns the catalogue that is being worked on.
pub(super) async fn working(signed_in: &SignedIn) -> Result<WorkingCatalogue, DeskError> {
    let read = signed_in.app.operate(catalogue_draft::working).await?;
    read.map_err(|error| refused(&error))
}

/// Returns the language of differences and faults.
pub(super) fn workbook_language(signed_in: &SignedIn) -> WorkbookLanguage {
    workbook_words(signed_in.language)
}

/// Returns the language of workbooks for a reader.
pub(super) fn workbook_words(language: &Language) -> WorkbookLanguage {
    match language.code {
        "vi" => WorkbookLanguage::Vietnamese,
        _ => WorkbookLanguage::English,
    }
}

pub(super) fn done(report: &PublishReport) -> Response {
    let code = if report.comparison.changes.is_empty() {
        "exhibition-same"
    } else {
        "exhibition"
    };
    SignedIn::back(EXHIBITION, code)
}

pub(super) fn refused(error: &SetupError) -> DeskError {
    match error {
        SetupError::Database(error) => {
            tracing::error!("the exhibition's versions: {error}");
            DeskError::Failed
        }
        error => DeskError::Refused(error.to_string()),
    }
}

/// Returns why a workbook is not taken in, each reason in a line.
pub(super) fn words(error: &WorkbookReadError, language: WorkbookLanguage) -> Vec<String> {
    match error {
        WorkbookReadError::File(error) => vec![error.words(language)],
        WorkbookReadError::Cells(errors) => errors.words(language),
        WorkbookReadError::Setup(SetupError::Catalogue(problems)) => {
            problems.iter().map(|it| language.problem(it)).collect()
        }
        error => vec![error.to_string()],
    }
}
