//! The words by which visitors ask for kinds of products and amenities (`words.tsv`). They are looked for and never shown.

/// Returns the words of a kind of product or place, by its name in the list.
pub(super) fn listed(name: &str) -> impl Iterator<Item = &'static str> + use<> {
    let mut lines = include_str!("words.tsv").lines();
    let words = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix('\t'));
    words.into_iter().flat_map(|words| words.split('|'))
}
