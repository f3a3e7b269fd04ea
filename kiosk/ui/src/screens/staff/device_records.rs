//! Records that are damaged or lost, and submissions that can't be kept. The door works all the same.

use texts::Key;

use super::device_line::DeviceLine;
use crate::screens::{DrawContext, Icon};

/// What is wrong with what the kiosk keeps; nothing when all is well.
pub(super) fn lines(context: &DrawContext<'_>) -> Vec<DeviceLine> {
    let status = &context.view.status;
    let line = |why: &Option<String>, what, next| {
        let (what, next) = (context.texts.say(what), context.texts.say(next));
        let why = why.clone()?;
        Some(DeviceLine::bad(Icon::Warning, what, next).with_english(context, &why))
    };
    let records = line(
        &status.records_lost,
        Key::StaffDeviceRecordsLost,
        Key::StaffDeviceRecordsLostNext,
    );
    let submissions = line(
        &status.submissions_broken,
        Key::StaffDeviceSubmissionsBroken,
        Key::StaffDeviceSubmissionsBrokenNext,
    );
    records.into_iter().chain(submissions).collect()
}
