//! The recovery sheet, to print.

use axum::response::{Html, IntoResponse, Response};
use tracing::error;

use super::error::DeskError;
use super::signed_in::SignedIn;
use crate::operations::recovery;
use crate::ports::{ChangeNote, Database, DeskPermission, PortError};

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
            let change = database.write()?;
            change.note_change(ChangeNote::of("recovery_sheet_shown", ""))?;
            change.commit()?;
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
