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
            let usual = device.write_control_raw(Cid::EXPOSURE_AUTO, APERTURE_PRIORITY);
            let _ = usual.or_else(|_| device.write_control_raw(Cid::EXPOSURE_AUTO, AUTO));
        }
        Some(Exposure::Manual(tenths)) => {
            let _ = device.write_control_raw(Cid::EXPOSURE_AUTO, MANUAL);
            set(device, Cid::EXPOSURE_ABSOLUTE, |_| i64::from(tenths));
        }
        None => {}
    }
    if let Some(steps) = settings.exposure_compensation {
        set(device, Cid::AUTO_EXPOSURE_BIAS, |usual| {
            usual + i64::from(steps)
        });
    }
}

/// Sets a control, if the camera has it, to the nearest it takes of what `wanted` makes of its usual value.
fn set(device: &mut Device, id: Cid, wanted: impl FnOnce(i64) -> i64) {
    if let Some(control) = control(device, id) {
        let least = i64::from(control.minimum());
        let most = i64::from(control.maximum()).max(least);
        let value = wanted(i64::from(control.default_value())).clamp(least, most);
        let _ = device.write_control_raw(id, value as i32);
    }
}

fn control(device: &Device, id: Cid) -> Option<ControlDesc> {
    device
        .controls()
        .take(MOST_CONTROLS)
        .flatten()
        .find(|control| control.id() == id)
}
