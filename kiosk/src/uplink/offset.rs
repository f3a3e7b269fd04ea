//! How far the device's clock is from the server's, from the times of their exchanges.

use shared::time::UnixMs;

use crate::clock::Reading;

/// By how much the clock must have moved against the count of milliseconds to have been set.
const SET_MS: i64 = 500;
/// An exchange during which the clock moved by more than this against the count is no measure.
const UNSTEADY_MS: i64 = 50;
/// Clocks drift: in this many milliseconds, an estimate loses a millisecond of its worth.
const DRIFT_MS: u64 = 10_000;

/// One question and answer.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// The clock when the question left.
    pub sent: Reading,
    /// The clock when the answer was there.
    pub received: Reading,
    /// The server's clock as it answered.
    pub server: UnixMs,
}

/// The best estimate so far: the one with the smallest round trip.
#[derive(Debug, Default)]
pub struct OffsetEstimate {
    best: Option<Best>,
}

#[derive(Debug)]
struct Best {
    round_trip_ms: u64,
    at_mono_ms: u64,
    /// Device clock minus count: changes when the clock is set.
    lead_ms: i64,
}

impl OffsetEstimate {
    /// Takes an exchange in; gives the new offset in milliseconds when it is a better one.
    pub fn observe(&mut self, exchange: &Exchange) -> Option<i64> {
        let Exchange {
            sent,
            received,
            server,
        } = exchange;
        let round_trip_ms = received.mono_ms.saturating_sub(sent.mono_ms);
        let lead_ms = lead(received);
        if (lead_ms - lead(sent)).abs() > UNSTEADY_MS {
            return None;
        }
        if let Some(best) = &self.best {
            let was_set = (lead_ms - best.lead_ms).abs() > SET_MS;
            let age_ms = received.mono_ms.saturating_sub(best.at_mono_ms);
            if !was_set && round_trip_ms > best.round_trip_ms + age_ms / DRIFT_MS {
                return None;
            }
        }
        self.best = Some(Best {
            round_trip_ms,
            at_mono_ms: received.mono_ms,
            lead_ms,
        });
        let middle = received.device.plus(-((round_trip_ms / 2) as i64));
        Some(server.since(middle))
    }
}

fn lead(reading: &Reading) -> i64 {
    reading.device.0.saturating_sub(reading.mono_ms as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An exchange at count `at`, with a device clock that runs `lead` ahead of the count and a
    /// server that is 5,000 ms ahead of the count.
    fn exchange(at: u64, lead: i64, there: u64, back: u64) -> Exchange {
        let reading = |mono_ms: u64| Reading {
            device: UnixMs(mono_ms as i64 + lead),
            boot: "b".into(),
            mono_ms,
        };
        Exchange {
            sent: reading(at),
            received: reading(at + there + back),
            server: UnixMs((at + there) as i64 + 5_000),
        }
    }

    #[test]
    fn the_quickest_exchange_is_believed() {
        let mut estimate = OffsetEstimate::default();
        assert_eq!(estimate.observe(&exchange(0, 1_000, 300, 100)), Some(4_100));
        assert_eq!(estimate.observe(&exchange(1_000, 1_000, 2, 2)), Some(4_000));
        assert_eq!(estimate.observe(&exchange(2_000, 1_000, 300, 100)), None);
    }

    #[test]
    fn a_clock_that_was_set_is_measured_anew_whatever_the_round_trip() {
        let mut estimate = OffsetEstimate::default();
        estimate.observe(&exchange(0, 1_000, 2, 2));
        let after = exchange(1_000, 5_000, 100, 100);
        assert_eq!(estimate.observe(&after), Some(0));
    }

    #[test]
    fn an_exchange_during_which_the_clock_was_set_is_no_measure() {
        let mut estimate = OffsetEstimate::default();
        let mut torn = exchange(0, 1_000, 2, 2);
        torn.received.device = UnixMs(90_000);
        assert_eq!(estimate.observe(&torn), None);
    }

    #[test]
    fn an_old_estimate_gives_way_to_a_slightly_slower_one() {
        let mut estimate = OffsetEstimate::default();
        estimate.observe(&exchange(0, 0, 2, 2));
        assert_eq!(estimate.observe(&exchange(1_000, 0, 5, 5)), None);
        assert_eq!(estimate.observe(&exchange(100_000, 0, 5, 5)), Some(5_000));
    }
}
