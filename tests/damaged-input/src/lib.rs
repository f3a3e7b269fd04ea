//! Damaged copies of valid input, for tests of everything that reads files or the network.

mod corpus;

use std::cell::RefCell;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::TestRunner;

/// What parsers stumble over: numbers beyond every type, structures without an end, characters of several bytes.
const SNIPPETS: [&[u8]; 20] = [
    b"\0",
    b"\xff\xfe",
    b"-1",
    b"1e999",
    b"4294967295",
    b"9223372036854775807",
    b"-9223372036854775808",
    b"18446744073709551615",
    b"\"",
    b"[[[[[[[[[[[[[[[[",
    b"{",
    b"<",
    b"&#0;",
    b"%00",
    b"%f0",
    b"\r\n\r\n",
    b"\n",
    "\u{202e}".as_bytes(),
    "é".as_bytes(),
    b"",
];

#[derive(Debug, Clone, Copy)]
enum Damage {
    Replace(u8),
    Flip(u8),
    Remove(u8),
    Repeat(u8),
    Insert(&'static [u8]),
    /// Puts it in the place of a number.
    Number(&'static [u8]),
    Cut,
}

/// Returns how many inputs a test tries: `PROPTEST_CASES`, or as many as it usually does.
#[must_use]
pub fn cases(usual: u32) -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|it| it.parse().ok()).unwrap_or(usual)
}

/// What became of an input, in a few words that are the same for inputs of a kind; or why the test fails.
pub type Tried = Result<String, TestCaseError>;

/// Hands damaged copies of samples to a parser's test, [`cases`] of them. What is kept in `corpus/` under the parser's name is
/// tried as it is and damaged further; with `DAMAGED_INPUT_KEEP=1` the shortest input of each kind that is new is kept there.
///
/// # Panics
/// When the test fails: with the input, reduced.
pub fn each(parser: &str, usual: u32, samples: &[&[u8]], test: impl Fn(&[u8]) -> Tried) {
    run(parser, cases(usual), samples, test);
}

/// Does the same with so many and no more: through a whole program, of a parser that [`each`] tries by itself.
///
/// # Panics
/// When the test fails: with the input, reduced.
pub fn few(parser: &str, count: u32, samples: &[&[u8]], test: impl Fn(&[u8]) -> Tried) {
    run(parser, count, samples, test);
}

fn run(parser: &str, cases: u32, samples: &[&[u8]], test: impl Fn(&[u8]) -> Tried) {
    let test = |bytes: &[u8]| {
        test(bytes).map_err(|error| {
            let input = String::from_utf8_lossy(bytes);
            TestCaseError::fail(format!("{error} at {input:?}"))
        })
    };
    let kept = corpus::read(parser);
    for (name, input) in &kept {
        if let Err(error) = test(input) {
            panic!("{parser}/{name}: {error}");
        }
    }
    let kept = kept.values().map(Vec::as_slice);
    let samples: Vec<&[u8]> = samples.iter().copied().chain(kept).collect();
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 2_048,
        ..ProptestConfig::default()
    };
    let found = RefCell::new(corpus::Found::new(parser));
    let tried = TestRunner::new(config).run(&damaged(&samples), |bytes| {
        let outcome = test(&bytes)?;
        found.borrow_mut().add(&outcome, &bytes);
        Ok(())
    });
    if let Err(error) = tried {
        panic!("{error}");
    }
    found.into_inner().keep();
}

/// Returns damaged copies of samples; some are whole.
pub fn damaged(samples: &[&[u8]]) -> impl Strategy<Value = Vec<u8>> + use<> {
    let samples: Vec<Vec<u8>> = samples.iter().map(|it| it.to_vec()).collect();
    let damage = prop_oneof![
        4 => any::<u8>().prop_map(Damage::Replace),
        2 => (0..8_u8).prop_map(Damage::Flip),
        2 => (1..40_u8).prop_map(Damage::Remove),
        1 => (1..40_u8).prop_map(Damage::Repeat),
        2 => select(&SNIPPETS[..]).prop_map(Damage::Insert),
        2 => select(&SNIPPETS[..]).prop_map(Damage::Number),
        1 => Just(Damage::Cut),
    ];
    (select(samples), vec((any::<Index>(), damage), 0..6)).prop_map(|(mut bytes, all)| {
        for (place, damage) in all {
            apply(&mut bytes, place, damage);
        }
        bytes
    })
}

/// Returns damaged copies of texts.
pub fn damaged_text(samples: &[&str]) -> impl Strategy<Value = String> + use<> {
    let samples: Vec<&[u8]> = samples.iter().map(|it| it.as_bytes()).collect();
    damaged(&samples).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

fn apply(bytes: &mut Vec<u8>, place: Index, damage: Damage) {
    let at = place.index(bytes.len() + 1);
    let end = |length: u8| (at + usize::from(length)).min(bytes.len());
    match damage {
        Damage::Replace(byte) => bytes.iter_mut().skip(at).take(1).for_each(|it| *it = byte),
        Damage::Flip(bit) => bytes
            .iter_mut()
            .skip(at)
            .take(1)
            .for_each(|it| *it ^= 1 << bit),
        Damage::Remove(length) => drop(bytes.drain(at..end(length))),
        Damage::Repeat(length) => {
            let part = bytes[at..end(length)].to_vec();
            bytes.splice(at..at, part);
        }
        Damage::Insert(snippet) => drop(bytes.splice(at..at, snippet.iter().copied())),
        Damage::Number(snippet) => {
            let is_digit = |it: &u8| it.is_ascii_digit();
            let first = bytes.iter().skip(at).position(is_digit);
            let first = first.map_or(bytes.len(), |digits| at + digits);
            let digits = bytes[first..].iter().take_while(|it| is_digit(it)).count();
            bytes.splice(first..first + digits, snippet.iter().copied());
        }
        Damage::Cut => bytes.truncate(at),
    }
}
