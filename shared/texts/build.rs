//! Lists the translation files, so that a language is added by adding its folder and nothing else, and names every
//! sentence, so that the compiler finds one that is missing.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Where the languages are, a folder each.
const FOLDER: &str = "../../assets/translations";

/// The languages that the switch shows first; all others follow by their code.
const FIRST: [&str; 5] = ["vi", "en", "ko", "zh", "ja"];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={FOLDER}");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join(FOLDER);
    let mut codes = names(&root)?;
    codes.sort_by_key(|code| {
        let first = FIRST.iter().position(|first| first == code);
        first.unwrap_or(FIRST.len())
    });
    let mut ids = BTreeSet::new();
    let mut list = String::from("&[");
    for code in &codes {
        let folder = root.join(code);
        let _ = write!(list, "TranslationFiles {{ code: {code:?}, files: &[");
        for file in names(&folder)? {
            let path = folder.join(&file);
            println!("cargo::rerun-if-changed={}", path.display());
            let about = file.trim_end_matches(".ftl");
            let path = path.display().to_string();
            let _ = write!(list, "({about:?}, include_str!({path:?})), ");
            let text = fs::read_to_string(path)?;
            let first = text.lines().filter_map(|line| line.split_once(" ="));
            let named = first.filter(|(id, _)| id.starts_with(|c: char| c.is_ascii_lowercase()));
            ids.extend(named.map(|(id, _)| id.to_owned()));
        }
        list.push_str("] }, ");
    }
    list.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("languages.rs"), list)?;
    fs::write(out.join("keys.rs"), keys(&ids))
}

/// The list of the sentences' ids, in their order, and a constant for each.
fn keys(ids: &BTreeSet<String>) -> String {
    let mut keys = String::from("impl Key {\n");
    for id in ids {
        let parts = id.split('-').map(|part| {
            let (first, rest) = part.split_at(part.len().min(1));
            first.to_uppercase() + rest
        });
        let name: String = parts.collect();
        let _ = writeln!(keys, "pub const {name}: Self = Self({id:?});");
    }
    keys.push_str("}\n");
    let ids: Vec<&String> = ids.iter().collect();
    let _ = writeln!(keys, "const IDS: &[&str] = &{ids:?};");
    keys
}

/// What is in a folder, by name.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    Ok(names)
}
