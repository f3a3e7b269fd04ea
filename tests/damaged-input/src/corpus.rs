//! Inputs that are kept: a folder for each parser, a file for each kind of what became of an input.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// The most bytes of an input that is kept.
const LONGEST: usize = 8 << 10;
/// The most kinds of a parser.
const KINDS_MOST: usize = 40;
/// The longest name of a kind.
const NAME_MOST: usize = 60;

/// Returns the kept inputs of a parser, by name.
pub(super) fn read(parser: &str) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder(parser)).into_iter().flatten().flatten();
    let read = |file: fs::DirEntry| {
        let name = file.file_name().into_string().ok()?;
        Some((name, fs::read(file.path()).ok()?))
    };
    files.filter_map(read).collect()
}

fn folder(parser: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(parser)
}

/// The shortest input of each kind that a run found.
pub(super) struct Found {
    parser: String,
    is_wanted: bool,
    shortest: BTreeMap<String, Vec<u8>>,
}

impl Found {
    pub(super) fn new(parser: &str) -> Self {
        Self {
            parser: parser.to_owned(),
            is_wanted: std::env::var_os("DAMAGED_INPUT_KEEP").is_some(),
            shortest: BTreeMap::new(),
        }
    }

    pub(super) fn add(&mut self, outcome: &str, input: &[u8]) {
        if !self.is_wanted || input.len() > LONGEST {
            return;
        }
        let name = name_of(outcome);
        let is_full = self.shortest.len() >= KINDS_MOST;
        match self.shortest.get(&name) {
            Some(shortest) if shortest.len() <= input.len() => {}
            None if is_full => {}
            _ => drop(self.shortest.insert(name, input.to_vec())),
        }
    }

    /// Writes the inputs of kinds that are not kept yet.
    pub(super) fn keep(self) {
        if !self.is_wanted {
            return;
        }
        let folder = folder(&self.parser);
        let known = read(&self.parser);
        let made = fs::create_dir_all(&folder);
        made.unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let room = KINDS_MOST.saturating_sub(known.len());
        let new = self.shortest.into_iter();
        let new = new.filter(|(name, _)| !known.contains_key(name));
        for (name, input) in new.take(room) {
            let file = folder.join(name);
            let written = fs::write(&file, input);
            written.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        }
    }
}

/// Returns the name of an outcome's kind: its words, without numbers and what it quotes.
fn name_of(outcome: &str) -> String {
    let quoted = outcome.split('"').step_by(2);
    let letters: String = quoted.flat_map(|it| it.chars().chain([' '])).collect();
    let words = letters.split(|it: char| !it.is_ascii_alphabetic());
    let words: Vec<&str> = words.filter(|it| !it.is_empty()).collect();
    let mut name = words.join("-").to_lowercase();
    name.truncate(NAME_MOST);
    if name.is_empty() {
        name.push_str("nothing");
    }
    name
}
