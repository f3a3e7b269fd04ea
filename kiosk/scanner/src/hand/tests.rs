//! With a virtual device where the kernel offers one. Where it does not, the test says so; the way from keys to text is
//! tried in `keys` on any machine, and the way through the window in `station::keys`.

use std::io::Write;

use evdev::uinput::VirtualDevice;
use evdev::{AttributeSet, InputEvent, KeyCode};

use super::keys::tests::{enter, typed};
use super::*;

/// A scanner plugged in for as long as it lives; `None`, with a word of it, where the kernel offers no virtual devices.
fn plug_in(name: &str) -> Option<VirtualDevice> {
    let keys: AttributeSet<KeyCode> = (1..120).map(KeyCode).collect();
    let made = VirtualDevice::builder()
        .and_then(|builder| builder.name(name).with_keys(&keys))
        .and_then(evdev::uinput::VirtualDeviceBuilder::build);
    match made {
        Ok(mut device) => {
            // Its file appears a moment after the device.
            for node in device.enumerate_dev_nodes_blocking().unwrap() {
                node.unwrap();
            }
            Some(device)
        }
        Err(error) => {
            // Straight to the stream: what tests print with a macro is kept back when they pass.
            let _ = writeln!(
                std::io::stderr(),
                "did not run: no virtual hand scanner on this machine (/dev/uinput: {error})"
            );
            None
        }
    }
}

fn scan(device: &mut VirtualDevice, code: &str) {
    let events: Vec<InputEvent> = [typed(code), enter()].concat();
    // The kernel holds no more than a few hundred events that were not read.
    for some in events.chunks(16) {
        device.emit(some).unwrap();
    }
}

#[test]
fn a_hand_scanner_is_taken_read_pulled_out_and_taken_again_and_a_keyboard_is_left_alone() {
    let (Some(mut device), Some(_keyboard)) = (
        plug_in("Hall Barcode Scanner"),
        plug_in("Plain Typing Thing"),
    ) else {
        return;
    };
    let mut source = HandSource::automatic(Envelope::default());
    assert_eq!(source.next(Duration::ZERO).unwrap(), None);
    // The keyboard was left to the person at it, and can be taken by naming it.
    let mut named = HandSource::named("plain typing", Envelope::default());
    assert_eq!(named.next(Duration::ZERO).unwrap(), None);
    for code in ["]Q10123456789", "0123456789"] {
        scan(&mut device, code);
        let scanned = source.next(Duration::from_secs(20)).unwrap().unwrap();
        assert_eq!(scanned.texts, ["0123456789"]);
        assert_eq!(scanned.origin, super::super::Origin::HandScanner);
    }
    let busy = HandSource::named("hall barcode", Envelope::default())
        .next(Duration::ZERO)
        .unwrap_err();
    assert!(busy.to_string().contains("taken"), "{busy}");
    drop(device);
    assert!(source.next(Duration::from_secs(20)).is_err());
    let Some(mut device) = plug_in("Hall Barcode Scanner") else {
        return;
    };
    assert_eq!(source.next(Duration::ZERO).unwrap(), None);
    scan(&mut device, "again");
    let scanned = source.next(Duration::from_secs(20)).unwrap().unwrap();
    assert_eq!(scanned.texts, ["again"]);
}

#[test]
fn a_scanner_that_was_asked_for_and_is_not_there_is_no_mere_absence() {
    for device in ["No Such Scanner 3000", "/dev/input/by-id/not-there"] {
        let error = HandSource::named(device, Envelope::default())
            .next(Duration::ZERO)
            .unwrap_err();
        assert!(error.to_string().contains(device) && !error.is_absence());
    }
}
