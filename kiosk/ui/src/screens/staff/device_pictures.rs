//! Pictures that can't be fetched or shown. Tickets are checked all the same, and screens draw their ornaments: nobody
//! would notice, least of all the person who could mend it.

use texts::Key;

use super::device_line::DeviceLine;
use crate::screens::{Glance, Icon};

/// What is wrong with the pictures; nothing when all is well.
pub(super) fn lines(glance: &Glance<'_>) -> Vec<DeviceLine> {
    let texts = glance.texts;
    let fetched = glance.view.status.pictures.as_ref().map(|why| {
        let what = texts.say(Key::StaffDevicePicturesMissing);
        let next = texts.say(Key::StaffDevicePicturesMissingNext);
        DeviceLine::bad(Icon::Warning, what, next).with_english(glance, why)
    });
    let unshown = glance.pictures.trouble();
    let shown = (!unshown.is_empty()).then(|| {
        let count = [("count", unshown.len().into())];
        let what = texts.say_with(Key::StaffDevicePicturesBad, count);
        let next = texts.say(Key::StaffDevicePicturesBadNext);
        let files: Vec<&str> = unshown.keys().map(String::as_str).collect();
        DeviceLine::bad(Icon::Warning, what, next).with(files.join(", "))
    });
    fetched.into_iter().chain(shown).collect()
}
