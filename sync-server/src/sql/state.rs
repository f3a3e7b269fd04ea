//! What a running server reads and writes beside records and seats.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use shared::ids::KioskId;
use shared::protocol::v1::{DeviceReport, IssuedTotals, KioskState};
use shared::server_pin::ServerPin;
use shared::time::UnixMs;

use super::{SqlRow, SqlTx, SqlType, SqlValue, devices, secrets, tickets, unreadable, values};
use crate::ports::{
    DeviceToken, PortError, Published, ReadAccounts, ReadApiTokens, ReadCatalogue, ReadStaff,
    ReadTickets, StateTx, server_pins_text,
};

impl<T: SqlTx> StateTx for T {
    fn published(&self) -> Result<Published, PortError> {
        let sql = self.sql();
        let kiosks = "SELECT id, role, token_sha256, token_made_ms, next_nonce, next_token_sha256, instructions
                      FROM kiosks";
        let kiosks = sql.query(kiosks, &[])?;
        let token = |row: &SqlRow| Ok((row.name(0)?, devices::token_of(row, 2)?));
        let device_tokens: HashMap<KioskId, DeviceToken> =
            kiosks.iter().map(token).collect::<Result<_, PortError>>()?;
        let hashes = device_tokens.iter().flat_map(|(kiosk, token)| {
            let hashes = token.next_sha256.into_iter().chain([token.sha256]);
            hashes.map(|hash| (hash, kiosk.clone()))
        });
        let (catalogue_version, catalogue) = self.catalogue_in_force()?;
        let issued = tickets::issued(self)?.into_iter();
        Ok(Published {
            epoch: self.epoch()?,
            was_set_back: sql.value("SELECT set_back_ms IS NOT NULL FROM exhibition", &[])?,
            catalogue_version,
            catalogue: Arc::new(catalogue),
            keys: self.public_keys()?,
            staff: self.staff()?,
            ticket_list: self.tickets_version()?.revision,
            issued: issued
                .map(|(kind, tickets)| IssuedTotals { kind, tickets })
                .collect(),
            tokens: hashes.collect(),
            device_tokens,
            roles: kiosks
                .iter()
                .map(|row| Ok((row.name(0)?, row.role(1)?)))
                .collect::<Result<_, PortError>>()?,
            instructions: kiosks
                .iter()
                .filter_map(|row| {
                    let asked = devices::instructions_of(row, 6).transpose()?;
                    Some(asked.and_then(|asked| Ok((row.name(0)?, asked))))
                })
                .collect::<Result<_, PortError>>()?,
            revoked_tokens: sql.read("SELECT token_sha256 FROM revoked_tokens", &[], |row| {
                row.get(0)
            })?,
            secrets: Arc::new(secrets::all(self)?),
            accounts: Arc::new(self.accounts()?),
            api_tokens: Arc::new(self.api_tokens()?),
        })
    }

    fn newest_receipt(&self) -> Result<Option<UnixMs>, PortError> {
        let newest = "SELECT received_ms FROM records ORDER BY arrival DESC LIMIT 1";
        let row = self.sql().row(newest, &[])?;
        row.map(|row| row.get(0)).transpose()
    }

    fn kiosk_states(&self) -> Result<BTreeMap<KioskId, KioskState>, PortError> {
        let kiosks = "SELECT id, gate, role, last_heard_ms, complete_to_ms, waiting, instructions FROM kiosks";
        let read = |row: &SqlRow| {
            let id: KioskId = row.name(0)?;
            let state = KioskState {
                id: id.clone(),
                label: devices::instructions_of(row, 6)?.and_then(|asked| asked.label),
                gate: row.name(1)?,
                role: row.role(2)?,
                last_seen_ms: row.get(3)?,
                complete_to_ms: row.get(4)?,
                waiting: row.get(5)?,
                set_aside: 0,
                ahead: 0,
                untimed: 0,
            };
            Ok((id, state))
        };
        self.sql().read(kiosks, &[], read)
    }

    fn write_kiosk_states(&self, states: &[KioskState]) -> Result<(), PortError> {
        use SqlType::{Number, Text};
        let states = states.iter();
        let states: Vec<SqlValue<'_>> = states
            .flat_map(|it| {
                values![
                    it.id.as_str(),
                    it.last_seen_ms,
                    it.complete_to_ms,
                    it.waiting
                ]
            })
            .collect();
        // Of two servers that a kiosk speaks to, the one that heard it last is right.
        self.sql().execute_many(
            "UPDATE kiosks SET last_heard_ms = k.c2, complete_to_ms = k.c3, waiting = k.c4 FROM {rows}
             WHERE kiosks.id = k.c1 AND (last_heard_ms IS NULL OR last_heard_ms <= k.c2)",
            &[Text, Number, Number, Number],
            &states,

        )
    }

    fn write_known_pins(&self, kiosk: &KioskId, pins: &[ServerPin]) -> Result<(), PortError> {
        let update = "UPDATE kiosks SET known_pins = $2 WHERE id = $1";
        let pins = server_pins_text(pins);
        self.sql()
            .execute(update, &values![kiosk.as_str(), pins])
            .map(drop)
    }

    fn write_device_report(&self, kiosk: &KioskId, report: &DeviceReport) -> Result<(), PortError> {
        let update = "UPDATE kiosks SET report = $2 WHERE id = $1";
        let report =
            serde_json::to_string(report).map_err(|error| unreadable(error.to_string()))?;
        self.sql()
            .execute(update, &values![kiosk.as_str(), report])
            .map(drop)
    }

    fn counted_by(&self) -> Result<u64, PortError> {
        self.sql().value("SELECT counted_by FROM exhibition", &[])
    }

    fn count_edit(&self) -> Result<(), PortError> {
        let count = "UPDATE exhibition SET edits = edits + 1";
        self.sql().execute(count, &[]).map(drop)
    }
}
