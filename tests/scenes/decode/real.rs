//! Photographs that people took.

use std::path::{Path, PathBuf};

use scanner::decode::{Budget, read_still};
use scanner::picture::Picture;

use super::picture;
use crate::photograph::shown::ticket;
use crate::photograph::{Conditions, photograph};

/// The folder of real photographs, beside the workspace or where `QR_IMAGES` says.
pub(super) fn real_photographs() -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/qr-images");
    let folder = std::env::var_os("QR_IMAGES").map_or_else(|| PathBuf::from(beside), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!(
        "real photographs are missing at {}; set QR_IMAGES to their folder. Simulated ones are used",
        folder.display()
    );
    None
}

pub(super) fn pictures_in(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder can be listed")
        .map(|entry| entry.expect("the folder can be listed").path())
        .collect();
    files.retain(|file| {
        file.extension()
            .is_some_and(|end| end == "png" || end == "jpg")
    });
    files.sort();
    files
}

/// Whether a text is the expected one, whose file may be written in UTF-8 or Latin-1.
fn is(text: &str, expected: &[u8]) -> bool {
    let expected = expected.trim_ascii();
    let latin: String = expected.iter().map(|&byte| char::from(byte)).collect();
    text.trim().as_bytes() == expected || text.trim() == latin.trim()
}

#[test]
fn real_photographs_are_read() {
    let Some(folder) = real_photographs() else {
        let (digits, symbol) = ticket(1);
        let taken = picture(photograph(&symbol, &Conditions::default(), 1));
        assert_eq!(read_still(&taken, &Budget::unlimited()), [digits]);
        return;
    };
    let (mut read, mut all) = (0, 0);
    let mut otherwise = Vec::new();
    for set in 1..=6 {
        let (mut of_set, mut missed) = (0, Vec::new());
        let files = pictures_in(&folder.join(format!("qrcode-{set}")));
        for file in &files {
            let expected = std::fs::read(file.with_extension("txt")).unwrap();
            let texts = read_still(&Picture::open(file).unwrap(), &Budget::unlimited());
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let wrong = texts.iter().filter(|text| !is(text, &expected));
            let wrong: Vec<String> = wrong.cloned().collect();
            if wrong.len() < texts.len() {
                of_set += 1;
            } else {
                missed.push(name.clone());
            }
            if !wrong.is_empty() {
                otherwise.push((format!("qrcode-{set}/{name}"), wrong));
            }
        }
        println!(
            "qrcode-{set}: {of_set} of {}, missed {missed:?}",
            files.len()
        );
        read += of_set;
        all += files.len();
    }
    println!("in all {read} of {all}");
    assert!(
        all > 0 && read * 100 >= all * 98,
        "{read} of {all} read, 98 % required"
    );
    // One symbol says "photography" where the text beside it says "photograph", and other decoders agree with the symbol.
    // Another has a second symbol drawn inside it, whose text the list does not have.
    let in_the_picture = [
        (
            "qrcode-2/13.png",
            "The 2005 USGS aerial photography of the Washington Monument is censored.",
        ),
        (
            "qrcode-2/16.png",
            "[内側QRコード]\r\n\r\n*ダブルQR*\r\nhttp://d-qr.net/ex/",
        ),
    ];
    for (name, text) in in_the_picture {
        otherwise.retain(|(other, texts)| other != name || *texts != [text]);
    }
    assert!(otherwise.is_empty(), "misread: {otherwise:?}");
}
