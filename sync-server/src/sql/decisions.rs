//! What organisers decided about what wanted a decision.

use shared::ids::KioskId;
use shared::record::RecordId;
use shared::time::UnixMs;

use super::{SqlTx, values};
use crate::engine;
use crate::ports::{
    DecideRecords, Decision, PortError, QuarantineReport, ReadCatalogue, ReadDecisions,
    RecordDecision, WriteDecisions,
};

impl<T: SqlTx> ReadDecisions for T {
    fn decisions(&self) -> Result<Vec<Decision>, PortError> {
        let all = "SELECT kind, subject, up_to, choice, author, made_ms FROM decisions ORDER BY kind, subject";
        self.sql().read(all, &[], |row| {
            Ok(Decision {
                kind: row.get(0)?,
                subject: row.get(1)?,
                up_to: row.get(2)?,
                choice: row.get(3)?,
                author: row.get(4)?,
                made: row.get(5)?,
            })
        })
    }
}

impl<T: SqlTx> WriteDecisions for T {
    fn put_decision(&self, decision: &Decision) -> Result<(), PortError> {
        let put = "INSERT INTO decisions (kind, subject, up_to, choice, author, made_ms) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (kind, subject) DO UPDATE SET up_to = excluded.up_to, choice = excluded.choice,
                 author = excluded.author, made_ms = excluded.made_ms";
        let params = values![
            &decision.kind,
            &decision.subject,
            decision.up_to,
            &decision.choice,
            &decision.author,
            decision.made,
        ];
        self.sql().execute(put, &params).map(drop)
    }
}

impl<T: SqlTx> DecideRecords for T {
    fn quarantine(
        &self,
        kiosk: &KioskId,
        since: Option<UnixMs>,
        now: UnixMs,
    ) -> Result<QuarantineReport, PortError> {
        let rules = self.catalogue_in_force()?.1.rules();
        engine::quarantine(self, &rules, kiosk, since, now)
    }

    fn decide_record(
        &self,
        id: &RecordId,
        decision: RecordDecision<'_>,
        now: UnixMs,
    ) -> Result<bool, PortError> {
        let rules = self.catalogue_in_force()?.1.rules();
        let is_changed = engine::decide(self, &rules, id, decision, now)?;
        if is_changed {
            decision.note(id, self)?;
        }
        Ok(is_changed)
    }
}
