//! Work on many things with all processors.

use std::panic::resume_unwind;
use std::thread::{available_parallelism, scope};

/// Returns what `work` makes of each thing, in their order.
pub(crate) fn map<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = available_parallelism().map_or(1, usize::from);
    let each = things.len().div_ceil(threads).max(1);
    let work = &work;
    scope(|scope| {
        let parts = things.chunks(each);
        let parts = parts.map(|part| scope.spawn(move || part.iter().map(work).collect()));
        let parts: Vec<_> = parts.collect();
        let made = parts.into_iter().map(|part| {
            let made: Vec<R> = part.join().unwrap_or_else(|panic| resume_unwind(panic));
            made
        });
        made.flatten().collect()
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_keep_the_order_of_things() {
        for count in [0, 1, 7, 1000] {
            let things: Vec<usize> = (0..count).collect();
            assert_eq!(super::map(&things, |thing| *thing), things);
        }
    }
}
