//! The connections that are open, and which of them ends when there are too many.
//!
//! Every connection has a holder: the address it comes from, or the kiosk that proved itself on it. A holder with too
//! many loses the one that has been quiet for longest; when there are too many in all, the holder with the most does.
//! New connections are always taken, so that a crowd of idle ones locks nobody out.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use shared::ids::KioskId;
use tokio::sync::oneshot;

/// A kiosk has a request held, one for records, and few more.
const MOST_OF_A_KIOSK: usize = 16;
/// Many phones may share the address of a router.
const MOST_OF_AN_ADDRESS: usize = 256;
/// A connection is quiet when nothing was sent on it for so long. Others end only when there are too many in all: a
/// hundred kiosks behind one router may come back at the same moment.
const QUIET: Duration = Duration::from_secs(2);

/// All connections of a server.
#[derive(Clone)]
pub(crate) struct OpenConnections(Arc<Registry>);

struct Registry {
    most: usize,
    quiet: Duration,
    started: Instant,
    next: AtomicU64,
    entries: Mutex<HashMap<u64, Entry>>,
}

struct Entry {
    holder: Holder,
    /// When something was last sent, in milliseconds since the start.
    active: Arc<AtomicU64>,
    /// Dropped to end the connection.
    _end: oneshot::Sender<()>,
}

/// Who holds a connection.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Holder {
    Address(IpAddr),
    Kiosk(KioskId),
    /// A program, by the number of its token.
    Token(u32),
    /// Nobody whose connection is known.
    Nobody,
}

/// One connection, for its stream and for its requests. It counts until the last clone is dropped.
#[derive(Clone)]
pub(crate) struct OpenConnection(Arc<Membership>);

struct Membership {
    number: u64,
    active: Arc<AtomicU64>,
    all: OpenConnections,
}

impl OpenConnections {
    /// Returns an empty set for so many connections.
    pub(crate) fn new(most: usize) -> Self {
        Self(Arc::new(Registry {
            most,
            quiet: QUIET,
            started: Instant::now(),
            next: AtomicU64::new(0),
            entries: Mutex::default(),
        }))
    }

    /// Adds a connection, and ends another if there are too many. The receiver resolves when this one is to end.
    pub(super) fn add(&self, peer: IpAddr) -> (OpenConnection, oneshot::Receiver<()>) {
        let (end, ended) = oneshot::channel();
        let active = Arc::new(AtomicU64::new(self.now()));
        let number = self.0.next.fetch_add(1, Ordering::Relaxed);
        let holder = Holder::Address(network(peer));
        let mut entries = self.entries();
        self.make_room(&mut entries, &holder, MOST_OF_AN_ADDRESS);
        if entries.len() >= self.0.most
            && let Some(largest) = largest(&entries)
        {
            end_quietest(&mut entries, &largest, u64::MAX);
        }
        let entry = Entry {
            holder,
            active: active.clone(),
            _end: end,
        };
        entries.insert(number, entry);
        drop(entries);
        let membership = Membership {
            number,
            active,
            all: self.clone(),
        };
        (OpenConnection(Arc::new(membership)), ended)
    }

    fn make_room(&self, entries: &mut HashMap<u64, Entry>, holder: &Holder, most: usize) {
        let of_holder = entries.values().filter(|entry| entry.holder == *holder);
        if of_holder.count() >= most {
            let before = self.now().saturating_sub(self.0.quiet.as_millis() as u64);
            end_quietest(entries, holder, before);
        }
    }

    fn now(&self) -> u64 {
        self.0.started.elapsed().as_millis() as u64
    }

    fn entries(&self) -> MutexGuard<'_, HashMap<u64, Entry>> {
        let entries = self.0.entries.lock();
        entries.unwrap_or_else(PoisonError::into_inner)
    }
}

impl OpenConnection {
    /// Returns who holds it.
    pub(crate) fn holder(&self) -> Holder {
        let entries = self.0.all.entries();
        let entry = entries.get(&self.0.number);
        entry.map_or(Holder::Nobody, |entry| entry.holder.clone())
    }

    /// Notes that the client took something in.
    pub(super) fn note_activity(&self) {
        self.0.active.store(self.0.all.now(), Ordering::Relaxed);
    }

