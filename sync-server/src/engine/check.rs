//! Compares stored records with themselves: each journal is a chain, and times follow from what was stated of clocks.

use std::collections::HashMap;

use shared::ids::KioskId;
use shared::protocol::v1::parse_body;
use shared::record::{ChainHash, ClockStatement, Origin, RecordId};
use shared::time::UnixMs;

use super::clocks::clock_of;
use crate::ports::{CheckReport, DerivedTx, PortError, SetAsideReason};

/// One journal on the way along its chain.
pub(crate) struct ChainCheck<'a> {
    origin: Origin,
    last: u64,
    chain_hash: ChainHash,
    report: &'a mut CheckReport,
}

/// A record as it is stored.
pub(crate) struct ChainedRecord<'a> {
    pub(crate) seq: u64,
    pub(crate) chain_hash: ChainHash,
    pub(crate) body: &'a str,
    pub(crate) aside: Option<SetAsideReason>,
    pub(crate) at: Option<UnixMs>,
    /// Whether its row is as it was written.
    pub(crate) is_whole: bool,
}

/// What was stated of a kiosk's clock, each run of its device read once.
pub(crate) struct RunClocks<'a> {
    tx: &'a dyn DerivedTx,
    stated: HashMap<String, Option<ClockStatement>>,
}

impl<'a> RunClocks<'a> {
    /// Reads them of one moment.
    pub(crate) fn new(tx: &'a dyn DerivedTx) -> Self {
        let stated = HashMap::new();
        Self { tx, stated }
    }

    fn of(&mut self, kiosk: &KioskId, boot: &str) -> Result<Option<ClockStatement>, PortError> {
        if let Some(stated) = self.stated.get(boot) {
            return Ok(*stated);
        }
        let stated = clock_of(self.tx, kiosk, boot)?;
        self.stated.insert(boot.to_owned(), stated);
        Ok(stated)
    }
}

impl<'a> ChainCheck<'a> {
    /// Begins after a record and its hash; without one, at the start.
    pub(crate) fn after(
        origin: Origin,
        before: Option<(u64, ChainHash)>,
        report: &'a mut CheckReport,
    ) -> Self {
        let (last, chain_hash) = before.unwrap_or((0, ChainHash::start(&origin)));
        Self {
            origin,
            last,
            chain_hash,
            report,
        }
    }

    /// Checks the next record. Databases of earlier layouts have no statements of clocks.
    pub(crate) fn check(
        &mut self,
        record: &ChainedRecord<'_>,
        clocks: Option<&mut RunClocks<'_>>,
    ) -> Result<(), PortError> {
        self.report.records += 1;
        let faults = self.report.faults.len();
        let seq = record.seq;
        if seq != self.last + 1 {
            self.fault(seq, "the records before it are missing");
        } else if record.aside != Some(SetAsideReason::BrokenChain)
            && self.chain_hash.next(seq, record.body) != record.chain_hash
        {
            self.fault(seq, "its bytes do not fit its hash");
        }
        (self.last, self.chain_hash) = (seq, record.chain_hash);
        if record.aside.is_none()
            && let Some(clocks) = clocks
            && let Ok(read) = parse_body(record.body)
        {
            let stated = clocks.of(&self.origin.kiosk, &read.stamp.boot)?;
            let corrected = read.stamp.corrected();
            let at = stated.map_or(corrected, |stated| stated.time_of(&read.stamp));
            if record.at != Some(at) {
                self.fault(seq, "it is counted at another time than its own");
            }
        }
        // It may be set aside, of another ticket, or received at another time.
        if !record.is_whole && self.report.faults.len() == faults {
            self.fault(seq, "its row is not as it was written");
        }
        Ok(())
    }

    fn fault(&mut self, seq: u64, what: &str) {
        self.report.damaged.push(RecordId {
            kiosk: self.origin.kiosk.clone(),
            incarnation: self.origin.incarnation,
            seq,
        });
        self.report.faults.push(format!(
            "record {seq} of kiosk {} (incarnation {}): {what}",
            self.origin.kiosk, self.origin.incarnation.0
        ));
    }
}
