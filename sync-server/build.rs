//! Lists the sample exhibition's pictures and videos, so that one is added by adding its file and nothing else.

use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs, io};

/// Where they are.
const FOLDER: &str = "../assets/art";

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
    fs::write(out.join("pictures.rs"), list)
}
