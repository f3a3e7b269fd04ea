//! The draft of the exhibition: what it changes, and how it comes into force or goes.

use axum::Form;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::entries::working;
use super::error::DeskError;
use super::exhibition::{done, refused, words};
use super::exhibition_page::{self as pages, PreviewForm, workbook_language};
use super::signed_in::SignedIn;
use crate::operations::catalogue::Comparison;
use crate::operations::catalogue_draft::{self, DraftPublishError, DraftStamp};
use crate::operations::setup::SetupError;
use crate::operations::workbook::{self, CatalogueDraft, OthersChanges, WorkbookReadError};
use crate::ports::{Database, DeskPermission};

/// Where the page is.
pub(super) const PAGE: &str = "/admin/exhibition/draft";

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PublishForm {
    /// `publish` or `discard`.
    act: String,
    /// The number of the draft that was looked at.
    revision: u64,
    /// The version in force then.
    seen: u64,
    others: String,
    confirm: Option<String>,
}

/// `GET /admin/exhibition/draft`.
pub(super) async fn page(signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ChangeExhibition)?;
    show(&signed_in, None).await
}

async fn show(
    signed_in: &SignedIn,
    unconfirmed: Option<(&str, &Comparison)>,
) -> Result<Response, DeskError> {
    let say = |id: &str| signed_in.say(id);
    let working = working(signed_in).await?;
    let Some(stamp) = working.draft else {
        let body = html! {
            p.lead role="status" { (say("desk-draft-none")) }
            p { a.button href=(pages::PAGE) { (say("desk-exhibition-back")) } }
        };
        return Ok(signed_in.page(&say("desk-draft"), &body));
    };
    let language = workbook_language(signed_in);
    let remarks = working.catalogue.remarks().into_iter();
    let remarks: Vec<String> = remarks.map(|it| language.problem(&it)).collect();
    let draft = CatalogueDraft {
        made_from: working.made_from,
        catalogue: working.catalogue,
    };
    let read = move |database: &dyn Database| workbook::preview(database, &draft, language);
    let preview = signed_in.app.operate(read).await?;
    let preview = preview.map_err(|error| refused(&error))?;
    let form = PreviewForm {
        what: "draft",
        action: PAGE,
        hidden: vec![
            ("act", "publish".to_owned()),
            ("revision", stamp.revision.to_string()),
        ],
    };
    let after = html! {
        @if !remarks.is_empty() {
            details.card {
                summary { (signed_in.language.say_with("desk-draft-remarks", [("count", remarks.len().into())])) }
                ul { @for remark in &remarks { li { (remark) } } }
            }
        }
        details.card {
            summary { (say("desk-draft-discard")) }
            form method="post" action=(signed_in.action(PAGE)) {
                input type="hidden" name="act" value="discard";
                input type="hidden" name="revision" value=(stamp.revision);
                p.note { (say("desk-draft-discard-note")) }
                button.quiet type="submit" { (say("desk-draft-discard")) }
            }
        }
    };
    let before = html! { p.note { (last_change(signed_in, &stamp)) } };
    let body =
        html! { (before) (pages::preview_body(signed_in, &form, &preview, unconfirmed)) (after) };
    Ok(signed_in.page(&say("desk-draft"), &body))
}

/// `POST /admin/exhibition/draft`: puts it into force, or throws it away.
pub(super) async fn act(
    signed_in: SignedIn,
    Form(form): Form<PublishForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ChangeExhibition)?;
    let (revision, now) = (form.revision, signed_in.app.now());
    if form.act == "discard" {
        let discard = move |database: &dyn Database| catalogue_draft::discard(database, revision);
        let gone = signed_in.operate(discard).await?;
        let is_gone = gone.map_err(|error| refused(&error))?;
        let code = if is_gone {
            "draft-discarded"
        } else {
            "draft-moved"
        };
        return Ok(SignedIn::back(pages::PAGE, code));
    }
    let others = match form.others.as_str() {
        "keep" => Some((OthersChanges::Keep, form.seen)),
        "drop" => Some((OthersChanges::Drop, form.seen)),
        _ => None,
    };
    let confirmed = form.confirm.is_some();
    let publish = move |database: &dyn Database| {
        catalogue_draft::publish(database, revision, others, confirmed, now)
    };
    match signed_in.operate(publish).await? {
        Ok(report) => Ok(done(&report)),
        Err(DraftPublishError::Changed) => Ok(SignedIn::back(PAGE, "draft-moved")),
        Err(DraftPublishError::Publish(WorkbookReadError::ChoiceNeeded(_))) => {
            show(&signed_in, None).await
        }
        Err(DraftPublishError::Publish(WorkbookReadError::Setup(SetupError::Unconfirmed(it)))) => {
            show(&signed_in, Some((&form.others, &it))).await
        }
        Err(DraftPublishError::Publish(error)) => {
            let language = workbook_language(&signed_in);
            let text = words(&error, language).join(" ");
            Ok(DeskError::Refused(text).into_response())
        }
    }
}

/// Returns the line that leads to the draft, where there is one.
pub(super) fn banner(signed_in: &SignedIn, draft: Option<&DraftStamp>) -> Markup {
    html! {
        @if let Some(stamp) = draft {
            p.draft {
                span { (last_change(signed_in, stamp)) }
                a.button href=(PAGE) { (signed_in.say("desk-draft-to")) }
            }
        }
    }
}

fn last_change(signed_in: &SignedIn, stamp: &DraftStamp) -> String {
    let zone = signed_in.app.store.published().catalogue.calendar().zone;
    let local = zone.local_datetime(stamp.changed);
    let values = [
        ("who", stamp.author.as_str().into()),
        ("when", local.strftime("%H:%M %d/%m").to_string().into()),
    ];
    signed_in.language.say_with("desk-draft-since", values)
}
