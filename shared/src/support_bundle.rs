//! What a support bundle says of a folder: the sizes of files that the program knows, and nothing of the names of others.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

/// Returns the sizes, in bytes, of the files with these names, how many others there are and their bytes together. The names of
/// others may say something of people. What can't be read is left out.
#[must_use]
pub fn file_sizes(folder: &Path, known: &[&str]) -> Value {
    let mut sizes = Map::new();
    let (mut others, mut bytes) = (0_u64, 0_u64);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let size = entry.metadata().map_or(0, |file| file.len());
        if let Some(known) = known.iter().find(|it| entry.file_name() == **it) {
            sizes.insert((*known).to_owned(), size.into());
        } else {
            (others, bytes) = (others + 1, bytes + size);
        }
    }
    json!({"known": sizes, "others": others, "bytes_of_others": bytes})
}
