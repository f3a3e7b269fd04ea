//! The recovery sheet, to print.

use axum::response::{Html, IntoResponse, Response};
use tracing::error;

use super::error::DeskError;
use super::signed_in::SignedIn;
use crate::operations::recovery;
use crate::ports::{Database, DeskPermission, PortError};

/// Where the sheet is.
pub(super) const PAGE: &str = "/admin/recovery-sheet";

/// Returns whether the first page reminds of it.
pub(super) async fn is_to_be_printed(signed_in: &SignedIn) -> Result<bool, DeskError> {
    let look = |database: &dyn Database| recovery::is_to_be_printed(&*database.read()?);
    Ok(signed_in.may(DeskPermission::ManageAccounts) && signed_in.app.operate(look).await??)
}

/// `GET /admin/recovery-sheet`.
pub(super) async fn page(signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ManageAccounts)?;
    let name = signed_in
        .app
        .store
        .published()
        .catalogue
        .name
        .get("vi")
        .to_owned();
    let sheet = signed_in
        .operate(|database: &dyn Database| {
            recovery::note_opened(database)?;
            Ok::<_, PortError>(recovery::sheet(database))
        })
        .await??;
    let page = sheet.map_err(|why| failed(&why))?;
    let page = page.linked_page(&name).map_err(|why| failed(&why))?;
    Ok(Html(page).into_response())
}

fn failed(why: &dyn std::error::Error) -> DeskError {
    error!("the recovery sheet can't be drawn: {why}");
    DeskError::Failed
}
