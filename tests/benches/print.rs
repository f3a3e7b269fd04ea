//! `cargo bench -p scenes --bench print`: how long 20,000 tickets take from the order to each kind of paper, against a plain
//! loop over `qrcode` and `image` in the same run, and how long a search by name takes among a million tickets.

// A benchmark is run by hand, like a test: what fails ends it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::{self, Cursor};
use std::time::{Duration, Instant};

use image::{ImageFormat, Luma};
use qrcode::{EcLevel, QrCode};
use sync_server::ports::Database;
use sync_server::tickets::{self, IssueRequest, IssuedTicket, TicketPrint};
use sync_server::{SqliteDatabase, catalogue, setup, system_time};

const PRINTED: u32 = 20_000;
const KNOWN: u32 = 1_000_000;
/// Names as they are in Việt Nam: four in ten are called Nguyễn.
const FAMILIES: [&str; 10] = [
    "Nguyễn", "Trần", "Lê", "Nguyễn", "Phạm", "Nguyễn", "Hoàng", "Vũ", "Nguyễn", "Đặng",
];
const MIDDLES: [&str; 7] = ["Văn", "Thị", "Hữu", "Minh", "Ngọc", "Thị", "Xuân"];
const GIVEN: [&str; 17] = [
    "An", "Ánh", "Bình", "Bích", "Chi", "Cường", "Dung", "Đức", "Giang", "Hà", "Hạnh", "Khánh",
    "Linh", "Mai", "Nga", "Phương", "Yến",
];
const SEARCHES: [&str; 10] = [
    "nguyen van an",
    "nguyen tran",
    "n t",
    "n",
    "dang xuan yen",
    "tran nguyen le",
    "ng va a",
    "khong co ai",
    "rare",
    "nguyen rare",
];

fn main() {
    // `cargo bench` passes `--bench`; `cargo test --benches` does not, and wants no measurement.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let database = SqliteDatabase::at(folder.path());
    let sample = catalogue::sample().unwrap();
    setup::init(&database, &sample, None, system_time()).unwrap();
    println!("{PRINTED} tickets with names");
    let begun = Instant::now();
    let issued = issue(&database, 0, PRINTED);
    show("issued", begun.elapsed(), None);
    let begun = Instant::now();
    for ticket in &issued[..1000] {
        plain(ticket);
    }
    let loop_took = begun.elapsed() * PRINTED / 1000;
    show("pictures by a plain loop", loop_took, None);
    for (name, form) in [
        ("sheets of labels", TicketPrint::Sheets),
        ("e-tickets", TicketPrint::Pages),
        ("sheets of badges", TicketPrint::BadgeSheets),
        ("pictures", TicketPrint::Pictures),
        ("drawings", TicketPrint::VectorPictures),
    ] {
        let begun = Instant::now();
        let texts = |id: &str, _| [id.to_owned(), id.to_owned()];
        tickets::print(&database, (1, PRINTED), form, &texts, io::sink()).unwrap();
        show(name, begun.elapsed(), Some(loop_took));
    }
    for from in (PRINTED..KNOWN).step_by(tickets::MAX_COUNT as usize) {
        issue(&database, from, tickets::MAX_COUNT.min(KNOWN - from));
    }
    println!("\n{KNOWN} tickets, each search 20 times");
    for text in SEARCHES {
        search(&database, text);
    }
}

fn issue(database: &dyn Database, from: u32, count: u32) -> Vec<IssuedTicket> {
    let request = IssueRequest {
        count,
        kind: "visitor".to_owned(),
        days: 1,
        party: None,
    };
    let names: Vec<String> = (from..from + count).map(|at| name(at as usize)).collect();
    tickets::issue_to(database, &request, &names, system_time()).unwrap()
}

/// The names are all combinations in turn: the three lengths have no common divisor. One in 5,000 has a word of its own.
fn name(at: usize) -> String {
    let rare = if at.is_multiple_of(5000) { " Rare" } else { "" };
    format!(
        "{} {} {}{rare}",
        FAMILIES[at % FAMILIES.len()],
        MIDDLES[at % MIDDLES.len()],
        GIVEN[at % GIVEN.len()]
    )
}

/// A ticket's symbol as PNG, as a first version would make it.
fn plain(ticket: &IssuedTicket) {
    let symbol = QrCode::with_error_correction_level(&ticket.digits, EcLevel::M).unwrap();
    let picture = symbol
        .render::<Luma<u8>>()
        .module_dimensions(10, 10)
        .build();
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).unwrap();
    std::hint::black_box(png);
}

fn show(what: &str, took: Duration, plain: Option<Duration>) {
    let seconds = took.as_secs_f64();
    let ratio = plain.map_or_else(String::new, |plain| {
        format!(
            ", {:.1} times the plain loop's rate",
            plain.as_secs_f64() / seconds
        )
    });
    println!(
        "  {what}: {seconds:.1} s, {:.0} a second{ratio}",
        f64::from(PRINTED) / seconds
    );
}

fn search(database: &dyn Database, text: &str) {
    let mut times: Vec<Duration> = Vec::new();
    let mut found = 0;
    for _ in 0..20 {
        let begun = Instant::now();
        found = tickets::search(database, text).unwrap().tickets.len();
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    println!(
        "  {text}: {found} found, median {:.1} ms, longest {:.1} ms",
        times[10].as_secs_f64() * 1000.0,
        times[19].as_secs_f64() * 1000.0
    );
}
