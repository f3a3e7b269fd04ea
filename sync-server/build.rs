//! Lists the sample exhibition's pictures and videos, so that one is added by adding its file and nothing else; and the
//! translation files, so that a language is added by adding its folder.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Where they are.
const FOLDER: &str = "../assets/art";

/// Where the languages are, a folder each.
const LANGUAGES: &str = "../assets/translations";

/// What is said to staff alone; no phone needs it.
const OF_STAFF: &str = "staff.ftl";

/// The languages that the switch shows first; all others follow by their code.
const FIRST: [&str; 5] = ["vi", "en", "ko", "zh", "ja"];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={FOLDER}");
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join(FOLDER);
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder)? {
        files.push(entry?.path());
    }
    files.retain(|path| {
        let ending = path.extension();
        ending.is_some_and(|ending| ending == "webp" || ending == "webm")
    });
    files.sort();
    let mut list = String::from("&[");
    for path in files {
        println!("cargo::rerun-if-changed={}", path.display());
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let path = path.display().to_string();
        let _ = write!(list, "({name:?}, include_bytes!({path:?})), ");
    }
    list.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("pictures.rs"), list)?;
    fs::write(out.join("languages.rs"), languages()?)
}

/// The languages, each with its files.
fn languages() -> io::Result<String> {
    println!("cargo::rerun-if-changed={LANGUAGES}");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join(LANGUAGES);
    let mut codes = names(&root)?;
    codes.sort_by_key(|code| {
        FIRST
            .iter()
            .position(|first| first == code)
            .unwrap_or(FIRST.len())
    });
    let mut list = String::from("&[");
    for code in codes {
        let folder = root.join(&code);
        println!("cargo::rerun-if-changed={}", folder.display());
        let _ = write!(list, "({code:?}, &[");
        for file in names(&folder)?.into_iter().filter(|file| file != OF_STAFF) {
            let path = folder.join(&file).display().to_string();
            println!("cargo::rerun-if-changed={path}");
            let _ = write!(list, "include_str!({path:?}), ");
        }
        list.push_str("]), ");
    }
    list.push(']');
    Ok(list)
}

/// What is in a folder, by name.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    Ok(names)
}
