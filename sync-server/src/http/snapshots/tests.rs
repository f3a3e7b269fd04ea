use std::io::Read;

use flate2::read::GzDecoder;

use super::*;

fn totals() -> Totals {
    let golden = include_str!("../../../../shared/golden/v1/totals.json");
    serde_json::from_str(golden).unwrap()
}

fn reader(changes: bool, gzip: bool) -> Reader {
    Reader {
        changes,
        seen: None,
        gzip: gzip.then(GzipMember::default),
    }
}

/// A snapshot, and the one after it.
async fn two_snapshots() -> [Snapshot; 2] {
    let mut totals = totals();
    let (first, json) = snapshot(1, &totals, None).await.unwrap();
    totals.days[0].entries += 1;
    let (second, _) = snapshot(2, &totals, Some(&json)).await.unwrap();
    [first, second]
}

#[tokio::test]
async fn readers_of_a_form_share_one_encoding() {
    let snapshots = two_snapshots().await;
    for (changes, gzip) in [(false, false), (false, true), (true, false), (true, true)] {
        let mut readers: Vec<Reader> = (0..100).map(|_| reader(changes, gzip)).collect();
        for snapshot in &snapshots {
            let mut chunks = readers
                .iter_mut()
                .map(|reader| reader.chunk(snapshot).unwrap());
            let first = chunks.next().unwrap();
            // The same bytes in memory: they were encoded once.
            assert!(chunks.all(|chunk| chunk.as_ptr() == first.as_ptr()));
        }
    }
}

#[tokio::test]
async fn reader_who_missed_a_snapshot_gets_the_next_whole() {
    let [first, second] = two_snapshots().await;
    let (mut late, mut prompt) = (reader(true, false), reader(true, false));
    let whole = late.chunk(&second).unwrap();
    assert!(whole.starts_with(b"event: totals\ndata: {"));
    assert!(
        prompt
            .chunk(&first)
            .unwrap()
            .starts_with(b"event: totals\n")
    );
    let changes = prompt.chunk(&second).unwrap();
    assert!(changes.starts_with(b"event: changes\ndata: {"));
    assert!(changes.len() * 5 < whole.len());
}

#[tokio::test]
async fn parts_after_any_others_unpack_to_the_events() {
    let [first, second] = two_snapshots().await;
    let (mut packed, mut plain) = (reader(true, true), reader(true, false));
    let mut stream = GzipMember::HEAD.to_vec();
    let mut expected = Vec::new();
    for snapshot in [&first, &second, &second, &first] {
        stream.extend(packed.chunk(snapshot).unwrap());
        expected.extend(plain.chunk(snapshot).unwrap());
    }
    stream.extend(packed.gzip.unwrap().tail());
    let mut unpacked = Vec::new();
    let mut decoder = GzDecoder::new(&stream[..]);
    decoder.read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, expected);
}
