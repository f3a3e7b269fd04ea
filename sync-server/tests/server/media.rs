//! Pictures and videos for phones: parts of them, and readers that take their time.

use std::io::{BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Stdio;
use std::time::Duration;

use shared::catalogue::MediaFile;

use crate::command::{end, run, serve_with, text};
use crate::floods::read_answer;
use crate::venue::{Venue, token_in};

/// Puts a content where the server looks for it; returns its address.
fn put(data: &std::path::Path, content: &[u8]) -> String {
    let hash = MediaFile::of(content).sha256.to_string();
    std::fs::create_dir_all(data.join("media")).unwrap();
    std::fs::write(data.join("media").join(&hash), content).unwrap();
    format!("/media/{hash}")
}

#[test]
fn part_of_a_file_is_what_was_asked() {
    let venue = Venue::open();
    let content: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let path = put(&venue.data(), &content);
    let huge = "9".repeat(40);
    let whole = 0..100_000;
    let beyond = [
        "bytes=100000-".to_owned(),
        format!("bytes={huge}-"),
        format!("bytes={huge}-{huge}"),
        "bytes=18446744073709551615-".to_owned(),
        "bytes=-0".to_owned(),
        "bytes=5-4".to_owned(),
        "bytes=".to_owned(),
        "bytes=a-b".to_owned(),
        "bytes=-".to_owned(),
        "bytes=+5-".to_owned(),
    ];
    let parts = [
        ("bytes=0-0".to_owned(), 206, 0..1),
        ("bytes=99999-".to_owned(), 206, 99_999..100_000),
        ("bytes=-7".to_owned(), 206, 99_993..100_000),
        (format!("bytes=-{huge}"), 206, whole.clone()),
        (format!("bytes=65000-{huge}"), 206, 65_000..100_000),
        ("bytes=0-1,5-6".to_owned(), 200, whole.clone()),
        ("lines=1-2".to_owned(), 200, whole.clone()),
    ];
    let refused = beyond.map(|range| (range, 416, 0..0));
    for method in ["GET", "HEAD"] {
        for (range, status, part) in parts.iter().chain(&refused) {
            let mut stream = BufReader::new(TcpStream::connect(venue.address_of(&path)).unwrap());
            let request = format!("{method} {path} HTTP/1.1\r\nhost: x\r\nrange: {range}\r\n\r\n");
            stream.get_mut().write_all(request.as_bytes()).unwrap();
            let (head, body) = read_answer(&mut stream, method == "GET");
            assert!(
                head.starts_with(&format!("HTTP/1.1 {status}")),
                "{range}: {head}"
            );
            let told = match status {
                206 => Some(format!("bytes {}-{}/100000", part.start, part.end - 1)),
                416 => Some("bytes */100000".to_owned()),
                _ => None,
            };
            let told = told.is_none_or(|told| head.contains(&format!("content-range: {told}\r\n")));
            assert!(told, "{range}: {head}");
            if method == "GET" && *status != 416 {
                assert_eq!(body, content[part.clone()], "{range}");
            }
        }
    }
}

/// Longer than anybody waits for an answer.
const LONG: Duration = Duration::from_secs(20);

/// A figure of a process, as the system tells it.
pub(crate) fn figure(process: u32, name: &str) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let figure = line.unwrap().trim_matches([':', '\t', ' ', 'k', 'B']);
    figure.parse().unwrap()
}

#[test]
fn slow_readers_of_pictures_hold_nobody_up() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("venue");
    let out = folder.path().join("kiosk");
    assert!(run(&["init", "--data", text(&data)]).status.success());
    let add = [
        "kiosk",
        "add",
        "--data",
        text(&data),
        "--id",
        "A1",
        "--gate",
        "main",
    ];
    let to = ["--server", "http://127.0.0.1:1", "--out", text(&out)];
    assert!(run(&[&add[..], &to[..]].concat()).status.success());
    let path = put(&data, &vec![7; 16 << 20]);
    let (server, urls) = serve_with(text(&data), Stdio::inherit(), &[]);
    let memory = figure(server.id(), "VmRSS");
    let address = urls.public.strip_prefix("http://").unwrap();
    let slow: Vec<_> = (0..520)
        .map(|_| {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.set_read_timeout(Some(LONG)).unwrap();
            let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n");
            stream.write_all(request.as_bytes()).unwrap();
            stream
        })
        .collect();
    // Each is answered or turned away, and reads no more than that.
    for mut stream in &slow {
        let mut status = [0; 12];
        let read = stream.read_exact(&mut status);
        let status = String::from_utf8_lossy(&status);
        let answered = ["HTTP/1.1 200", "HTTP/1.1 503"].contains(&&*status);
        assert!(read.is_err() || answered, "{status}");
        assert!(figure(server.id(), "Threads") < 40);
    }
    let grown = figure(server.id(), "VmRSS") - memory;
    assert!(grown < 48 << 10, "{grown} kB");
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(LONG))
        .build()
        .into();
    let token = token_in(&out.join("kiosk.toml"));
    for _ in 0..20 {
        let feed = "/api/v1/feed?epoch=x&after=0&catalogue=1&wait_s=0";
        let asked = agent
            .get(format!("{}{feed}", urls.devices))
            .header("authorization", format!("Bearer {token}"));
        assert_eq!(asked.call().unwrap().status(), 200);
        let (phone, page) = (
            format!("{}/b", urls.public),
            format!("{}/api/v1/totals", urls.desk),
        );
        for url in [phone, page] {
            assert_eq!(agent.get(url).call().unwrap().status(), 200);
        }
    }
    drop(slow);
    end(server);
}
