//! What a kiosk is asked to do from afar: its name for people, its place, a message, a closure, a rehearsal.

use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use shared::catalogue::Localized;
use shared::ids::KioskId;
use shared::protocol::v1::KioskRole;

use super::error::DeskError;
use super::kiosk_place::PlaceFields;
use super::kiosk_words::{self as words, kiosk_path};
use super::signed_in::SignedIn;
use crate::operations::instructions::{
    DeviceOrder, InstructionError, LABEL_CHARS, MESSAGE_CHARS, instruct,
};
use crate::operations::kiosk_list::ListedKiosk;
use crate::operations::setup::SetupError;
use crate::ports::Database;

/// What is asked of a kiosk.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct KioskOrderForm {
    /// `rename`, `move`, `message`, `quiet`, `close`, `open`, `rehearse` or `earnest`; anything else is another act.
    pub(super) act: String,
    label: String,
    role: String,
    gate: String,
    way: String,
    booth: String,
    vi: String,
    en: String,
    /// The kiosk that visitors are sent to; empty for none.
    next: String,
}

/// Carries out what the form says; `None` where it asks nothing of the kiosk itself.
pub(super) async fn act(
    signed_in: &SignedIn,
    id: &KioskId,
    form: KioskOrderForm,
) -> Result<Option<Response>, DeskError> {
    let refused = |text: &str| DeskError::Refused(signed_in.say(text));
    let fields = PlaceFields {
        role: &form.role,
        gate: &form.gate,
        way: &form.way,
        booth: &form.booth,
    };
    let placing = match form.act.as_str() {
        "move" => Some(fields.placing().map_err(refused)?),
        "rename" | "message" | "quiet" | "close" | "open" | "rehearse" | "earnest" => None,
        _ => return Ok(None),
    };
    let next = match form.next.as_str() {
        "" => None,
        next => Some(next.parse().map_err(|_| DeskError::NotFound)?),
    };
    let (act, kiosk, now) = (form.act, id.clone(), signed_in.app.now());
    let done = format!("kiosk-{act}");
    let (label, vi, en) = (form.label, form.vi, form.en);
    let asked = signed_in.operate(move |database: &dyn Database| {
        let order = match (act.as_str(), &placing) {
            (_, Some(placing)) => DeviceOrder::Move(placing.place()),
            ("rename", _) => DeviceOrder::Rename(&label),
            ("message", _) => DeviceOrder::Message(Some(message(&vi, &en))),
            ("quiet", _) => DeviceOrder::Message(None),
            ("close", _) => DeviceOrder::Close(next),
            ("open", _) => DeviceOrder::Open,
            (act, _) => DeviceOrder::Rehearse(act == "rehearse"),
        };
        instruct(database, &kiosk, order, now)
    });
    asked.await?.map_err(|error| match error {
        InstructionError::Database(error)
        | InstructionError::Setup(SetupError::Database(error)) => error.into(),
        InstructionError::Setup(SetupError::NoBooth(_)) => refused(text_id!("desk-kiosk-no-booth")),
        InstructionError::Setup(_) => refused(text_id!("desk-kiosk-wrong-way")),
        InstructionError::LongLabel => refused(text_id!("desk-kiosk-label-bad")),
        InstructionError::BadMessage => refused(text_id!("desk-kiosk-message-bad")),
        InstructionError::NoKiosk(_) => DeskError::NotFound,
    })?;
    Ok(Some(SignedIn::back(&kiosk_path(id), &done)))
}

fn message(vi: &str, en: &str) -> Localized {
    let texts = [("vi", vi.trim()), ("en", en.trim())].into_iter();
    let written = texts.filter(|(_, text)| !text.is_empty());
    Localized(
        written
            .map(|(code, text)| (code.to_owned(), text.to_owned()))
            .collect(),
    )
}

