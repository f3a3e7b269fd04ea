//! Lists the translation files, so that a language is added by adding its folder and nothing else.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Where the languages are, a folder each.
const FOLDER: &str = "../assets/translations";

/// What visitors' phones alone are told; the server has it.
const OF_PHONES: &str = "public.ftl";

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
        for file in names(&folder)?.into_iter().filter(|file| file != OF_PHONES) {
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
