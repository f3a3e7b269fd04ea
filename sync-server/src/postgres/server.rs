//! An exhibition in PostgreSQL as a running server uses it. Several servers may use it at once.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use postgres::Row;
use shared::catalogue::Catalogue;
use shared::checkin::Rules;
use shared::ids::KioskId;
use shared::protocol::v1::{IssuedTotals, KioskRole, KioskState};
use shared::time::UnixMs;
use tracing::{error, warn};

use super::connection::Pool;
use super::submissions::PostgresSubmissions;
use super::{PostgresDatabase, PostgresTx, rows};
use crate::ports::{
    CheckReport, DatabaseVersion, PortError, Published, ReadCatalogue, ReadReports, ReadStaff,
    ReadTickets, RecordsTx, SeatsTx, ServerConnection, ServerDatabase, ServerTx, SubmissionInbox,
    TicketPage, WriteTx,
};

/// How long to wait for hints from other servers before it is asked whether they are still wanted.
const HINT_WAIT: Duration = Duration::from_secs(1);
/// How long to wait before connecting again for what other servers say.
const LISTEN_AGAIN: Duration = Duration::from_secs(5);

impl ServerDatabase for PostgresDatabase {
    fn reader(&self) -> Result<Box<dyn ServerConnection>, PortError> {
        self.open()?;
        let pool = self.pool.clone();
        Ok(Box::new(PostgresConnection { pool }))
    }

    fn submissions(&self) -> Box<dyn SubmissionInbox> {
        let pool = self.pool.clone();
        Box::new(PostgresSubmissions { pool })
    }

    fn check_newest(&self, count: usize) -> Result<CheckReport, PortError> {
        self.check(Some(count), &mut || true)
    }

    fn check_records(&self, go_on: &mut dyn FnMut() -> bool) -> Result<CheckReport, PortError> {
        self.check(None, go_on)
    }

    fn listen(&self, mut wake: Box<dyn FnMut() -> bool + Send>) {
        let pool = self.pool.clone();
        std::thread::spawn(move || {
            loop {
                match pool.listen(HINT_WAIT, &mut wake) {
                    Ok(()) => return,
                    // It is looked for changes every now and then in any case.
                    Err(error) => warn!("listening for other servers: {error}"),
                }
                std::thread::sleep(LISTEN_AGAIN);
                if !wake() {
                    return;
                }
            }
        });
    }
}

impl PostgresDatabase {
    fn check(
        &self,
        newest: Option<usize>,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<CheckReport, PortError> {
        let mut report = CheckReport::default();
        let journals = PostgresTx::new(self.pool.read()?).journals_to_check(newest)?;
        for mut journal in journals {
            // Each step has a moment of its own: nothing may keep old rows from being cleared away for long.
            while go_on()
                && PostgresTx::new(self.pool.read()?).check_step(&mut journal, &mut report)?
            {
            }
        }
        Ok(report)
    }
}

/// What a running server begins transactions with.
struct PostgresConnection {
    pool: Arc<Pool>,
}

impl ServerConnection for PostgresConnection {
    fn read(&mut self) -> Result<Box<dyn ServerTx + '_>, PortError> {
        Ok(Box::new(PostgresTx::new(self.pool.read()?)))
    }

    fn write(&mut self) -> Result<Box<dyn ServerTx + '_>, PortError> {
        Ok(Box::new(PostgresTx::new(self.pool.write()?)))
    }

    fn begin_epoch(&mut self, shown_by: &KioskId) -> Result<(), PortError> {
        let tx = PostgresTx::new(self.pool.write()?);
        let epoch = tx.begin_epoch()?;
        WriteTx::commit(Box::new(tx))?;
        error!(
            "THE DATABASE WAS SET BACK (kiosk {shown_by} knows of records that it lacks). It goes on under the new epoch {epoch}: kiosks send again what it lacks. What organisers did after that state is lost: compare your lists of issued and withdrawn tickets, kiosks, staff and keys, and do again what is missing"
        );
        Ok(())
    }
}

impl ServerTx for PostgresTx {
    fn records(&self) -> &dyn RecordsTx {
        &self.records
    }

    fn seats(&self) -> &dyn SeatsTx {
        &self.records
    }

    fn epoch(&self) -> Result<String, PortError> {
        ReadCatalogue::epoch(self)
    }

