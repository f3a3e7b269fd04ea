//! `cargo bench --bench search`: how long a search takes among 1,000 booths, against two others in the same run: a
//! scan that holds every typed word against every word of every booth (strsim, as a first version would), and `SQLite`
//! FTS5 in memory. How many searches of the fixture each answers in its first three hits is printed beside.

// A benchmark is run by hand, like a test: what fails ends it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::{Duration, Instant};

use rusqlite::Connection;
use scenes::queries;
use shared::catalogue::{Booth, Catalogue, Localized};
use shared::folding::fold;
use shared::ids::BoothNumber;
use ui::search::Index;

const MANY: u16 = 1_000;

fn main() {
    // `cargo bench` passes `--bench`; `cargo test --benches` does not, and wants no measurement.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let json = include_str!("../../assets/exhibition/catalogue.json");
    let few = Catalogue::from_json(json).unwrap();
    let many = multiplied(&few);
    let both = [&few, &many];
    println!("| search | answered in 3 | times | p50 | p99 | p99.9 | longest |");
    println!("|---|---|---|---|---|---|---|");
    measure("this", 1, both, Index::new, Index::find);
    measure("SQLite FTS5", 1, both, full_text, full_text_find);
    measure("scan with strsim", 100, both, all_words, |words, typed| {
        scan(words, typed)
    });
    let begun = Instant::now();
    let index = Index::new(&many);
    println!("\nindex of {MANY} booths made in {:.1?}", begun.elapsed());
    drop(index);
}

/// Prints how many searches are answered among the sample's booths, and how long they take among many, letter by
/// letter as they are typed. Of the letters every so manieth is measured.
fn measure<T>(
    name: &str,
    every: usize,
    catalogues: [&Catalogue; 2],
    make: impl Fn(&Catalogue) -> T,
    find: impl Fn(&T, &str) -> Vec<usize>,
) {
    let [few, many] = catalogues;
    let queries = queries::all();
    let small = make(few);
    let answered = queries.iter().filter(|query| {
        let found = find(&small, &query.typed);
        let mut first = found.iter().take(3).map(|at| few.booths[*at].number.0);
        first.any(|number| query.booths.contains(&number))
    });
    let answered = answered.count();
    let large = make(many);
    let typed = queries.iter().flat_map(|query| {
        let ends = query
            .typed
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8());
        ends.map(|end| &query.typed[..end])
    });
    let mut times: Vec<Duration> = Vec::new();
    for typed in typed.step_by(every) {
        // The shortest of three: other work on the same cores is not the search's.
        let runs = (0..3).map(|_| {
            let begun = Instant::now();
            std::hint::black_box(find(&large, typed));
            begun.elapsed()
        });
        times.extend(runs.min());
    }
    times.sort();
    let at = |thousandths: usize| times[(times.len() * thousandths / 1000).min(times.len() - 1)];
    println!(
        "| {name} | {answered} of {} | {} | {:.2?} | {:.2?} | {:.2?} | {:.2?} |",
        queries.len(),
        times.len(),
        at(500),
        at(990),
        at(999),
        at(1000)
    );
}

/// Many booths: names, products and practices of the sample's mixed anew, and producers with names of their own.
fn multiplied(few: &Catalogue) -> Catalogue {
    let mut many = few.clone();
    let mut dice = Dice(1);
    many.booths = (1..=MANY)
        .map(|number| mixed(few, number, &mut dice))
        .collect();
    many
}

fn mixed(few: &Catalogue, number: u16, dice: &mut Dice) -> Booth {
    let one = |dice: &mut Dice| few.booths[dice.roll(few.booths.len())].clone();
    let mut booth = one(dice);
    booth.number = BoothNumber(number);
    booth.name = joined(&one(dice).name, &dice.name());
    booth.producer = joined(&Localized::default(), &[dice.name(), dice.name()].concat());
    booth.products = (0..3).map(|_| one(dice).products.remove(0)).collect();
    booth.practices = (0..3).map(|_| one(dice).practices.remove(0)).collect();
    booth.description = one(dice).description;
    booth
}

