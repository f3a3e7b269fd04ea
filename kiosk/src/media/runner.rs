//! The thread that fetches pictures from the shelf and decodes them, so that the window never waits for the disk.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime};

use egui::ColorImage;
use shared::catalogue::MediaFile;

use ui::media::{LoadedPicture, PictureRequest, PictureSource};
use uplink::{List, MediaError, Shelf};

use super::develop;

/// How often the thread looks whether other pictures have come into force.
const LOOK: Duration = Duration::from_secs(5);

/// The window's way to the pictures. Dropped, its thread ends with the picture at hand.
pub struct Runner {
    shared: Arc<Shared>,
    arrived: Mutex<Receiver<LoadedPicture>>,
}

#[derive(Default)]
struct Shared {
    requests: Mutex<Vec<PictureRequest>>,
    more: Condvar,
    over: AtomicBool,
    edition: AtomicU64,
    wake: Mutex<Option<Arc<dyn Fn() + Send + Sync>>>,
    /// What can't be shown, and why.
    trouble: Mutex<BTreeMap<String, String>>,
}

/// What the thread keeps of the shelf.
struct Keeper {
    shelf: Shelf,
    stamp: Option<(SystemTime, u64)>,
    list: List,
}

impl Runner {
    /// Starts the thread for the pictures on this shelf.
    ///
    /// # Errors
    /// What the system says when it gives no thread.
    pub fn start(shelf: Shelf) -> std::io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let (sender, arrived) = channel();
        let its = Arc::clone(&shared);
        let keeper = Keeper {
            shelf,
            stamp: None,
            list: List::new(),
        };
        thread::Builder::new()
            .name("show-pictures".to_owned())
            .spawn(move || its.run(keeper, &sender))?;
        Ok(Self {
            shared,
            arrived: Mutex::new(arrived),
        })
    }
}

impl PictureSource for Runner {
    fn ask(&self, request: PictureRequest) {
        let mut requests = lock(&self.shared.requests);
        requests.retain(|other| other.file != request.file);
        requests.push(request);
        self.shared.more.notify_one();
    }

    fn arrived(&self) -> Vec<LoadedPicture> {
        lock(&self.arrived).try_iter().collect()
    }

    fn edition(&self) -> u64 {
        self.shared.edition.load(Ordering::Relaxed)
    }

    fn wake_with(&self, wake: Arc<dyn Fn() + Send + Sync>) {
        *lock(&self.shared.wake) = Some(wake);
    }

    fn trouble(&self) -> BTreeMap<String, String> {
        lock(&self.shared.trouble).clone()
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        // Under the lock, or the thread could miss it between looking and falling asleep.
        let _requests = lock(&self.shared.requests);
        self.shared.over.store(true, Ordering::Relaxed);
        self.shared.more.notify_one();
    }
}

impl Shared {
    fn run(&self, mut keeper: Keeper, arrived: &Sender<LoadedPicture>) {
        while !self.over.load(Ordering::Relaxed) {
            let request = self.next();
            if keeper.look() {
                self.edition.fetch_add(1, Ordering::Relaxed);
                lock(&self.trouble).clear();
                self.wake();
            }
            let Some(request) = request else {
                continue;
            };
            let image = self.noted(&request, keeper.bring(&request));
            if arrived.send(LoadedPicture { request, image }).is_err() {
                return;
            }
            self.wake();
        }
    }

    /// Notes what can't be shown. A picture that has not come yet is no such trouble: the uplink knows of it.
    fn noted(
        &self,
        request: &PictureRequest,
        brought: Result<ColorImage, MediaError>,
    ) -> Option<ColorImage> {
        let mut trouble = lock(&self.trouble);
        match brought {
            Ok(image) => {
                trouble.remove(&request.file);
                Some(image)
            }
            Err(MediaError::Unknown(_)) => None,
            Err(error) => {
                let why = error.to_string();
                // Told once, not on every page that shows it.
                if trouble.insert(request.file.clone(), why.clone()).is_none() {
                    eprintln!("kiosk: pictures: {why}");
                }
                None
            }
        }
    }

    /// The next request, the latest first: the page that was left meanwhile can wait. `None` when it is time to look
    /// around.
    fn next(&self) -> Option<PictureRequest> {
        let mut requests = lock(&self.requests);
        if requests.is_empty() && !self.over.load(Ordering::Relaxed) {
            let waited = self.more.wait_timeout(requests, LOOK);
            requests = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        requests.pop()
    }

    fn wake(&self) {
        let wake = lock(&self.wake).clone();
        if let Some(wake) = wake {
            wake();
        }
    }
}

impl Keeper {
    /// Looks whether other pictures have come into force.
    fn look(&mut self) -> bool {
        let stamp = self.shelf.stamp();
        if stamp == self.stamp {
            return false;
        }
        self.stamp = stamp;
        // A list that can't be read is made anew by the uplink; until then there are no pictures.
        self.list = self.shelf.list().unwrap_or_default();
        true
    }

    fn bring(&self, request: &PictureRequest) -> Result<ColorImage, MediaError> {
        let file = self.list.get(&request.file);
        let file = file.ok_or_else(|| MediaError::Unknown(request.file.clone()))?;
        let bytes = self.shelf.read(file)?;
        develop(&bytes, request).or_else(|error| {
            if MediaFile::of(&bytes) == *file {
                return Err(error);
            }
            // The uplink looks for what is not there, not into what is.
            self.shelf.throw_away(file)?;
            Err(MediaError::Damaged {
                file: request.file.clone(),
            })
        })
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
