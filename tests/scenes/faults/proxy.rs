//! A proxy between programs that share a network: it delays, cuts, freezes and repeats what passes. What it carries it
//! does not understand.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What the network does to each connection that is made from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weather {
    Fine,
    /// Each piece takes so long.
    Slow(Duration),
    /// The connection is cut after so many bytes towards the server.
    CutUp(u64),
    /// The connection is cut after so many bytes towards the kiosk: the server did what was asked.
    CutDown(u64),
    /// After so many bytes towards the server nothing passes any more, and nobody is told.
    HalfOpen(u64),
    /// Nobody listens.
    Away,
}

/// Whether the piece of an answer that arrives now is lost, and its connection with it.
type LosesAnswer = Box<dyn Fn() -> bool + Send>;

pub(crate) struct Proxy {
    pub(crate) address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    to: SocketAddr,
    weather: Mutex<Weather>,
    is_closed: AtomicBool,
    connections: AtomicU64,
    /// How many bytes went towards the server.
    carried: AtomicU64,
    open: Mutex<Vec<TcpStream>>,
    loses_answer: Mutex<Option<LosesAnswer>>,
    /// What came towards the server on each connection.
    recorded: Mutex<Vec<Vec<u8>>>,
}

impl Proxy {
    pub(crate) fn start(to: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            to,
            weather: Mutex::new(Weather::Fine),
            is_closed: AtomicBool::new(false),
            connections: AtomicU64::new(0),
            carried: AtomicU64::new(0),
            open: Mutex::default(),
            loses_answer: Mutex::default(),
            recorded: Mutex::default(),
        });
        let its = shared.clone();
        thread::spawn(move || {
            for client in listener.incoming() {
                if its.is_closed.load(Ordering::SeqCst) {
                    return;
                }
                its.connect(client.unwrap());
            }
        });
        Self { address, shared }
    }

    /// Changes the weather for connections that are made from now on, and ends those that there are.
    pub(crate) fn set(&self, weather: Weather) {
        *self.shared.weather.lock().unwrap() = weather;
        for stream in self.shared.open.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Cuts the next connection at a piece of an answer for which this holds, and no other.
    pub(crate) fn lose_answer_when(&self, holds: impl Fn() -> bool + Send + 'static) {
        self.set(Weather::Fine);
        *self.shared.loses_answer.lock().unwrap() = Some(Box::new(holds));
    }

    pub(crate) fn connections(&self) -> u64 {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// How many bytes went towards the server so far.
    pub(crate) fn carried(&self) -> u64 {
        self.shared.carried.load(Ordering::SeqCst)
    }

    /// Sends everything once more that ever came towards the server, each connection's bytes on a new connection.
    /// Returns how much was sent.
    pub(crate) fn repeat_all(&self) -> usize {
        let recorded = self.shared.recorded.lock().unwrap().clone();
        for bytes in &recorded {
            let mut server = TcpStream::connect(self.shared.to).unwrap();
            let _ = server.write_all(bytes);
            let _ = server.shutdown(Shutdown::Write);
            let _ = server.read_to_end(&mut Vec::new());
        }
        recorded.iter().map(Vec::len).sum()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.shared.is_closed.store(true, Ordering::SeqCst);
        self.set(Weather::Away);
        let _ = TcpStream::connect(self.address);
    }
}

impl Shared {
    fn connect(self: &Arc<Self>, client: TcpStream) {
        self.connections.fetch_add(1, Ordering::SeqCst);
        let weather = *self.weather.lock().unwrap();
        if weather == Weather::Away {
            return;
        }
        let Ok(server) = TcpStream::connect(self.to) else {
            return;
        };
        let copy = |stream: &TcpStream| stream.try_clone().unwrap();
        self.open
            .lock()
            .unwrap()
            .extend([copy(&client), copy(&server)]);
        let number = {
            let mut recorded = self.recorded.lock().unwrap();
            recorded.push(Vec::new());
            recorded.len() - 1
        };
        let (up, down) = match weather {
            Weather::CutUp(bytes) | Weather::HalfOpen(bytes) => (bytes, u64::MAX),
            Weather::CutDown(bytes) => (u64::MAX, bytes),
            _ => (u64::MAX, u64::MAX),
        };
        let (its, from, to) = (self.clone(), copy(&client), copy(&server));
        thread::spawn(move || its.carry(from, to, up, weather, Some(number)));
        let its = self.clone();
        thread::spawn(move || its.carry(server, client, down, weather, None));
    }

    fn loses_answer(&self) -> bool {
        let mut loses = self.loses_answer.lock().unwrap();
        let is_lost = loses.as_ref().is_some_and(|holds| holds());
        if is_lost {
            *loses = None;
        }
        is_lost
    }

    fn carry(
        &self,
        mut from: TcpStream,
        mut to: TcpStream,
        mut left: u64,
        weather: Weather,
        record: Option<usize>,
    ) {
        let mut piece = [0; 4_096];
        while let Ok(length @ 1..) = from.read(&mut piece) {
            if let Weather::Slow(delay) = weather {
                thread::sleep(delay);
            }
            let length = length.min(usize::try_from(left).unwrap_or(usize::MAX));
            left -= length as u64;
            if record.is_none() && self.loses_answer() {
                break;
            }
            if let Some(number) = record {
                self.carried.fetch_add(length as u64, Ordering::SeqCst);
                self.recorded.lock().unwrap()[number].extend_from_slice(&piece[..length]);
            }
            if to.write_all(&piece[..length]).is_err() {
                break;
            }
            if left == 0 {
                if let Weather::HalfOpen(_) = weather {
                    // What comes is taken in and goes nowhere, until the weather changes.
                    while let Ok(1..) = from.read(&mut piece) {}
                }
                break;
            }
        }
        let _ = from.shutdown(Shutdown::Both);
        let _ = to.shutdown(Shutdown::Both);
    }
}
