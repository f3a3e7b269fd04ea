//! The hand scanner as a source like any other. Its keys arrive in the window, which feeds the codes
//! it hears in at one end; the source gives them out at the other.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use super::super::{ScanError, Scanned, Source};

/// How many codes may wait: more than anyone scans while a desk is busy with one.
const QUEUE: usize = 16;

/// Where the window puts the codes it hears.
#[derive(Debug, Clone)]
pub struct WedgeFeed(SyncSender<Scanned>);

/// What a typing hand scanner reads, as a [`Source`].
#[derive(Debug)]
pub struct WedgeSource(Receiver<Scanned>);

/// The two ends of a hand scanner.
#[must_use]
pub fn hand_scanner() -> (WedgeFeed, WedgeSource) {
    let (feed, heard) = sync_channel(QUEUE);
    (WedgeFeed(feed), WedgeSource(heard))
}

impl WedgeFeed {
    /// Hands a code on without ever waiting, since the window's thread calls it. `false` when so
    /// many wait already that this one is lost; the visitor scans again.
    #[must_use]
    pub fn put(&self, scanned: Scanned) -> bool {
        self.0.try_send(scanned).is_ok()
    }
}

impl Source for WedgeSource {
    fn name(&self) -> &'static str {
        "hand scanner"
    }

    fn next(&mut self, wait: Duration) -> Result<Option<Scanned>, ScanError> {
        match self.0.recv_timeout(wait) {
            Ok(scanned) => Ok(Some(scanned)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => {
                // The window has gone; the caller ends soon.
                thread::park_timeout(wait);
                Ok(None)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Origin;
    use super::*;

    #[test]
    fn codes_come_out_in_the_order_they_were_scanned_and_a_full_queue_never_holds_the_window() {
        let (feed, mut source) = hand_scanner();
        let scanned = |text: String| Scanned::code(text, Origin::HandScanner);
        let taken = (0..QUEUE + 3)
            .filter(|number| feed.put(scanned(number.to_string())))
            .count();
        assert_eq!(taken, QUEUE);
        for number in 0..QUEUE {
            let next = source.next(Duration::ZERO).unwrap();
            assert_eq!(next, Some(scanned(number.to_string())));
        }
        assert_eq!(source.next(Duration::ZERO).unwrap(), None);
        drop(feed);
        assert_eq!(source.next(Duration::ZERO).unwrap(), None);
    }
}
