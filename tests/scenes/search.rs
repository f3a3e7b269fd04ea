//! Searches as visitors type them, against the booths that answer them.

use std::collections::BTreeMap;

use scenes::queries;
use shared::catalogue::Catalogue;
use ui::search::Index;

#[test]
fn of_a_hundred_searches_more_than_ninety_five_are_answered_in_the_first_three_hits() {
    let json = include_str!("../../assets/exhibition/catalogue.json");
    let catalogue = Catalogue::from_json(json).unwrap();
    let index = Index::new(&catalogue);
    let queries = queries::all();
    assert_eq!(queries.len(), 391, "every line of the file is one");
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for query in &queries {
        let found = index.find(&query.typed);
        let first: Vec<u16> = found
            .iter()
            .take(3)
            .map(|at| catalogue.booths[*at].number.0)
            .collect();
        let answered = first.iter().any(|number| query.booths.contains(number));
        let (right, all) = kinds.entry(&query.kind).or_default();
        *all += 1;
        *right += usize::from(answered);
        if !answered {
            println!("missed: {} \"{}\": {first:?}", query.kind, query.typed);
        }
    }
    for (kind, (right, all)) in &kinds {
        println!("{kind}: {right} of {all}");
    }
    let right: usize = kinds.values().map(|(right, _)| right).sum();
    println!("answered in the first three: {right} of {}", queries.len());
    assert!(right * 100 > queries.len() * 95);
}
