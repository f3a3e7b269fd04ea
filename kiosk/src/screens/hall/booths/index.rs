//! The search's index of the newest catalogue, made once for each and never while a frame waits long for it.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use shared::catalogue::Catalogue;

use crate::search::Index;

/// So many booths are read at once, in a few milliseconds; more on a thread of their own.
const AT_ONCE: usize = 100;

/// The index, once it is there.
#[derive(Debug, Default)]
pub(super) struct KeptIndex {
    of: Option<Arc<Catalogue>>,
    index: Option<Arc<Index>>,
    coming: Option<Receiver<Index>>,
}

impl KeptIndex {
    /// The index of a catalogue; `None` while it is being made. `ready` is called when it is, from another thread.
    pub(super) fn follow(
        &mut self,
        catalogue: &Arc<Catalogue>,
        ready: impl FnOnce() + Send + 'static,
    ) -> Option<&Arc<Index>> {
        let same = self
            .of
            .as_ref()
            .is_some_and(|of| Arc::ptr_eq(of, catalogue));
        if !same {
            self.of = Some(Arc::clone(catalogue));
            (self.index, self.coming) = (None, None);
            if catalogue.booths.len() > AT_ONCE {
                self.coming = made_elsewhere(catalogue, ready);
            }
            if self.coming.is_none() {
                self.index = Some(Arc::new(Index::new(catalogue)));
            }
        }
        match self.coming.as_ref().map(Receiver::try_recv) {
            Some(Ok(index)) => {
                self.coming = None;
                self.index = Some(Arc::new(index));
            }
            // The thread died: rather wait once than never find anything.
            Some(Err(TryRecvError::Disconnected)) => {
                self.coming = None;
                self.index = Some(Arc::new(Index::new(catalogue)));
            }
            Some(Err(TryRecvError::Empty)) | None => {}
        }
        self.index.as_ref()
    }
}

/// Has an index made on a thread; `None` when there is no thread to be had.
fn made_elsewhere(
    catalogue: &Arc<Catalogue>,
    ready: impl FnOnce() + Send + 'static,
) -> Option<Receiver<Index>> {
    let (sender, receiver) = channel();
    let catalogue = Arc::clone(catalogue);
    let work = move || {
        // Nobody waits for it any more when a newer catalogue came in the meantime.
        let _ = sender.send(Index::new(&catalogue));
        ready();
    };
    let thread = std::thread::Builder::new().name("search-index".to_owned());
    thread.spawn(work).ok().map(|_running| receiver)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_usual_catalogue_is_read_at_once_and_once() {
        let catalogue = Arc::new(sample::catalogue(80));
        let mut kept = KeptIndex::default();
        let first = kept.follow(&catalogue, || unreachable!()).cloned().unwrap();
        let again = kept.follow(&catalogue, || unreachable!()).unwrap();
        assert!(Arc::ptr_eq(&first, again));
        let newer = Arc::new(sample::catalogue(3));
        let index = kept.follow(&newer, || unreachable!()).unwrap();
        assert_eq!(index.find("").len(), 3);
    }

    #[test]
    fn a_large_one_is_read_on_a_thread_that_says_when_it_is_done() {
        let catalogue = Arc::new(sample::catalogue(2_000));
        let mut kept = KeptIndex::default();
        let (sender, done) = channel();
        let mut ready = Some(move || sender.send(()).unwrap());
        let mut index = kept.follow(&catalogue, ready.take().unwrap()).cloned();
        if index.is_none() {
            done.recv().unwrap();
            index = kept.follow(&catalogue, || unreachable!()).cloned();
        }
        assert_eq!(index.unwrap().find("").len(), 2_000);
    }
}
