//! A cable between a kiosk and its server that can be cut in the middle of an answer.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// A cable. It ends with the process.
pub(crate) struct Cable {
    url: String,
    /// After how many bytes of the answers to come the cable is cut; whole once there is none left.
    cuts: Cuts,
    /// How many bytes of answers it has carried.
    carried: Arc<AtomicUsize>,
}

/// The cuts to come, by the beginning of the question they are for.
type Cuts = Arc<Mutex<VecDeque<(&'static str, usize)>>>;

impl Cable {
    /// Lays a cable to a server.
    pub(crate) fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (cuts, carried) = (Cuts::default(), Arc::<AtomicUsize>::default());
        let of_thread = (Arc::clone(&cuts), Arc::clone(&carried));
        std::thread::spawn(move || {
            for kiosk in listener.incoming().flatten() {
                if let Ok(server) = TcpStream::connect(server) {
                    lay(&kiosk, &server, &of_thread.0, &of_thread.1);
                }
            }
        });
        Self { url, cuts, carried }
    }

    /// Has a kiosk use this cable.
    pub(crate) fn plug_in(&self, kiosk: &Path, server: &str) {
        let file = kiosk.join(kiosk_config::FILE);
        let text = std::fs::read_to_string(&file).unwrap();
        // It looks into what it carries, which it can't within TLS.
        let encrypted = server.replacen("http:", "https:", 1);
        assert!(text.contains(&encrypted));
        std::fs::write(&file, text.replace(&encrypted, &self.url)).unwrap();
    }

    /// Cuts the cable so many bytes after each of the next questions for a page of the register.
    pub(crate) fn cut(&self, after: impl IntoIterator<Item = usize>) {
        let cuts = after
            .into_iter()
            .map(|after| ("GET /api/v1/register", after));
        self.cuts.lock().unwrap().extend(cuts);
    }

    /// Cuts the cable so many bytes after each of the next questions for a picture.
    pub(crate) fn cut_files(&self, after: impl IntoIterator<Item = usize>) {
        let cuts = after.into_iter().map(|after| ("GET /api/v1/media", after));
        self.cuts.lock().unwrap().extend(cuts);
    }

    /// How many bytes of answers it has carried so far.
    pub(crate) fn carried(&self) -> usize {
        self.carried.load(Ordering::SeqCst)
    }
}

fn lay(kiosk: &TcpStream, server: &TcpStream, cuts: &Cuts, carried: &Arc<AtomicUsize>) {
    let left = Arc::new(AtomicUsize::new(usize::MAX));
    let (from, mut to) = (kiosk.try_clone().unwrap(), server.try_clone().unwrap());
    let (cuts, armed) = (Arc::clone(cuts), Arc::clone(&left));
    std::thread::spawn(move || {
        let _ = carry(from, |bytes| {
            if bytes.starts_with(b"GET ") {
                let mut cuts = cuts.lock().unwrap();
                let next = cuts
                    .front()
                    .filter(|(question, _)| bytes.starts_with(question.as_bytes()));
                let meant = next.map(|(_, after)| *after);
                if meant.is_some() {
                    cuts.pop_front();
                }
                let after = meant.unwrap_or(usize::MAX);
                armed.store(after, Ordering::SeqCst);
            }
            to.write_all(bytes)
        });
        let _ = to.shutdown(Shutdown::Both);
    });
    let (from, mut to) = (server.try_clone().unwrap(), kiosk.try_clone().unwrap());
    let carried = Arc::clone(carried);
    std::thread::spawn(move || {
        let _ = carry(from, |bytes| {
            let left_now = left.load(Ordering::SeqCst);
            to.write_all(&bytes[..bytes.len().min(left_now)])?;
            if bytes.len() > left_now {
                return Err(std::io::Error::other("the cable is cut"));
            }
            left.fetch_sub(bytes.len(), Ordering::SeqCst);
            carried.fetch_add(bytes.len(), Ordering::SeqCst);
            Ok(())
        });
        let _ = to.shutdown(Shutdown::Both);
    });
}

fn carry(
    mut from: TcpStream,
    mut hand_on: impl FnMut(&[u8]) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let mut bytes = [0; 4_096];
    loop {
        let count = from.read(&mut bytes)?;
        if count == 0 {
            return Ok(());
        }
        hand_on(&bytes[..count])?;
    }
}
