//! `cargo bench --bench ticket_list`: a kiosk with a million tickets, half of them from other sellers
//! with names: how long taking them in holds up a scan, and how long a search takes.

// A benchmark is run by hand, like a test: what fails ends it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use desk::Desk;
use journal::{Journal, TICKET_LIST_STEP};
use kiosk_config::Config;
use shared::ids::{ExhibitionId, KeyId, TicketNumber, TicketType};
use shared::protocol::v1::{
    FeedReply, PublicKey, TICKET_LIST_PAGE, TicketListItem, TicketListQuery, TicketListReply,
};
use shared::record::Stamp;
use shared::ticket::{Claims, CodeHash, EntryPolicy, NO_KEY, SigningKey};
use shared::time::UnixMs;

const TICKETS: u32 = 1_000_000;
/// As the uplink pauses between two steps.
const BREATH: Duration = Duration::from_millis(10);
/// Names as they are in Việt Nam: four in ten are called Nguyễn.
const FAMILIES: [&str; 12] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Nguyễn", "Hoàng", "Nguyễn", "Vũ", "Đặng", "Nguyễn", "Bùi",
    "Đỗ",
];
const MIDDLES: [&str; 8] = ["Văn", "Thị", "Hữu", "Minh", "Ngọc", "Thị", "Văn", "Xuân"];
const GIVEN: [&str; 18] = [
    "An", "Ánh", "Bình", "Bích", "Chi", "Cường", "Dung", "Đức", "Giang", "Hà", "Hạnh", "Khánh",
    "Linh", "Mai", "Nga", "Phương", "Thảo", "Yến",
];
const SEARCHES: [&str; 12] = [
    "nguyen van an",
    "nguyen tran",
    "n t",
    "n",
    "dang xuan yen",
    "tran nguyen le",
    "ng va a",
    "khong co ai",
    "dh0712345",
    "dh07",
    "712345",
    "TB-00712345",
];

fn main() {
    // `cargo bench` passes `--bench`; `cargo test --benches` does not, and wants no measurement.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let door = Door::set_up(dir.path());
    let mut steps = Vec::new();
    let loading = AtomicBool::new(true);
    let started = Instant::now();
    let scans = std::thread::scope(|scope| {
        let scans = scope.spawn(|| door.scan_while(&loading));
        door.load(&mut steps);
        loading.store(false, Ordering::SeqCst);
        scans.join().unwrap()
    });
    let took = started.elapsed().as_secs_f64();
    println!("{TICKETS} tickets taken in beside a desk that scans: {took:.0} s");
    println!(
        "{:<44} {:>9} {:>9} {:>9}",
        "milliseconds", "p50", "p99", "longest"
    );
    show(&format!("a step of {TICKET_LIST_STEP} tickets"), &mut steps);
    show("a scan meanwhile", &mut scans.clone());
    let started = Instant::now();
    let mut desk = Desk::open(dir.path(), door.config.clone()).unwrap();
    show("start of the desk", &mut [started.elapsed()]);
    let mut of_others = door.scans(&mut desk, |n| format!("TB-{:08}", (n * 7919 % TICKETS) | 1));
    show("a scan of another seller's ticket", &mut of_others);
    let mut unknown = door.scans(&mut desk, |n| format!("XX-{n:08}"));
    show("a scan of a code that no list has", &mut unknown);
    for search in SEARCHES {
        let mut times: Vec<Duration> = (0..21)
            .map(|_| {
                let started = Instant::now();
                desk.journal().find(search).unwrap();
                started.elapsed()
            })
            .collect();
        let found = desk.journal().find(search).unwrap().len();
        show(&format!("find \"{search}\" ({found})"), &mut times);
    }
    let bytes = std::fs::metadata(dir.path().join(journal::FILE))
        .unwrap()
        .len();
    println!("the journal: {} MB", bytes / 1_000_000);
}

