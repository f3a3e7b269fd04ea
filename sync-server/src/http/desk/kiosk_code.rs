//! The code that makes a device a kiosk: shown until a device used it, or its time is over.

use axum::extract::Path;
use axum::http::header::REFRESH;
use axum::response::{IntoResponse, Response};
use maud::html;
use shared::ids::KioskId;

use super::error::DeskError;
use super::frame::KIOSKS;
use super::kiosk_words::{clock, kiosk_path};
use super::signed_in::SignedIn;
use crate::ports::{Database, DeskPermission};
use crate::render::qr_symbol;

/// How often the page looks whether the device came, in seconds.
const LOOK_S: &str = "3";

/// `GET /admin/kiosks/{id}/code`.
pub(super) async fn page(
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ManageDevices)?;
    let kiosk: KioskId = id.parse().map_err(|_| DeskError::NotFound)?;
    let invitations = signed_in.app.operate(|database: &dyn Database| {
        let view = database.read()?;
        view.invitations()
    });
    let mut invitations = invitations.await??.into_iter();
    let invitation = invitations.find(|it| it.kiosk == kiosk);
    if invitation.is_some_and(|it| it.request_sha256.is_some()) {
        return Ok(SignedIn::back(&kiosk_path(&kiosk), "kiosk-came"));
    }
    let code = signed_in.app.pending_codes.of(&kiosk, signed_in.app.now());
    let Some((code, expires)) = code else {
        return Err(DeskError::Refused(
            signed_in.say(text_id!("desk-code-over")),
        ));
    };
    let symbol = qr_symbol(&code.to_string()).map_err(|why| {
        tracing::error!("the symbol of kiosk {kiosk}'s code can't be drawn: {why}");
        DeskError::Failed
    })?;
    let say = |id: &str| signed_in.say(id);
    let until = clock(&signed_in, expires);
    let body = html! {
        p.lead { (say(text_id!("desk-code-lead"))) }
        div.qr.large { (symbol) }
        p.done role="status" { (signed_in.language.say_with(text_id!("desk-code-waiting"), [("until", until.into())])) }
        ol {
            @for step in [text_id!("desk-code-start"), text_id!("desk-code-hold"), text_id!("desk-code-type")] {
                li { (say(step)) }
            }
        }
        p.typed translate="no" { (format!("{code:#}")) }
        p { a.button.quiet href=(KIOSKS) { (say(text_id!("desk-code-back"))) } }
    };
    let name = [("kiosk", kiosk.as_str().into())];
    let title = signed_in
        .language
        .say_with(text_id!("desk-code-title"), name);
    let page = signed_in.page(&title, &body);
    Ok(([(REFRESH, LOOK_S)], page).into_response())
}
