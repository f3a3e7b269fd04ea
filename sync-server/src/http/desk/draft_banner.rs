//! The line that leads to the draft.

use maud::{Markup, html};

use super::signed_in::SignedIn;
use crate::operations::catalogue_draft::DraftStamp;

/// Where the draft is.
pub(super) const DRAFT: &str = "/admin/exhibition/draft";

/// Returns the line that leads to the draft, where there is one.
pub(super) fn banner(signed_in: &SignedIn, draft: Option<&DraftStamp>) -> Markup {
    html! {
        @if let Some(stamp) = draft {
            p.draft {
                span { (last_change(signed_in, stamp)) }
                a.button href=(DRAFT) { (signed_in.say(text_id!("desk-draft-to"))) }
            }
        }
    }
}

/// Returns who changed the draft last, and when.
pub(super) fn last_change(signed_in: &SignedIn, stamp: &DraftStamp) -> String {
    let zone = signed_in.app.store.published().catalogue.calendar().zone;
    let local = zone.local_datetime(stamp.changed);
    let values = [
        ("who", stamp.author.as_str().into()),
        ("when", local.strftime("%H:%M %d/%m").to_string().into()),
    ];
    signed_in
        .language
        .say_with(text_id!("desk-draft-since"), values)
}