fn show(what: &str, times: &mut [Duration]) {
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    println!(
        "{what:<44} {:>9.2} {:>9.2} {:>9.2}",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

struct Door {
    config: Config,
    data: std::path::PathBuf,
    now: UnixMs,
}

impl Door {
    fn set_up(data: &Path) -> Self {
        let catalogue = sync_server::catalogue::sample().unwrap();
        let noon = 11 * 3_600_000;
        let now = catalogue
            .calendar()
            .zone
            .midnight(catalogue.days[1].date)
            .plus(noon);
        let toml = format!(
            "server = \"http://127.0.0.1:9\"\nexhibition = {}\nkiosk = \"A1\"\ntoken = \"-\"\ngate = \"main\"\ndirection = \"in\"\n",
            catalogue.exhibition
        );
        std::fs::write(data.join("kiosk.toml"), toml).unwrap();
        let door = Self {
            config: Config::read(data).unwrap(),
            data: data.to_owned(),
            now,
        };
        let reply = FeedReply {
            epoch: "bench".to_owned(),
            next: 1,
            more: false,
            server_time_ms: now,
            catalogue_version: 1,
            catalogue: Some(Box::new(catalogue)),
            keys: vec![PublicKey {
                id: KeyId(1),
                public: SigningKey::from_seed(&[5; 32]).public(),
            }],
            staff: None,
            ticket_list: None,
            server_pins: Vec::new(),
            code_key: None,
            token: None,
            phones_port: None,
            instructions: None,
            wipe: false,
            items: Vec::new(),
        };
        door.journal().apply_feed(&reply).unwrap();
        door
    }

    fn journal(&self) -> Journal {
        Journal::open(&self.data, self.config.exhibition, &self.config.kiosk).unwrap()
    }

    /// Takes a million tickets in as the uplink does; notes how long each step held the journal.
    fn load(&self, steps: &mut Vec<Duration>) {
        let mut journal = self.journal();
        for first in (1..=TICKETS).step_by(TICKET_LIST_PAGE) {
            let last = first + TICKET_LIST_PAGE as u32 - 1;
            let mark = journal.ticket_list_mark().unwrap();
            let query = TicketListQuery {
                epoch: mark.epoch,
                after: mark.next,
                keyed: false,
            };
            let page = TicketListReply {
                epoch: "bench".to_owned(),
                next: u64::from(last),
                more: last < TICKETS,
                tickets: (first..=last)
                    .map(|n| ticket(self.config.exhibition, n))
                    .collect(),
            };
            let mut began = Instant::now();
            let between = || {
                steps.push(began.elapsed());
                std::thread::sleep(BREATH);
                began = Instant::now();
            };
            journal
                .apply_ticket_list(&query, &page, TICKET_LIST_STEP, between)
                .unwrap();
        }
    }

    /// Scans twenty times a second, as no door ever does.
    fn scan_while(&self, loading: &AtomicBool) -> Vec<Duration> {
        let mut desk = Desk::open(&self.data, self.config.clone()).unwrap();
        desk.with_uplink_beside().unwrap();
        let mut times = Vec::new();
        while loading.load(Ordering::SeqCst) {
            std::thread::sleep(Duration::from_millis(50));
            let started = Instant::now();
            desk.scan("TB-00000001", &self.stamp()).unwrap();
            times.push(started.elapsed());
        }
        times
    }

    fn scans(&self, desk: &mut Desk, code: impl Fn(u32) -> String) -> Vec<Duration> {
        let times = (0..2_000).map(|n| {
            let code = code(n);
            let started = Instant::now();
            desk.scan(&code, &self.stamp()).unwrap();
            started.elapsed()
        });
        times.collect()
    }

    fn stamp(&self) -> Stamp {
        Stamp {
            device: self.now,
            offset_ms: 0,
            boot: "bench".to_owned(),
            mono_ms: 1,
        }
    }
}

/// Every other ticket is of another seller.
fn ticket(exhibition: ExhibitionId, number: u32) -> TicketListItem {
    let own = number.is_multiple_of(2);
    let claims = Claims {
        key: if own { KeyId(1) } else { NO_KEY },
        exhibition,
        number: TicketNumber(number),
        kind: TicketType(1),
        party: 1,
        days: 0b1111,
        policy: EntryPolicy::OncePerDay,
        zones: 1,
    };
    let name =
        |list: &'static [&str], step: u32| list[((number * step) >> 5) as usize % list.len()];
    let holder = format!(
        "{} {} {}",
        name(&FAMILIES, 7),
        name(&MIDDLES, 11),
        name(&GIVEN, 13)
    );
    TicketListItem {
        claims: claims.to_bytes().unwrap(),
        proof: own.then_some(number as u16 & 0x1fff),
        hash: (!own).then(|| CodeHash::of(exhibition, &format!("TB-{number:08}"))),
        folded: None,
        seller: (!own).then(|| "TicketBox".to_owned()),
        reference: (!own).then(|| format!("DH{number:07}")),
        holder: (!own).then_some(holder),
    }
}
