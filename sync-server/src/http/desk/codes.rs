//! One-time codes at sign-in, for those who want them.

use axum::Form;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::error::DeskError;
use super::signed_in::SignedIn;
use crate::one_time_code::{KEY_LEN, address, base32};
use crate::operations::accounts::{self, AccountError};
use crate::render::qr_symbol;

const PAGE: &str = "/admin/codes";

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct CodeForm {
    /// The key that was shown, in hexadecimal; empty to need no codes any more.
    key: String,
    code: String,
}

/// `GET /admin/codes`.
pub(super) async fn page(signed_in: SignedIn) -> Result<Response, DeskError> {
    show(&signed_in, &accounts::new_totp_key()?, None)
}

/// `POST /admin/codes`.
pub(super) async fn change(
    signed_in: SignedIn,
    Form(form): Form<CodeForm>,
) -> Result<Response, DeskError> {
    let key = hex::decode(&form.key).map_err(|_| DeskError::Forged)?;
    if ![0, KEY_LEN].contains(&key.len()) {
        return Err(DeskError::Forged);
    }
    let (session, now) = (signed_in.session.clone(), signed_in.app.now());
    let tried = key.clone();
    let changed = signed_in
        .operate(move |database| {
            let key = (!tried.is_empty()).then_some(&*tried);
            accounts::set_totp(database, &session, key, &form.code, now)
        })
        .await?;
    match changed {
        Err(AccountError::Wrong) => show(&signed_in, &key, Some(text_id!("desk-code-wrong"))),
        changed => {
            changed?;
            Ok(SignedIn::back("/admin/password", "codes"))
        }
    }
}

fn show(signed_in: &SignedIn, key: &[u8], problem: Option<&str>) -> Result<Response, DeskError> {
    let say = |id: &str| signed_in.say(id);
    let is_on = signed_in.account.totp_key.is_some();
    let symbol = if is_on {
        Markup::default()
    } else {
        symbol(signed_in, key)?
    };
    let body = html! {
        p.lead { (say(if is_on { text_id!("desk-codes-on") } else { text_id!("desk-codes-off") })) }
        (symbol)
        form.card method="post" action=(signed_in.action(PAGE)) {
            @if let Some(problem) = problem {
                p.problem role="alert" { (say(problem)) }
            }
            @if !is_on {
                input type="hidden" name="key" value=(hex::encode(key));
            }
            label { (say(text_id!("desk-code")))
                input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="7" required;
            }
            button type="submit" { (say(if is_on { text_id!("desk-codes-stop") } else { text_id!("desk-codes-start") })) }
        }
    };
    Ok(signed_in.page(&say(text_id!("desk-codes")), &body))
}

fn symbol(signed_in: &SignedIn, key: &[u8]) -> Result<Markup, DeskError> {
    let address = address(key, signed_in.account.name.as_str());
    let symbol = qr_symbol(&address).map_err(|why| {
        tracing::error!("the symbol of one-time codes can't be drawn: {why}");
        DeskError::Failed
    })?;
    Ok(html! {
        div.qr { (symbol) }
        p.note { (signed_in.say(text_id!("desk-codes-typed"))) " " code translate="no" { (base32(key)) } }
    })
}