fn joined(text: &Localized, name: &str) -> Localized {
    let with_name = |code: &str| (code.to_owned(), format!("{} {name}", text.get(code)));
    Localized(["vi", "en"].map(with_name).into_iter().collect())
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % sides
    }

    /// A made-up syllable or two, so that there are many different words.
    fn name(&mut self) -> String {
        let initials = [
            "B", "Ch", "D", "Đ", "G", "Kh", "L", "M", "Ng", "Ph", "Th", "Tr", "V", "X",
        ];
        let rhymes = [
            "ang", "ơn", "iêu", "uyên", "ải", "ấp", "ong", "ưu", "inh", "ôc", "ella", "orin",
        ];
        let mut name = initials[self.roll(initials.len())].to_owned();
        name.push_str(rhymes[self.roll(rhymes.len())]);
        if self.roll(2) == 0 {
            name.push(' ');
        }
        name.push_str(&rhymes[self.roll(rhymes.len())].to_uppercase());
        name.push(' ');
        name
    }
}

/// Every text of a booth in both languages.
fn texts(catalogue: &Catalogue, booth: &Booth) -> String {
    let village = catalogue.village(&booth.village).unwrap();
    let practices = booth.practices.iter().map(|practice| &practice.text);
    let all = [
        &booth.name,
        &booth.producer,
        &village.name,
        &village.craft,
        &booth.description,
    ];
    let all = all.into_iter().chain(&booth.products).chain(practices);
    let mut texts: Vec<&str> = all.flat_map(Localized::all).collect();
    let number = booth.number.to_string();
    texts.push(&number);
    texts.join(" ")
}

fn all_words(catalogue: &Catalogue) -> Vec<Vec<String>> {
    let words = |booth| {
        fold(&texts(catalogue, booth))
            .split(' ')
            .map(str::to_owned)
            .collect()
    };
    catalogue.booths.iter().map(words).collect()
}

/// The sum over the typed words of how like the likest word of a booth is.
fn scan(booths: &[Vec<String>], typed: &str) -> Vec<usize> {
    let typed = fold(typed);
    let score = |words: &Vec<String>| -> f64 {
        let likest = |typed: &str| {
            let likeness = |word: &String| strsim::normalized_damerau_levenshtein(typed, word);
            words.iter().map(likeness).fold(0.0, f64::max)
        };
        typed.split(' ').map(likest).sum()
    };
    let mut scores: Vec<(usize, f64)> = booths.iter().map(score).enumerate().collect();
    scores.sort_by(|a, b| b.1.total_cmp(&a.1));
    scores.into_iter().map(|(at, _)| at).collect()
}

/// A full-text table of the folded texts.
fn full_text(catalogue: &Catalogue) -> Connection {
    let sql = Connection::open_in_memory().unwrap();
    sql.execute_batch("CREATE VIRTUAL TABLE booth USING fts5(texts); BEGIN")
        .unwrap();
    for (at, booth) in catalogue.booths.iter().enumerate() {
        let text = fold(&texts(catalogue, booth));
        sql.execute(
            "INSERT INTO booth (rowid, texts) VALUES (?1, ?2)",
            (at as i64, text),
        )
        .unwrap();
    }
    sql.execute_batch("COMMIT").unwrap();
    sql
}

/// All words as beginnings; when nothing holds them all, any of them.
fn full_text_find(sql: &Connection, typed: &str) -> Vec<usize> {
    let folded = fold(typed);
    let words: Vec<String> = folded
        .split(' ')
        .map(|word| format!("\"{word}\"*"))
        .collect();
    for glue in [" ", " OR "] {
        let mut statement = sql
            .prepare_cached("SELECT rowid FROM booth WHERE texts MATCH ?1 ORDER BY rank")
            .unwrap();
        let rows = statement.query_map([words.join(glue)], |row| row.get::<_, i64>(0));
        let found: Vec<usize> = rows.unwrap().map(|at| at.unwrap() as usize).collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}
