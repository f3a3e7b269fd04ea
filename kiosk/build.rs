//! Lists the translation files, so that a language is added by adding its folder and nothing else.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Where the languages are, a folder each.
const FOLDER: &str = "../assets/translations";

/// What visitors' phones and the organisers' pages say; the server has it. The names of its files begin so.
const OF_SERVER: [&str; 2] = ["public", "desk"];

/// The languages that the switch shows first; all others follow by their code.
const FIRST: [&str; 5] = ["vi", "en", "ko", "zh", "ja"];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={FOLDER}");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut codes = names(&root.join(FOLDER))?;
    codes.sort_by_key(|code| {
        FIRST
            .iter()
            .position(|first| first == code)
            .unwrap_or(FIRST.len())
    });
    let mut list = String::from("&[");
    for code in codes {
        let folder = root.join(FOLDER).join(&code);
        println!("cargo::rerun-if-changed={}", folder.display());
        let _ = write!(list, "Sentences {{ code: {code:?}, files: &[");
        let mut files = names(&folder)?;
        files.retain(|file| !OF_SERVER.iter().any(|start| file.starts_with(start)));
        for file in files {
            let path = folder.join(&file);
            println!("cargo::rerun-if-changed={}", path.display());
            let about = file.trim_end_matches(".ftl");
            let _ = write!(
                list,
                "({about:?}, include_str!({:?})), ",
                path.display().to_string()
            );
        }
        list.push_str("] }, ");
    }
    list.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("languages.rs"), list)
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
