//! How far the device's clock is from the server's, from the times of their exchanges.

use shared::time::UnixMs;

use journal::clock::Reading;

/// By how much the clock must have moved against the count of milliseconds to have been set.
const SET_MS: i64 = 500;
/// An exchange during which the clock moved by more than this against the count is no measure.
const UNSTEADY_MS: i64 = 50;
/// Clocks drift: in this many milliseconds, an estimate loses a millisecond of its worth.
const DRIFT_MS: u64 = 10_000;

/// A server's clock does not move by more than this, in milliseconds, while the device's runs steadily: somebody has set
/// it, and perhaps wrongly.
const JUMP_MS: i64 = 600_000;

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

/// What an exchange says of the clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Observed {
    /// Nothing better than what is known.
    Nothing,
    /// A better offset, in milliseconds.
    Offset(i64),
    /// The server's clock is not where it was, by so many milliseconds, while the device's ran steadily. Nothing of it
    /// is taken over.
    Jumped(i64),
}

#[derive(Debug)]
struct Best {
    round_trip_ms: u64,
    offset_ms: i64,
    /// The reading at its end.
    received: Reading,
}

impl OffsetEstimate {
    /// Takes an exchange in.
    pub fn observe(&mut self, exchange: &Exchange) -> Observed {
        let Exchange {
            sent,
            received,
            server,
        } = exchange;
        let round_trip_ms = received.mono_ms.saturating_sub(sent.mono_ms);
        let lead_ms = received.lead_ms();
        if (lead_ms - sent.lead_ms()).abs() > UNSTEADY_MS {
            return Observed::Nothing;
        }
        let middle = received.device.plus(-((round_trip_ms / 2) as i64));
        let offset_ms = server.since(middle);
        if let Some(best) = &self.best {
            let was_set = (lead_ms - best.received.lead_ms()).abs() > SET_MS;
            let jumped_ms = offset_ms.saturating_sub(best.offset_ms);
            if !was_set && jumped_ms.saturating_abs() > JUMP_MS {
                return Observed::Jumped(jumped_ms);
            }
            let age_ms = received.mono_ms.saturating_sub(best.received.mono_ms);
            if !was_set && round_trip_ms > best.round_trip_ms + age_ms / DRIFT_MS {
                return Observed::Nothing;
            }
        }
        self.best = Some(Best {
            round_trip_ms,
            offset_ms,
            received: received.clone(),
        });
        Observed::Offset(offset_ms)
    }
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
        assert_eq!(
            estimate.observe(&exchange(0, 1_000, 300, 100)),
            Observed::Offset(4_100)
        );
        assert_eq!(
            estimate.observe(&exchange(1_000, 1_000, 2, 2)),
            Observed::Offset(4_000)
        );
        assert_eq!(
            estimate.observe(&exchange(2_000, 1_000, 300, 100)),
            Observed::Nothing
        );
    }

    #[test]
    fn a_clock_that_was_set_is_measured_anew_whatever_the_round_trip() {
        let mut estimate = OffsetEstimate::default();
        estimate.observe(&exchange(0, 1_000, 2, 2));
        let after = exchange(1_000, 5_000, 100, 100);
        assert_eq!(estimate.observe(&after), Observed::Offset(0));
    }

    #[test]
    fn a_server_whose_clock_jumps_is_not_followed_until_it_is_back() {
        let mut estimate = OffsetEstimate::default();
        estimate.observe(&exchange(0, 1_000, 2, 2));
        let mut jumped = exchange(1_000, 1_000, 2, 2);
        jumped.server = jumped.server.plus(-3_600_000);
        assert_eq!(estimate.observe(&jumped), Observed::Jumped(-3_600_000));
        assert_eq!(estimate.observe(&jumped), Observed::Jumped(-3_600_000));
        let back = exchange(2_000, 1_000, 2, 2);
        assert_eq!(estimate.observe(&back), Observed::Offset(4_000));
        // Where the device's own clock was set at the same time, nobody can tell which one it was.
        let mut both = exchange(3_000, 90_000, 2, 2);
        both.server = both.server.plus(-3_600_000);
        assert!(matches!(estimate.observe(&both), Observed::Offset(_)));
    }

    #[test]
    fn an_exchange_during_which_the_clock_was_set_is_no_measure() {
        let mut estimate = OffsetEstimate::default();
        let mut torn = exchange(0, 1_000, 2, 2);
        torn.received.device = UnixMs(90_000);
        assert_eq!(estimate.observe(&torn), Observed::Nothing);
    }

    #[test]
    fn an_old_estimate_gives_way_to_a_slightly_slower_one() {
        let mut estimate = OffsetEstimate::default();
        estimate.observe(&exchange(0, 0, 2, 2));
        assert_eq!(
            estimate.observe(&exchange(1_000, 0, 5, 5)),
            Observed::Nothing
        );
        assert_eq!(
            estimate.observe(&exchange(100_000, 0, 5, 5)),
            Observed::Offset(5_000)
        );
    }
}
