//! Viewers of the live page: browsers that read its stream, as many at any time, one of them another every now and then.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::thread::JoinHandle;

/// Viewers at any time.
const VIEWERS: usize = 30;

pub(super) struct Viewers {
    desk: SocketAddr,
    open: VecDeque<Viewer>,
}

impl Viewers {
    pub(super) fn open(desk: SocketAddr) -> Self {
        let open = (0..VIEWERS).map(|_| Viewer::open(desk)).collect();
        Self { desk, open }
    }

    /// The first one goes, and another comes.
    pub(super) fn change(&mut self) {
        self.open.pop_front().unwrap().close();
        self.open.push_back(Viewer::open(self.desk));
    }

    pub(super) fn close(self) {
        self.open.into_iter().for_each(Viewer::close);
    }
}

struct Viewer {
    stream: TcpStream,
    reading: JoinHandle<usize>,
}

impl Viewer {
    fn open(desk: SocketAddr) -> Self {
        let mut stream = TcpStream::connect(desk).unwrap();
        let request = format!(
            "GET /api/v1/live?changes=true HTTP/1.1\r\nhost: {desk}\r\naccept-encoding: gzip\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut status = [0; 12];
        stream.read_exact(&mut status).unwrap();
        assert_eq!(&status, b"HTTP/1.1 200");
        let mut events = stream.try_clone().unwrap();
        let reading = std::thread::spawn(move || {
            // A stream that is closed with events on the way ends in an error.
            let (mut buffer, mut bytes) = ([0; 4_096], 0);
            while let Ok(count @ 1..) = events.read(&mut buffer) {
                bytes += count;
            }
            bytes
        });
        Self { stream, reading }
    }

    fn close(self) {
        assert!(!self.reading.is_finished(), "the server ended the stream");
        self.stream.shutdown(Shutdown::Both).unwrap();
        assert!(self.reading.join().unwrap() > 0, "nothing came");
    }
}
