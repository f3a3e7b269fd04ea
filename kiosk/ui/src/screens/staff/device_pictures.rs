//! Pictures that can't be fetched or shown. Tickets are checked all the same, and screens draw their ornaments: nobody
//! would notice, least of all the person who could mend it.

use texts::Key;

use super::device_line::DeviceLine;
use crate::screens::{DrawContext, Icon};

/// What is wrong with the pictures; nothing when all is well.
pub(super) fn lines(context: &DrawContext<'_>) -> Vec<DeviceLine> {
    let texts = context.texts;
    let fetched = context.view.status.pictures.as_ref().map(|why| {
        let what = texts.say(Key::StaffDevicePicturesMissing);
        let next = texts.say(Key::StaffDevicePicturesMissingNext);
        DeviceLine::bad(Icon::Warning, what, next).with_english(context, why)
    });
    let unshown = context.pictures.trouble();
    let shown = (!unshown.is_empty()).then(|| {
        let count = [("count", unshown.len().into())];
        let what = texts.say_with(Key::StaffDevicePicturesBad, count);
        let next = texts.say(Key::StaffDevicePicturesBadNext);
        let files: Vec<&str> = unshown.keys().map(String::as_str).collect();
        DeviceLine::bad(Icon::Warning, what, next).with(files.join(", "))
    });
    fetched.into_iter().chain(shown).collect()
}
