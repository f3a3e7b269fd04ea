//! What somebody learns who copied a kiosk's journal and ticket list.

use std::path::Path;

use desk::Desk;
use journal::Journal;
use kiosk_config::Config;
use shared::ids::ExhibitionId;
use shared::pin::Pin;
use shared::ticket::{CodeHash, ScanProof};
use sync_server::operations::staff::{self, PinUse};
use sync_server::system_time;
use view::Outcome;

use crate::scanning::sync;
use crate::ticket_list::take_in;
use crate::venue::Venue;

const CODES: [&str; 5] = ["8936012", "8936013", "8936014", "tbx-77", "TBX-78"];
const PIN: &str = "246810";

/// Everything that is in the files of a kiosk which leave it alone: journal and ticket list.
fn copied(data: &Path) -> Vec<u8> {
    let files = ["journal.db", "journal.db-wal", "register.jsonl"];
    let files = files.map(|file| std::fs::read(data.join(file)).unwrap_or_default());
    files.concat()
}

fn is_in(copied: &[u8], hash: [u8; 16]) -> bool {
    let digits = format!("{:032x}", u128::from_be_bytes(hash)).into_bytes();
    let found = |bytes: &[u8]| copied.windows(bytes.len()).any(|part| part == bytes);
    found(&hash) || found(&digits)
}

/// Returns the codes that are found by trying all that are likely.
fn tried(copied: &[u8], here: ExhibitionId) -> Vec<&'static str> {
    let tried = CODES.into_iter().filter(|code| {
        let hashes = [CodeHash::of(here, code), CodeHash::of_folded(here, code)];
        let proof = ScanProof::of_seller_code(here, code);
        is_in(copied, proof.0) || hashes.iter().any(|hash| is_in(copied, hash.0))
    });
    tried.collect()
}

fn admit(data: &Path, code: &str) {
    let mut desk = Desk::open(data, Config::read(data).unwrap()).unwrap();
    let stamp = journal::clock::Clock::of_this_device().stamp();
    let judged = desk.scan(code, &stamp).unwrap();
    let outcome = judged.verdict.outcome;
    assert!(matches!(outcome, Outcome::Admitted { .. }), "{outcome:?}");
}

#[test]
fn copied_ticket_list_reveals_no_sellers_code() {
    let venue = Venue::open();
    let list = format!("code\n{}\n", CODES.join("\n"));
    take_in(&venue, "TicketBox", &list);
    let pin: Pin = PIN.parse().unwrap();
    let id = "door-1".parse().unwrap();
    staff::add(
        &*venue.database(),
        &id,
        Some(pin),
        PinUse::Doors,
        system_time(),
    )
    .unwrap();
    let data = venue.kiosk("A1", "main");
    admit(&data, CODES[0]);
    sync(&data);
    admit(&data, &CODES[3].to_uppercase());
    sync(&data);
    assert_eq!(venue.today().entries, 2, "the server knows both proofs");
    let config = Config::read(&data).unwrap();
    let copy = copied(&data);
    assert_eq!(tried(&copy, config.exhibition), [""; 0]);
    // What an earlier version kept is found like this.
    let plain = CodeHash::of(config.exhibition, CODES[2]).0;
    let earlier = [&copy[..], &plain].concat();
    assert_eq!(tried(&earlier, config.exhibition), [CODES[2]]);
    // Nor do the PINs open anything without the device's secret.
    let journal = Journal::open(&data, config.exhibition, &config.kiosk).unwrap();
    let pins = journal.staff().unwrap();
    let opens = |secret| shared::pin::find(&pins, PIN, secret).is_some();
    assert!(!opens(None) && opens(Some(journal.device_secret())));
}
