//! The organisers' accounts and their sessions.

use shared::time::UnixMs;

use super::{SqlRow, SqlTx, unreadable, values};
use crate::ports::{
    Account, AccountRole, AccountSession, Accounts, PortError, ReadAccounts, WriteAccounts,
};

impl<T: SqlTx> ReadAccounts for T {
    fn accounts(&self) -> Result<Accounts, PortError> {
        let accounts = "SELECT id, name, role, password_hash, must_change, totp_key, totp_step, made_ms FROM accounts";
        let account = |row: &SqlRow| {
            let role = row.text(2)?;
            let account = Account {
                name: row.name(1)?,
                role: AccountRole::from_code(role)
                    .ok_or_else(|| unreadable(format!("the role \"{role}\"")))?,
                password_hash: row.get(3)?,
                must_change: row.get(4)?,
                totp_key: row.get(5)?,
                totp_step: row.get(6)?,
                made: row.get(7)?,
            };
            Ok((row.get(0)?, account))
        };
        let sessions = "SELECT token_sha256, account, made_ms, last_used_ms FROM account_sessions";
        let session = |row: &SqlRow| {
            let session = AccountSession {
                token_sha256: row.get(0)?,
                account: row.get(1)?,
                made: row.get(2)?,
                last_used: row.get(3)?,
            };
            Ok((session.token_sha256, session))
        };
        Ok(Accounts {
            accounts: self.sql().read(accounts, &[], account)?,
            sessions: self.sql().read(sessions, &[], session)?,
        })
    }
}

impl<T: SqlTx> WriteAccounts for T {
    fn put_account(&self, account: &Account) -> Result<(), PortError> {
        self.sql().execute(
            "INSERT INTO accounts (id, name, role, password_hash, must_change, totp_key, totp_step, made_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role,
                password_hash = excluded.password_hash, must_change = excluded.must_change,
                totp_key = excluded.totp_key, totp_step = excluded.totp_step",
            &values![
                account.name.key(),
                account.name.as_str(),
                account.role.code(),
                &account.password_hash,
                account.must_change,
                account.totp_key.as_deref(),
                account.totp_step,
                account.made
            ],
        )?;
        Ok(())
    }

    fn remove_account(&self, key: &str) -> Result<bool, PortError> {
        self.end_account_sessions(key)?;
        let account = "DELETE FROM accounts WHERE id = $1";
        Ok(self.sql().execute(account, &values![key])? > 0)
    }

    fn end_account_sessions(&self, key: &str) -> Result<(), PortError> {
        let sessions = "DELETE FROM account_sessions WHERE account = $1";
        self.sql().execute(sessions, &values![key]).map(drop)
    }

    fn end_idle_sessions(&self, since: UnixMs) -> Result<(), PortError> {
        let sessions = "DELETE FROM account_sessions WHERE last_used_ms < $1";
        self.sql().execute(sessions, &values![since]).map(drop)
    }

    fn put_account_session(&self, session: &AccountSession) -> Result<(), PortError> {
        self.sql().execute(
            "INSERT INTO account_sessions (token_sha256, account, made_ms, last_used_ms) VALUES ($1, $2, $3, $4)
             ON CONFLICT (token_sha256) DO UPDATE SET last_used_ms = excluded.last_used_ms",
            &values![
                &session.token_sha256,
                &session.account,
                session.made,
                session.last_used
            ],
        )?;
        Ok(())
    }

    fn end_account_session(&self, token_sha256: &[u8; 32]) -> Result<(), PortError> {
        let session = "DELETE FROM account_sessions WHERE token_sha256 = $1";
        self.sql()
            .execute(session, &values![token_sha256])
            .map(drop)
    }
}
