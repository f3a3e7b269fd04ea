//! Exposure as a wish: a camera without the control, or that refuses, goes on as it likes.

use linuxvideo::Device;
use linuxvideo::controls::{Cid, ControlDesc};

use super::super::settings::{CameraSettings, Exposure};

/// The values of the menu `V4L2_CID_EXPOSURE_AUTO`.
const AUTO: i32 = 0;
const MANUAL: i32 = 1;
/// What most webcams call automatic: they have no aperture to set.
const APERTURE_PRIORITY: i32 = 3;

/// More controls than any camera has; a driver that goes on for ever must not hold us here.
const MOST_CONTROLS: usize = 300;

/// Tells the camera how to expose, as far as the settings say and the camera listens.
pub(super) fn hint(device: &mut Device, settings: &CameraSettings) {
    match settings.exposure {
        Some(Exposure::Auto) => {
            if device
                .write_control_raw(Cid::EXPOSURE_AUTO, APERTURE_PRIORITY)
                .is_err()
            {
                let _ = device.write_control_raw(Cid::EXPOSURE_AUTO, AUTO);
            }
        }
        Some(Exposure::Manual(tenths)) => {
            let _ = device.write_control_raw(Cid::EXPOSURE_AUTO, MANUAL);
            let value = match control(device, Cid::EXPOSURE_ABSOLUTE) {
                Some(control) => clamped(i64::from(tenths), control.minimum(), control.maximum()),
                None => return,
            };
            let _ = device.write_control_raw(Cid::EXPOSURE_ABSOLUTE, value);
        }
        None => {}
    }
    if let Some(steps) = settings.exposure_compensation
        && let Some(control) = control(device, Cid::AUTO_EXPOSURE_BIAS)
    {
        let wanted = i64::from(control.default_value()) + i64::from(steps);
        let value = clamped(wanted, control.minimum(), control.maximum());
        let _ = device.write_control_raw(Cid::AUTO_EXPOSURE_BIAS, value);
    }
}

fn control(device: &Device, id: Cid) -> Option<ControlDesc> {
    device
        .controls()
        .take(MOST_CONTROLS)
        .flatten()
        .find(|control| control.id() == id)
}

fn clamped(wanted: i64, least: i32, most: i32) -> i32 {
    let most = most.max(least);
    wanted.clamp(i64::from(least), i64::from(most)) as i32
}
