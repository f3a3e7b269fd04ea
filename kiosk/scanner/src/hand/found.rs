//! Which devices type, as the kernel lists them. Reading the list needs no permission, unlike opening a device.

use std::fs;
use std::path::{Path, PathBuf};

/// Where the kernel lists input devices.
pub(super) const LIST: &str = "/sys/class/input";

/// Where they can be opened.
pub(super) const DEVICES: &str = "/dev/input";

/// Words that makers put into the names of scanners and not into those of keyboards.
const SCANNER_WORDS: [&str; 6] = [
    "barcode",
    "bar code",
    "scanner",
    "honeywell",
    "datalogic",
    "symbol technologies",
];

/// A device that can type digits and Enter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypingDevice {
    /// Where it can be opened, such as `/dev/input/event3`.
    pub path: PathBuf,
    /// What its maker calls it.
    pub name: String,
}

impl TypingDevice {
    /// Whether its name says that it is a scanner.
    #[must_use]
    pub fn is_called_scanner(&self) -> bool {
        let name = self.name.to_lowercase();
        SCANNER_WORDS.iter().any(|word| name.contains(word))
    }
}

/// All devices that type, in the order of their paths.
#[must_use]
pub fn typing_devices() -> Vec<TypingDevice> {
    listed(Path::new(LIST), Path::new(DEVICES))
}

pub(super) fn listed(list: &Path, devices: &Path) -> Vec<TypingDevice> {
    let mut found: Vec<TypingDevice> = fs::read_dir(list)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("event"))
        .filter_map(|entry| {
            let about = entry.path().join("device");
            let keys = fs::read_to_string(about.join("capabilities/key")).ok()?;
            let name = fs::read_to_string(about.join("name")).ok()?;
            types_digits(&keys).then(|| TypingDevice {
                path: devices.join(entry.file_name()),
                name: name.trim().to_owned(),
            })
        })
        .collect();
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Whether these keys, as the kernel writes them, hold the digits and Enter. It writes words of bits in hexadecimal,
/// the lowest keys last.
fn types_digits(keys: &str) -> bool {
    const DIGITS: u64 = 0b1111_1111_1100;
    const ENTER: u64 = 1 << 28;
    keys.split_whitespace()
        .next_back()
        .and_then(|word| u64::from_str_radix(word, 16).ok())
        .is_some_and(|word| word & (DIGITS | ENTER) == DIGITS | ENTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keyboards_type_and_mice_and_buttons_do_not() {
        assert!(types_digits(
            "402000007 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe\n"
        ));
        for keys in ["1f0000 0 0 0 0\n", "10000000000000 0\n", "0", "", "rubbish"] {
            assert!(!types_digits(keys), "{keys}");
        }
    }

    #[test]
    fn a_scanner_is_known_by_its_name_and_a_keyboard_is_not_one() {
        let called = |name: &str| {
            TypingDevice {
                path: PathBuf::new(),
                name: name.to_owned(),
            }
            .is_called_scanner()
        };
        assert!(called("Honeywell Scanning and Mobility Voyager 1450g"));
        assert!(called("USB Virtual BARCODE SCANNER HID KBW"));
        for name in [
            "AT Translated Set 2 keyboard",
            "Logitech USB Keyboard",
            "Power Button",
        ] {
            assert!(!called(name), "{name}");
        }
    }

    #[test]
    fn the_kernels_list_is_read_without_opening_a_device() {
        let list = tempfile::tempdir().unwrap();
        for (event, name, keys) in [
            (
                "event1",
                "USB Scanner\n",
                "ffffffffffffffff fffffffffffffffe",
            ),
            ("event0", "Power Button\n", "10000000000000 0"),
            ("mouse0", "Mouse\n", "fffffffffffffffe"),
        ] {
            let about = list.path().join(event).join("device/capabilities");
            fs::create_dir_all(&about).unwrap();
            fs::write(about.join("key"), keys).unwrap();
            fs::write(about.join("../name"), name).unwrap();
        }
        let found = listed(list.path(), Path::new("/dev/input"));
        assert_eq!(
            found,
            [TypingDevice {
                path: "/dev/input/event1".into(),
                name: "USB Scanner".to_owned()
            }]
        );
        assert!(listed(Path::new("/not/there"), Path::new("/dev/input")).is_empty());
    }
}