/// Returns what was asked of a kiosk and whether it follows, a sentence each.
pub(super) fn asked(signed_in: &SignedIn, kiosk: &ListedKiosk) -> Markup {
    let asked = &kiosk.instructions;
    let report = kiosk.report.as_ref();
    let follows = report.is_some_and(|report| report.instructions >= asked.revision);
    let next = asked.closure.as_ref().and_then(|it| it.next.as_ref());
    html! {
        @if let Some(message) = &asked.message {
            p.problem { (signed_in.language.say_with(text_id!("desk-kiosk-shows"), [("message", message.get(signed_in.language.code).into())])) }
        }
        @if asked.closure.is_some() {
            p.problem {
                (signed_in.say(text_id!("desk-kiosk-closed")))
                @if let Some(next) = next {
                    " " (signed_in.language.say_with(text_id!("desk-kiosk-closed-next"), [("next", next.name.as_str().into())]))
                }
            }
        }
        @if report.is_some_and(|report| report.rehearsal) { p.problem { (signed_in.say(text_id!("desk-kiosk-is-rehearsing"))) } }
        @if asked.revision > 0 && !follows { p.note { (signed_in.say(text_id!("desk-kiosk-not-yet"))) } }
    }
}

/// Returns the forms by which something is asked; `others` are the kiosks that visitors may be sent to.
pub(super) fn forms(signed_in: &SignedIn, kiosk: &ListedKiosk, others: &[ListedKiosk]) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let catalogue = &signed_in.app.store.published().catalogue;
    let asked = &kiosk.instructions;
    let booth = match kiosk.state.role {
        KioskRole::Booth(booth) => booth.to_string(),
        KioskRole::Door | KioskRole::Hall => String::new(),
    };
    let role = if booth.is_empty() {
        kiosk.state.role.code()
    } else {
        "booth".to_owned()
    };
    let place = PlaceFields {
        role: &role,
        gate: kiosk.state.gate.as_str(),
        way: &kiosk.direction,
        booth: &booth,
    };
    let rehearses = match (&kiosk.report, &asked.rehearsal) {
        (Some(report), _) => report.rehearsal,
        (None, order) => order.is_some_and(|order| order.on),
    };
    let form = |act: &str, fields: Markup| {
        html! {
            details.card {
                summary { (say(&format!("desk-kiosk-{act}"))) }
                form method="post" action=(signed_in.action(&kiosk_path(&kiosk.state.id))) {
                    input type="hidden" name="act" value=(act);
                    p.note { (say(&format!("desk-kiosk-{act}-note"))) }
                    (fields)
                    button type="submit" { (say(&format!("desk-kiosk-{act}-yes"))) }
                }
            }
        }
    };
    let text = |language: &str| {
        asked.message.as_ref().map_or("", |it| {
            if it.has(language) {
                it.get(language)
            } else {
                ""
            }
        })
    };
    let rename = html! {
        label { (say(text_id!("desk-kiosk-label")))
            input name="label" value=(asked.label.as_deref().unwrap_or_default()) maxlength=(LABEL_CHARS) autocomplete="off";
        }
    };
    let message = html! {
        @for language in ["vi", "en"] {
            label { (say(&format!("desk-kiosk-message-{language}")))
                input name=(language) value=(text(language)) maxlength=(MESSAGE_CHARS) lang=(language) autocomplete="off" required[language == "vi"];
            }
        }
    };
    let close = html! {
        label { (say(text_id!("desk-kiosk-next")))
            select name="next" {
                option value="" { (say(text_id!("desk-kiosk-next-none"))) }
                @for other in others.iter().filter(|it| it.state.id != kiosk.state.id && it.instructions.closure.is_none()) {
                    option value=(other.state.id) { (words::name(other)) " · " (words::place(signed_in, catalogue, other)) }
                }
            }
        }
    };
    html! {
        (form("rename", rename))
        (form("move", place.show(signed_in)))
        (form("message", message))
        @if asked.message.is_some() { (form("quiet", html! {})) }
        @if asked.closure.is_some() { (form("open", html! {})) } @else { (form("close", close)) }
        (form(if rehearses { "earnest" } else { "rehearse" }, html! {}))
    }
}
