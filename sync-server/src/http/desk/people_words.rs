//! What pages say of people, and where all that is kept of one of them is shown.

use maud::{Markup, html};
use shared::ids::TicketNumber;
use shared::submission::{SubmissionId, Wish};
use shared::time::UnixMs;

use super::kiosk_words::local;
use super::signed_in::SignedIn;
use crate::ports::StoredSubmission;

/// Where all that is kept of a person is shown.
pub(super) const PERSON: &str = "/admin/people/person";

/// Returns where all that is kept of somebody is shown who left this.
pub(super) fn submission_path(id: SubmissionId) -> String {
    format!("{PERSON}?submission={id}")
}

/// Returns where all that is kept of the holder of a ticket is shown.
pub(super) fn ticket_path(number: TicketNumber) -> String {
    format!("{PERSON}?ticket={number}")
}

/// Returns what somebody wants, in words.
pub(super) fn wish(signed_in: &SignedIn, wish: &Wish) -> Markup {
    match wish {
        Wish::Join {
            role,
            organisation,
            place,
        } => {
            let more = [organisation.as_deref(), place.as_deref()];
            let more: Vec<&str> = more.into_iter().flatten().collect();
            html! {
                (signed_in.say(&format!("desk-people-role-{}", role.code())))
                @if !more.is_empty() { p.note { (more.join(" · ")) } }
            }
        }
        Wish::Contact { booth, note } => {
            let number = [("booth", booth.to_string().into())];
            html! {
                (signed_in.language.say_with(text_id!("desk-people-contact"), number))
                @if let Some(note) = note { p.note.quote { (note) } }
            }
        }
    }
}

/// Returns how somebody agreed: in which language, to which words, and whether the time is certain.
pub(super) fn consent(signed_in: &SignedIn, stored: &StoredSubmission) -> Markup {
    let Some(consent) = &stored.submission.consent else {
        return html! { (signed_in.say(text_id!("desk-people-consent-old"))) };
    };
    let words = hex::encode(&consent.words[..4]);
    let language = stored.submission.language.clone();
    let slots = [("language", language.into()), ("words", words.into())];
    html! {
        (signed_in.language.say_with(text_id!("desk-people-consent-given"), slots))
        @if !consent.time_known { p.note { (signed_in.say(text_id!("desk-people-consent-unsure"))) } }
    }
}

/// Returns a time as the pages about people have it.
pub(super) fn when(signed_in: &SignedIn, at: UnixMs) -> String {
    local(signed_in, at, "%d/%m/%Y %H:%M")
}
