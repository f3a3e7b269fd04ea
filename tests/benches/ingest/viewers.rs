//! What 1,000 viewers of the live page cost the server: processor time while nothing happens, and while visitors come in.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use shared::ids::KioskId;
use shared::time::UnixMs;
use sync_server::SqliteDatabase;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpSocket;
use tokio::runtime::Builder;

use super::grow::Server;
use super::send::send_all;
use super::{Load, requests_of};

/// For how long each load is measured.
const MEASURED: Duration = Duration::from_secs(30);
/// What a clock tick of `/proc/PID/stat` is, in seconds.
const TICK: f64 = 0.01;

/// Measures without viewers and with them, each with and without visitors.
pub(crate) fn measure() {
    println!(
        "{:>8} {:>12} {:>14} {:>12}",
        "viewers", "visitors/s", "core", "KB/s each"
    );
    for viewers in [0, 100, 1_000] {
        for per_second in [0, 1, 4] {
            measure_one(viewers, per_second);
        }
    }
}

fn measure_one(viewers: usize, per_second: u32) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("venue");
    let records = (per_second * MEASURED.as_secs() as u32) as usize;
    let load = Load::prepare(1, 1, records.max(1));
    let database = SqliteDatabase::at(&data);
    sync_server::setup::init(&database, &load.catalogue, None, UnixMs(0)).unwrap();
    let (kiosk, batches): &(KioskId, _) = &load.kiosks[0];
    let requests = vec![requests_of(kiosk, batches, &load, &database)];
    let mut server = Server::start_with(&data, &[]);
    let (desk, devices) = (server.desk, server.address);
    let reading = std::thread::spawn(move || read_as(viewers, desk));
    // The viewers come, and have their first snapshot, before the clock starts.
    std::thread::sleep(Duration::from_secs(5));
    let (before, started) = (server.processor_ticks(), Instant::now());
    if per_second > 0 {
        send_all(requests, &[devices], None, Some(per_second));
    }
    std::thread::sleep(MEASURED.saturating_sub(started.elapsed()));
    let took = started.elapsed().as_secs_f64();
    let core = (server.processor_ticks() - before) as f64 * TICK / took;
    server.stop();
    let bytes = reading.join().unwrap() as f64 / 1e3 / viewers.max(1) as f64;
    println!(
        "{viewers:>8} {per_second:>12} {core:>14.3} {:>12.2}",
        bytes / (took + 5.0)
    );
}

/// Reads the live stream as so many viewers until the server ends; returns the bytes that came.
fn read_as(viewers: usize, desk: SocketAddr) -> u64 {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        // A computer may have so many connections alone.
        let from = |viewer: usize| SocketAddr::from(([127, 0, 0, 1 + (viewer / 200) as u8], 0));
        let readers = (0..viewers).map(|it| tokio::spawn(read(from(it), desk)));
        let mut bytes = 0;
        for reader in readers.collect::<Vec<_>>() {
            bytes += reader.await.unwrap();
        }
        bytes
    })
}

async fn read(from: SocketAddr, desk: SocketAddr) -> u64 {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(from).unwrap();
    let mut stream = socket.connect(desk).await.unwrap();
    let request = format!(
        "GET /api/v1/live?changes=true HTTP/1.1\r\nhost: {desk}\r\naccept-encoding: gzip\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let (mut buffer, mut bytes) = ([0; 4_096], 0);
    let mut head = Vec::new();
    while let Ok(count @ 1..) = stream.read(&mut buffer).await {
        bytes += count as u64;
        if head.len() < 12 {
            head.extend_from_slice(&buffer[..count]);
        }
    }
    assert!(
        head.starts_with(b"HTTP/1.1 200"),
        "{}",
        String::from_utf8_lossy(&head)
    );
    bytes
}
