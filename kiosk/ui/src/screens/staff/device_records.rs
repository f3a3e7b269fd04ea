//! Records that are damaged or lost, and submissions that can't be kept. The door works all the same.

use texts::Key;

use super::device_line::DeviceLine;
use crate::screens::{Glance, Icon};

/// What is wrong with what the kiosk keeps; nothing when all is well.
pub(super) fn lines(glance: &Glance<'_>) -> Vec<DeviceLine> {
    let status = &glance.view.status;
    let line = |why: &Option<String>, what, next| {
        let (what, next) = (glance.texts.say(what), glance.texts.say(next));
        let why = why.clone()?;
        Some(DeviceLine::bad(Icon::Warning, what, next).with_english(glance, &why))
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