    fn published(&self) -> Result<Published, PortError> {
        let was_set_back = "SELECT set_back_ms IS NOT NULL FROM exhibition";
        let kiosks = "SELECT token_sha256, id, role FROM kiosks";
        let kiosks = self.db.query(kiosks, &[])?;
        let revoked = self
            .db
            .query("SELECT token_sha256 FROM revoked_tokens", &[])?;
        let token = |row: &Row| Ok((rows::bytes(row, 0)?, rows::name(row, 1)?));
        let role = |row: &Row| Ok((rows::name(row, 1)?, rows::role(row, 2)?));
        let (catalogue_version, catalogue) = self.catalogue_in_force()?;
        let issued = self.issued_tickets()?.into_iter();
        Ok(Published {
            epoch: ReadCatalogue::epoch(self)?,
            was_set_back: self.db.only(was_set_back, &[])?.try_get(0)?,
            catalogue_version,
            catalogue: Arc::new(catalogue),
            keys: self.public_keys()?,
            staff: self.staff()?,
            ticket_list: self.tickets_version()?.revision,
            issued: issued
                .map(|(kind, tickets)| IssuedTotals { kind, tickets })
                .collect(),
            tokens: kiosks.iter().map(token).collect::<Result<_, PortError>>()?,
            roles: kiosks.iter().map(role).collect::<Result<_, PortError>>()?,
            revoked_tokens: revoked
                .iter()
                .map(|row| rows::bytes(row, 0))
                .collect::<Result<_, PortError>>()?,
            secrets: Arc::new(self.secrets()?),
        })
    }

    fn version(&self) -> Result<DatabaseVersion, PortError> {
        let row = self.db.only(
            "SELECT edits, (SELECT coalesce(sum(last_heard_ms), 0)::bigint FROM kiosks) FROM exhibition",
            &[],
        )?;
        Ok(DatabaseVersion {
            edits: row.try_get(0)?,
            kiosks: row.try_get(1)?,
        })
    }

    fn newest_receipt(&self) -> Result<Option<UnixMs>, PortError> {
        let newest = "SELECT received_ms FROM records ORDER BY arrival DESC LIMIT 1";
        let row = self.db.row(newest, &[])?;
        row.map_or(Ok(None), |row| rows::time(&row, 0))
    }

    fn kiosk_states(&self) -> Result<BTreeMap<KioskId, KioskState>, PortError> {
        let kiosks = "SELECT id, gate, role, last_heard_ms, complete_to_ms, waiting FROM kiosks";
        let read = |row: &Row| {
            let id: KioskId = rows::name(row, 0)?;
            let role: &str = row.try_get(2)?;
            let state = KioskState {
                id: id.clone(),
                gate: rows::name(row, 1)?,
                role: KioskRole::from_code(role)
                    .ok_or_else(|| rows::unreadable(format!("the role \"{role}\"")))?,
                last_seen_ms: rows::time(row, 3)?,
                complete_to_ms: rows::time(row, 4)?,
                waiting: rows::count(row, 5)?,
                set_aside: 0,
                ahead: 0,
                untimed: 0,
            };
            Ok((id, state))
        };
        self.db.query(kiosks, &[])?.iter().map(read).collect()
    }

    fn write_kiosk_state(&self, state: &KioskState) -> Result<(), PortError> {
        self.db.execute(
            "UPDATE kiosks SET last_heard_ms = $2, complete_to_ms = $3, waiting = $4
             WHERE id = $1 AND (last_heard_ms IS NULL OR last_heard_ms <= $2)",
            &[
                &state.id.as_str(),
                &state.last_seen_ms.map(|at| at.0),
                &state.complete_to_ms.map(|at| at.0),
                &(state.waiting as i64),
            ],
        )?;
        Ok(())
    }

    fn counted_by(&self) -> Result<u64, PortError> {
        rows::count(&self.db.only("SELECT counted_by FROM exhibition", &[])?, 0)
    }

    fn catalogue_version(&self, version: u64) -> Result<Option<Catalogue>, PortError> {
        ReadCatalogue::catalogue_version(self, version)
    }

    fn ticket_page(&self, after: u64, limit: usize) -> Result<TicketPage, PortError> {
        ReadTickets::ticket_page(self, after, limit)
    }

    fn count_edit(&self) -> Result<(), PortError> {
        self.db
            .execute("UPDATE exhibition SET edits = edits + 1", &[])?;
        Ok(())
    }

    fn recount(&self, rules: &Rules) -> Result<Vec<String>, PortError> {
        Ok(self.records.rebuild(rules)?.faults)
    }

    fn commit(self: Box<Self>) -> Result<(), PortError> {
        self.db.commit()
    }
}
