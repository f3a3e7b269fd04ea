//! With real pseudo-terminals: the kiosk opens one end, the test is the scanner at the other.

use std::path::Path;

use super::*;
use scanner_rig::SerialScanner;

fn source(path: &Path) -> SerialSource {
    SerialSource::new(SerialSettings {
        port: path.to_owned(),
        ..SerialSettings::default()
    })
}

/// The next code; the scanner has sent it, so it comes.
fn next(source: &mut SerialSource) -> String {
    let scanned = source.next(Duration::from_secs(20)).unwrap();
    let scanned = scanned.expect("the code was sent");
    assert_eq!(scanned.origin, super::super::Origin::Serial);
    scanned.texts.concat()
}

#[test]
fn long_codes_arrive_in_pieces_and_come_out_whole_whatever_ends_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scanner");
    let mut scanner = SerialScanner::plug_in(&path);
    let mut source = source(&path);
    assert_eq!(source.next(Duration::ZERO).unwrap(), None);
    let ticket = "0123456789".repeat(19) + "01234";
    for end in ["\r", "\n", "\r\n"] {
        let sent = format!("]Q1{ticket}{end}");
        let (first, second) = sent.split_at(77);
        scanner.send(first.as_bytes());
        assert_eq!(source.next(Duration::ZERO).unwrap(), None, "half a code");
        scanner.send(second.as_bytes());
        assert_eq!(next(&mut source), ticket);
    }
    scanner.send(b"111\r111\r");
    assert_eq!(
        (next(&mut source), next(&mut source)),
        ("111".to_owned(), "111".to_owned())
    );
}

#[test]
fn a_scanner_that_is_pulled_out_and_plugged_in_again_works_without_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scanner");
    let mut source = source(&path);
    let missing = source.next(Duration::ZERO).unwrap_err();
    assert!(missing.to_string().contains("not plugged in"), "{missing}");
    assert!(!missing.is_absence(), "it was asked for by its path");
    let mut scanner = SerialScanner::plug_in(&path);
    assert!(source.next(Duration::ZERO).is_ok());
    scanner.send(b"2\r");
    assert_eq!(next(&mut source), "2");
    drop(scanner);
    assert!(source.next(Duration::from_secs(20)).is_err());
    let mut scanner = SerialScanner::plug_in(&path);
    assert_eq!(source.next(Duration::ZERO).unwrap(), None);
    scanner.send(b"3\n");
    assert_eq!(next(&mut source), "3");
}

#[test]
fn rubbish_and_endless_lines_are_remarked_on_and_hold_nothing_up() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scanner");
    let mut scanner = SerialScanner::plug_in(&path);
    let mut source = source(&path);
    assert_eq!(source.next(Duration::ZERO).unwrap(), None);
    for _ in 0..10 {
        scanner.send(&[b'x'; 1000]);
        assert_eq!(source.next(Duration::ZERO).unwrap(), None);
    }
    scanner.send(b"\r\xff\xfe\x02456\x03\r");
    assert_eq!(next(&mut source), "456");
    let remark = source.remark().unwrap().to_string();
    assert!(remark.contains("CR"), "{remark}");
    assert!(source.remark().is_none());
}

#[test]
fn a_file_that_is_no_port_says_what_to_check() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let error = source(file.path()).next(Duration::ZERO).unwrap_err();
    assert!(error.to_string().contains("is a serial port"), "{error}");
}
