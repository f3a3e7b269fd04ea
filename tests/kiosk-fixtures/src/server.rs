//! A server for the tests: the real protocol over a real socket, with answers that can go wrong.

mod store;

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};

use shared::protocol::v1::{FeedReply, Push, SeatsReply};

pub use store::Store;

use super::{MORNING, first_feed};

/// What goes wrong with the next answer about records. The records are stored all the same.
#[derive(Debug, Clone, Copy)]
pub enum Mishap {
    HangUpBefore,
    HangUpAfter,
    HalfAnswer,
    Garbage,
    Status(u16),
}

/// A running server.
pub struct Server {
    pub url: String,
    shared: Arc<Shared>,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    store: Store,
    mishaps: VecDeque<Mishap>,
    feed: FeedReply,
    /// How many times news was asked for and held back.
    holding: usize,
    /// How many times news was asked for that was to be told at once.
    at_once: usize,
    silent: bool,
    compressed: usize,
}

impl Server {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let shared = Arc::new(Shared {
            state: Mutex::new(State {
                store: Store::default(),
                mishaps: VecDeque::new(),
                feed: first_feed(),
                holding: 0,
                at_once: 0,
                silent: false,
                compressed: 0,
            }),
            changed: Condvar::new(),
        });
        let of_thread = Arc::clone(&shared);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&of_thread);
                std::thread::spawn(move || shared.serve(&stream));
            }
        });
        Self { url, shared }
    }

    pub fn mishaps(&self, mishaps: impl IntoIterator<Item = Mishap>) {
        self.shared.state.lock().unwrap().mishaps = mishaps.into_iter().collect();
    }

    pub fn say_nothing(&self) {
        self.shared.state.lock().unwrap().silent = true;
    }

    pub fn tell(&self, feed: FeedReply) {
        self.shared.state.lock().unwrap().feed = feed;
        self.shared.changed.notify_all();
    }

    /// Waits until a kiosk listens for news.
    pub fn wait_for_listener(&self) {
        let state = self.shared.state.lock().unwrap();
        drop(
            self.shared
                .changed
                .wait_while(state, |state| state.holding == 0)
                .unwrap(),
        );
    }

    pub fn admitted(&self) -> Vec<u32> {
        self.shared.state.lock().unwrap().store.admitted()
    }

    /// How many times news was asked for that was to be told at once.
    pub fn asked_at_once(&self) -> usize {
        self.shared.state.lock().unwrap().at_once
    }

    pub fn compressed(&self) -> usize {
        self.shared.state.lock().unwrap().compressed
    }
}

impl Shared {
    /// Serves one connection until it ends.
    fn serve(&self, stream: &TcpStream) -> Option<()> {
        let mut reader = BufReader::new(stream);
        loop {
            let mut head = Vec::new();
            loop {
                let mut line = String::new();
                if reader.read_line(&mut line).ok()? == 0 {
                    return None;
                }
                if line.trim().is_empty() {
                    break;
                }
                head.push(line.trim().to_owned());
            }
            let header = |name: &str| {
                head.iter().find_map(|line| {
                    let (key, value) = line.split_once(':')?;
                    key.eq_ignore_ascii_case(name)
                        .then(|| value.trim().to_owned())
                })
            };
            assert_eq!(header("authorization").as_deref(), Some("Bearer secret"));
            let length = header("content-length").map_or(0, |text| text.parse().unwrap());
            let mut body = vec![0; length];
            reader.read_exact(&mut body).ok()?;
            if header("content-encoding").as_deref() == Some("zstd") {
                body = zstd::stream::decode_all(body.as_slice()).unwrap();
                self.state.lock().unwrap().compressed += 1;
            }
            if self.state.lock().unwrap().silent {
                // Until the other side gives up.
                return reader.read(&mut [0]).map(drop).ok();
            }
            let target = head[0].split(' ').nth(1).unwrap();
            if target.starts_with("/api/v1/feed?") {
                self.news(stream, target)?;
            } else {
                if target == "/api/v1/places" {
                    let nothing = SeatsReply {
                        server_time_ms: MORNING,
                        words: Vec::new(),
                    };
                    answer(stream, 200, &serde_json::to_vec(&nothing).unwrap())?;
                    continue;
                }
                assert_eq!(target, "/api/v1/records");
                self.records(stream, &serde_json::from_slice(&body).unwrap())?;
            }
        }
    }

    fn news(&self, stream: &TcpStream, target: &str) -> Option<()> {
        let value = |name: &str| {
            let (_, query) = target.split_once('?').unwrap();
            query
                .split('&')
                .find_map(|pair| pair.strip_prefix(&format!("{name}=")).map(str::to_owned))
                .unwrap()
        };
        let mut state = self.state.lock().unwrap();
        let knows_all = |state: &mut State| {
            value("epoch") == state.feed.epoch
                && value("after") == state.feed.next.to_string()
                && value("catalogue") == state.feed.catalogue_version.to_string()
        };
        if value("wait_s") == "0" {
            state.at_once += 1;
        } else {
            state.holding += 1;
            self.changed.notify_all();
            state = self.changed.wait_while(state, knows_all).unwrap();
        }
        let mut reply = state.feed.clone();
        if knows_all(&mut state) {
            reply.catalogue = None;
            reply.items.clear();
        }
        drop(state);
        answer(stream, 200, &serde_json::to_vec(&reply).unwrap())
    }

    fn records(&self, stream: &TcpStream, push: &Push) -> Option<()> {
        let mut state = self.state.lock().unwrap();
        let mishap = state.mishaps.pop_front();
        if let Some(Mishap::HangUpBefore) = mishap {
            return None;
        }
        if let Some(Mishap::Status(status)) = mishap {
            return answer(
                stream,
                status,
                br#"{"code":"no","message":"not like this"}"#,
            );
        }
        let reply = serde_json::to_vec(&state.store.take(push)).unwrap();
        drop(state);
        match mishap {
            Some(Mishap::HangUpAfter) => None,
            Some(Mishap::HalfAnswer) => {
                let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", reply.len());
                let mut stream = stream;
                stream.write_all(head.as_bytes()).ok()?;
                stream.write_all(&reply[..reply.len() / 2]).ok()?;
                None
            }
            Some(Mishap::Garbage) => answer(stream, 200, b"<html>Welcome to the hotel</html>"),
            _ => answer(stream, 200, &reply),
        }
    }
}

fn answer(mut stream: &TcpStream, status: u16, body: &[u8]) -> Option<()> {
    let head = format!(
        "HTTP/1.1 {status} As asked\r\nContent-Length: {}\r\nRetry-After: 7\r\n\r\n",
        body.len()
    );
    stream.write_all(&[head.as_bytes(), body].concat()).ok()
}
