//! The search's index of the newest catalogue, made once for each, and while no frame waits for it.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use shared::catalogue::Catalogue;

use crate::search::Index;

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
            self.index = None;
            // Eighty booths take some fifty milliseconds to read: three frames that nobody should miss.
            self.coming = made_elsewhere(catalogue, ready);
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
        self.index()
    }

    /// The index as it was followed last.
    pub(super) fn index(&self) -> Option<&Arc<Index>> {
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

    /// Follows a catalogue until its index is there.
    fn followed(kept: &mut KeptIndex, catalogue: &Arc<Catalogue>) -> Arc<Index> {
        let (sender, done) = channel();
        let ready = move || sender.send(()).unwrap();
        if let Some(index) = kept.follow(catalogue, ready) {
            return Arc::clone(index);
        }
        done.recv().unwrap();
        let index = kept.follow(catalogue, || unreachable!());
        Arc::clone(index.unwrap())
    }

    #[test]
    fn a_catalogue_is_read_once_on_a_thread_that_says_when_it_is_done() {
        let catalogue = Arc::new(sample::catalogue(80));
        let mut kept = KeptIndex::default();
        let first = followed(&mut kept, &catalogue);
        assert_eq!(first.find("").len(), 80);
        let again = kept.follow(&catalogue, || unreachable!()).unwrap();
        assert!(Arc::ptr_eq(&first, again));
    }

    #[test]
    fn of_two_catalogues_in_a_row_the_newer_is_searched() {
        let mut kept = KeptIndex::default();
        let _ = kept.follow(&Arc::new(sample::catalogue(80)), || ());
        let newer = Arc::new(sample::catalogue(3));
        assert_eq!(followed(&mut kept, &newer).find("").len(), 3);
    }
}
