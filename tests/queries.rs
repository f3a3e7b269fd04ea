//! The searches of `fixtures/search-queries.tsv`, with the booths that answer them.

/// One search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// What is odd about it: `telex`, `typing error`, …
    pub kind: String,
    /// What was typed.
    pub typed: String,
    /// The numbers of the booths that answer it, any of them.
    pub booths: Vec<u16>,
}

/// All of them, in the order of the file. A line that does not read as one is left out; a test counts them.
#[must_use]
pub fn all() -> Vec<Query> {
    let lines = include_str!("fixtures/search-queries.tsv").lines();
    lines.filter_map(query).collect()
}

fn query(line: &str) -> Option<Query> {
    if line.starts_with('#') {
        return None;
    }
    let mut fields = line.split('\t');
    let (kind, typed) = (fields.next()?.to_owned(), fields.next()?.to_owned());
    let mut booths = Vec::new();
    // Numbers and ranges: `3,48` or `1-24`.
    for part in fields.next()?.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        booths.extend(first.parse::<u16>().ok()?..=last.parse().ok()?);
    }
    Some(Query {
        kind,
        typed,
        booths,
    })
}
