//! Pictures that have not come or can't be shown. Tickets are checked all the same, and screens draw their ornaments:
//! nobody would notice, least of all whoever could mend it.

use super::device_facts::Line;
use crate::i18n::Key;
use crate::screens::{Glance, Icon};
use crate::view::Lacking;

/// What is to be said of the pictures; nothing when all are here and well.
pub(super) fn lines(glance: &Glance<'_>) -> Vec<Line> {
    let (texts, pictures) = (glance.texts, &glance.view.status.pictures);
    let said = |key, lacking: &Lacking| texts.say_with(key, [("count", lacking.count.into())]);
    let first = |lacking: &Lacking| lacking.first.clone().unwrap_or_default();
    let missing = (pictures.missing.count > 0).then(|| Line {
        next: Some(texts.say(Key::StaffDevicePicturesMissingNext)),
        ..Line::good(
            Icon::Clock,
            said(Key::StaffDevicePicturesMissing, &pictures.missing),
        )
        .with(first(&pictures.missing))
    });
    let broken = (pictures.broken.count > 0).then(|| {
        let what = said(Key::StaffDevicePicturesBad, &pictures.broken);
        let next = texts.say(Key::StaffDevicePicturesBadNext);
        Line::bad(Icon::Warning, what, next).with(first(&pictures.broken))
    });
    broken.into_iter().chain(missing).collect()
}
