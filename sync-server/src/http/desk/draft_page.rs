//! The draft of the exhibition: what it changes, and how it comes into force or goes.

use axum::Form;
use axum::response::{IntoResponse, Response};
use maud::html;
use serde::Deserialize;

use super::draft_banner::{DRAFT, last_change};
use super::entry_paths::EXHIBITION;
use super::error::DeskError;
use super::exhibition_page::{self as pages, PreviewForm};
use super::signed_in::SignedIn;
use super::working::{done, refused, words, workbook_language, working};
use crate::operations::catalogue::Comparison;
use crate::operations::catalogue_draft::{self, DraftPublishError};
use crate::operations::setup::SetupError;
use crate::operations::workbook::{self, CatalogueDraft, OthersChanges, WorkbookReadError};
use crate::ports::{Database, DeskPermission};

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
            p.lead role="status" { (say(text_id!("desk-draft-none"))) }
            p { a.button href=(EXHIBITION) { (say(text_id!("desk-exhibition-back"))) } }
        };
        return Ok(signed_in.page(&say(text_id!("desk-draft")), &body));
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
        action: DRAFT,
        hidden: vec![
            ("act", "publish".to_owned()),
            ("revision", stamp.revision.to_string()),
        ],
        beside: None,
    };
    let after = html! {
        @if !remarks.is_empty() {
            details.card {
                summary { (signed_in.language.say_with(text_id!("desk-draft-remarks"), [("count", remarks.len().into())])) }
                ul { @for remark in &remarks { li { (remark) } } }
            }
        }
        details.card {
            summary { (say(text_id!("desk-draft-discard"))) }
            form method="post" action=(signed_in.action(DRAFT)) {
                input type="hidden" name="act" value="discard";
                input type="hidden" name="revision" value=(stamp.revision);
                p.note { (say(text_id!("desk-draft-discard-note"))) }
                button.quiet type="submit" { (say(text_id!("desk-draft-discard"))) }
            }
        }
    };
    let before = html! { p.note { (last_change(signed_in, &stamp)) } };
    let body =
        html! { (before) (pages::preview_body(signed_in, &form, &preview, unconfirmed)) (after) };
    Ok(signed_in.page(&say(text_id!("desk-draft")), &body))
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
        return Ok(SignedIn::back(EXHIBITION, code));
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
        Err(DraftPublishError::Changed) => Ok(SignedIn::back(DRAFT, "draft-moved")),
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
