//! What trust costs: kiosks over TLS 1.3 with tickets that were issued and a proof of each scan, which the server demands,
//! beside the same kiosks over plain HTTP with tickets that it does not know. Roles and places are checked in both.

use shared::record::TicketSource;
use shared::ticket::ScanProof;
use shared::time::UnixMs;
use sync_server::operations::tickets::{IssueRequest, MAX_COUNT, issue};
use sync_server::operations::trust;
use sync_server::{Background, Config, Listeners, SqliteDatabase, system_time};

use super::{LOADS, Load, print_row, requests_of, send::send_all, through_the_server, wire};

/// Prints what the server stores in a second, both ways.
pub(crate) fn measure() {
    println!("durable records a second; the ratio is that with TLS and proofs to that without\n");
    println!(
        "{:>6} {:>6} {:>12} {:>12} {:>7} {:>9} {:>9}",
        "kiosks", "batch", "without", "trusted", "ratio", "p50 ms", "p99 ms"
    );
    for (kiosks, batch, rounds) in LOADS {
        let (without, _) = through_the_server(&Load::prepare(kiosks, batch, rounds), None);
        let (trusted, latencies) = with_trust(kiosks, batch, rounds);
        print_row(kiosks, batch, without, trusted, latencies);
    }
}

fn with_trust(kiosks: usize, batch: usize, rounds: usize) -> (f64, Vec<std::time::Duration>) {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("server");
    let database = SqliteDatabase::at(&data);
    let catalogue = sync_server::catalogue::sample().unwrap();
    sync_server::setup::init(&database, &catalogue, None, system_time()).unwrap();
    let tickets = issue_all(&database, kiosks * batch * rounds);
    trust::require_proof(&database, Some(UnixMs(0))).unwrap();
    let load = Load::of(catalogue, kiosks, batch, rounds, |ticket| {
        tickets[ticket as usize - 1].clone()
    });
    let requests = load.kiosks.iter();
    let requests = requests
        .map(|(kiosk, batches)| requests_of(kiosk, batches, &load, &database))
        .collect();
    let listeners = Listeners::on_loopback().unwrap();
    let address = listeners.addresses().unwrap().devices;
    let server = Background::start(listeners, Config::new(data)).unwrap();
    let client = wire::client_of(&database);
    let (took, latencies) = send_all(requests, &[address], Some(&client), None);
    server.stop().unwrap();
    (load.rate(took), latencies)
}

/// Issues tickets, and returns what each grants and the proof that it was scanned.
fn issue_all(
    database: &SqliteDatabase,
    count: usize,
) -> Vec<(shared::ticket::Claims, TicketSource)> {
    let mut tickets = Vec::with_capacity(count);
    while tickets.len() < count {
        let request = IssueRequest {
            count: MAX_COUNT.min((count - tickets.len()) as u32),
            kind: "visitor".to_owned(),
            days: 0b1111,
            party: None,
        };
        let issued = issue(database, &request, UnixMs(0)).unwrap();
        tickets.extend(issued.into_iter().map(|ticket| {
            let proof = ScanProof::of_digits(&ticket.digits).unwrap();
            (ticket.claims, TicketSource::Scanned(proof))
        }));
    }
    tickets
}
