//! One server process, and three, on one exhibition in PostgreSQL, against a bare loop that inserts the same bytes with
//! `unnest … ON CONFLICT`. All commit durably, on the same disk, in one run.

use std::time::Instant;

use shared::time::UnixMs;
use sync_server::postgres::PostgresDatabase;

use super::grow::Server;
use super::send::send_all;
use super::{INCARNATION, Load, requests_of};

/// Kiosks at once, records in a batch, batches from each kiosk.
const LOADS: [(usize, usize, usize); 3] = [(128, 1, 40), (16, 100, 60), (128, 100, 12)];

/// Prints what one server process and three store in a second.
pub(crate) fn measure() {
    println!("durable records a second on PostgreSQL; the ratio is ours to the bare loop\n");
    println!(
        "{:>6} {:>6} {:>8} {:>12} {:>12} {:>7} {:>9}",
        "kiosks", "batch", "servers", "bare loop", "server", "ratio", "p99 ms"
    );
    for (kiosks, batch, rounds) in LOADS {
        let load = Load::prepare(kiosks, batch, rounds);
        let bare = bare_loop(&load);
        for servers in [1, 3] {
            let (rate, p99) = through(servers, &load);
            println!(
                "{kiosks:>6} {batch:>6} {servers:>8} {bare:>12.0} {rate:>12.0} {:>7.2} {p99:>9.2}",
                rate / bare
            );
        }
    }
}

/// One connection, one prepared insert and one commit a batch.
fn bare_loop(load: &Load) -> f64 {
    let url = private_postgres::new_durable_schema();
    let mut db = postgres::Client::connect(&url, postgres::NoTls).unwrap();
    db.batch_execute(
        "CREATE TABLE record (kiosk TEXT, incarnation BIGINT, seq BIGINT, hash BYTEA, body TEXT,
            PRIMARY KEY (kiosk, incarnation, seq))",
    )
    .unwrap();
    let insert = db
        .prepare(
            "INSERT INTO record SELECT $1, $2, * FROM unnest($3::bigint[], $4::bytea[], $5::text[])
             ON CONFLICT DO NOTHING",
        )
        .unwrap();
    let started = Instant::now();
    for round in 0..load.kiosks[0].1.len() {
        for (kiosk, batches) in &load.kiosks {
            let records = &batches[round];
            let seqs: Vec<i64> = records.iter().map(|it| it.seq as i64).collect();
            let hashes: Vec<&[u8]> = records.iter().map(|it| it.hash.as_slice()).collect();
            let bodies: Vec<&str> = records.iter().map(|it| it.body.get()).collect();
            let incarnation = i64::from(INCARNATION.0);
            db.execute(
                &insert,
                &[&kiosk.as_str(), &incarnation, &seqs, &hashes, &bodies],
            )
            .unwrap();
        }
    }
    load.rate(started.elapsed())
}

/// Returns the records a second, and the 99th percentile of what a batch takes, in milliseconds.
fn through(servers: usize, load: &Load) -> (f64, f64) {
    let dir = tempfile::tempdir().unwrap();
    let url = private_postgres::new_durable_schema();
    let database = PostgresDatabase::at(&url).unwrap();
    sync_server::setup::init(&database, &load.catalogue, None, UnixMs(0)).unwrap();
    let requests = load.kiosks.iter();
    let requests = requests
        .map(|(kiosk, batches)| requests_of(kiosk, batches, load, &database))
        .collect();
    let mut servers: Vec<Server> = (0..servers)
        .map(|number| {
            let data = dir.path().join(format!("server-{number}"));
            std::fs::create_dir(&data).unwrap();
            Server::start_with(&data, &["--database", &url])
        })
        .collect();
    let addresses: Vec<_> = servers.iter().map(|server| server.address).collect();
    let (took, mut latencies) = send_all(requests, &addresses, None, None);
    servers.iter_mut().for_each(Server::stop);
    latencies.sort();
    let p99 = latencies[(latencies.len() - 1) * 99 / 100];
    (load.rate(took), p99.as_secs_f64() * 1e3)
}
