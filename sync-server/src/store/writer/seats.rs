//! Seats: what kiosks report, and what the allocators answer.

use shared::protocol::v1::AllocatorReply;
use shared::time::UnixMs;
use tracing::{error, warn};

use super::Writer;
use crate::engine::{AllocationReports, exchange_seats};
use crate::store::error::StoreError;
use crate::store::jobs::AllocationJobs;

impl Writer {
    /// Gives the allocators of seats what kiosks report, in one commit, and answers them.
    pub(super) fn answer_allocations(&mut self, allocations: AllocationJobs) {
        if allocations.is_empty() {
            return;
        }
        let (reports, askers): (Vec<_>, Vec<_>) = allocations.into_iter().unzip();
        match self.exchange_seats(&reports) {
            Ok(answers) => {
                for (asker, answer) in askers.into_iter().zip(answers) {
                    let _ = asker.send(Ok(answer));
                }
            }
            Err(error) => {
                error!("storing seats: {error}");
                for asker in askers {
                    let _ = asker.send(Err(StoreError::Failing));
                }
            }
        }
    }

    fn exchange_seats(
        &mut self,
        reports: &[AllocationReports],
    ) -> Result<Vec<Vec<AllocatorReply>>, StoreError> {
        let now = reports.first().map_or(UnixMs(0), |first| first.received);
        let mut change = self.connection.write()?;
        if change.epoch()? != self.shared.published().epoch {
            // Another server began it.
            drop(change);
            self.look()?;
            change = self.connection.write()?;
        }
        let exchange = exchange_seats(change.seats(), &self.shared.published(), reports, now)?;
        if exchange.changed {
            change.count_edit()?;
        }
        change.commit()?;
        self.shared.database.check_in_place()?;
        for (kiosk, ms) in exchange.behind {
            warn!(
                "kiosk {kiosk}: its clock is {} minutes behind this computer's; set the one that is wrong. Until then, places in sessions are kept for as long as it takes by both",
                ms / 60_000
            );
        }
        // The live page looks again by itself every few seconds; kiosks that wait for news need not wake.
        self.shared.memory().seats = exchange.allocators;
        Ok(exchange.answers)
    }
}