    /// Notes which kiosk proved itself on it.
    pub(crate) fn belongs_to(&self, kiosk: &KioskId) {
        let holder = Holder::Kiosk(kiosk.clone());
        let mut entries = self.0.all.entries();
        let is_known = |entry: &Entry| entry.holder == holder;
        if entries.get(&self.0.number).is_none_or(is_known) {
            return;
        }
        self.0.all.make_room(&mut entries, &holder, MOST_OF_A_KIOSK);
        if let Some(entry) = entries.get_mut(&self.0.number) {
            entry.holder = holder;
        }
    }
}

impl Drop for Membership {
    fn drop(&mut self) {
        self.all.entries().remove(&self.number);
    }
}

/// Returns the holder with the most connections.
fn largest(entries: &HashMap<u64, Entry>) -> Option<Holder> {
    let mut counts: HashMap<&Holder, usize> = HashMap::new();
    for entry in entries.values() {
        *counts.entry(&entry.holder).or_default() += 1;
    }
    let largest = counts.into_iter().max_by_key(|(_, count)| *count);
    largest.map(|(holder, _)| holder.clone())
}

/// Ends the connection of a holder on which nothing was sent for longest, if that was before a time.
fn end_quietest(entries: &mut HashMap<u64, Entry>, holder: &Holder, before: u64) {
    let of_holder = entries.iter().filter(|(_, entry)| entry.holder == *holder);
    let quietest = of_holder
        .map(|(number, entry)| (entry.active.load(Ordering::Relaxed), *number))
        .filter(|(active, _)| *active <= before)
        .min();
    if let Some((_, number)) = quietest {
        entries.remove(&number);
    }
}

/// Returns what one subscriber has: an IPv4 address, or 64 bits of an IPv6 address.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(long) => Ipv6Addr::from_bits(long.to_bits() >> 64 << 64).into(),
        short @ IpAddr::V4(_) => short,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(most: usize) -> OpenConnections {
        OpenConnections(Arc::new(Registry {
            most,
            quiet: Duration::ZERO,
            started: Instant::now(),
            next: AtomicU64::new(0),
            entries: Mutex::default(),
        }))
    }

    fn address(last: u8) -> IpAddr {
        IpAddr::from([10, 0, 0, last])
    }

    fn is_ended((_, ended): &mut (OpenConnection, oneshot::Receiver<()>)) -> bool {
        ended.try_recv() == Err(oneshot::error::TryRecvError::Closed)
    }

    #[test]
    fn crowd_of_one_address_ends_no_other_connection() {
        let open = open(10);
        let mut quiet = open.add(address(1));
        let mut kiosk = open.add(address(2));
        kiosk.0.belongs_to(&"A1".parse().unwrap());
        let mut crowd: Vec<_> = (0..100).map(|_| open.add(address(2))).collect();
        assert!(!is_ended(&mut quiet) && !is_ended(&mut kiosk));
        assert!(is_ended(&mut crowd[0]) && !is_ended(&mut crowd[99]));
        assert_eq!(open.entries().len(), 10);
        drop(crowd);
        assert_eq!(open.entries().len(), 2);
    }

    #[test]
    fn kiosk_with_too_many_loses_its_quietest() {
        let open = open(1000);
        let kiosk: KioskId = "A1".parse().unwrap();
        let mut own: Vec<_> = (0..MOST_OF_A_KIOSK).map(|_| open.add(address(1))).collect();
        for (connection, _) in &own {
            connection.belongs_to(&kiosk);
            connection.note_activity();
        }
        own[3].0.0.active.store(0, Ordering::Relaxed);
        let next = open.add(address(1));
        next.0.belongs_to(&kiosk);
        let ended: Vec<_> = own.iter_mut().map(is_ended).collect();
        assert_eq!(ended.iter().filter(|it| **it).count(), 1);
    }

    #[test]
    fn subscriber_has_one_ipv4_or_half_ipv6() {
        let of = |text: &str| network(text.parse().unwrap()).to_string();
        assert_eq!(of("10.0.0.7"), "10.0.0.7");
        assert_eq!(of("::ffff:10.0.0.7"), "10.0.0.7");
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
    }
}
