//! The tokens of the organisers' programs.

use shared::time::UnixMs;

use super::{SqlRow, SqlTx, values};
use crate::ports::{
    ApiCall, ApiScope, ApiToken, ApiTokens, PortError, ReadApiTokens, WriteApiTokens,
};

impl<T: SqlTx> ReadApiTokens for T {
    fn api_tokens(&self) -> Result<ApiTokens, PortError> {
        let tokens = "SELECT id, name, token_sha256, scopes, made_ms, expires_ms, last_used_ms FROM api_tokens";
        let token = |row: &SqlRow| {
            let token = ApiToken {
                id: row.get(0)?,
                name: row.get(1)?,
                sha256: row.get(2)?,
                scopes: ApiScope::of_words(row.text(3)?),
                made: row.get(4)?,
                expires: row.get(5)?,
                last_used: row.get(6)?,
            };
            Ok((token.sha256, token))
        };
        self.sql().read(tokens, &[], token)
    }

    fn api_call(&self, token: u32, key_sha256: &[u8; 32]) -> Result<Option<ApiCall>, PortError> {
        let call = "SELECT request_sha256, first_ticket, last_ticket, made_ms FROM api_calls
             WHERE token = $1 AND key_sha256 = $2";
        let found: Vec<ApiCall> = self.sql().read(call, &values![token, key_sha256], |row| {
            let first: Option<u32> = row.get(1)?;
            Ok(ApiCall {
                token,
                key_sha256: *key_sha256,
                request_sha256: row.get(0)?,
                tickets: first.zip(row.get(2)?),
                made: row.get(3)?,
            })
        })?;
        Ok(found.into_iter().next())
    }
}

impl<T: SqlTx> WriteApiTokens for T {
    fn insert_api_token(&self, token: &ApiToken) -> Result<(), PortError> {
        self.sql().execute(
            "INSERT INTO api_tokens (id, name, token_sha256, scopes, made_ms, expires_ms)
             VALUES ((SELECT coalesce(max(id), 0) + 1 FROM api_tokens), $1, $2, $3, $4, $5)",
            &values![
                &token.name,
                &token.sha256,
                ApiScope::words(&token.scopes),
                token.made,
                token.expires
            ],
        )?;
        Ok(())
    }

    fn remove_api_token(&self, id: u32) -> Result<bool, PortError> {
        let token = "DELETE FROM api_tokens WHERE id = $1";
        Ok(self.sql().execute(token, &values![id])? > 0)
    }

    fn insert_api_call(&self, call: &ApiCall, since: UnixMs) -> Result<(), PortError> {
        let before = "DELETE FROM api_calls WHERE made_ms < $1";
        self.sql().execute(before, &values![since])?;
        let (first, last) = call.tickets.unzip();
        let insert = "INSERT INTO api_calls
             (token, key_sha256, request_sha256, first_ticket, last_ticket, made_ms)
             VALUES ($1, $2, $3, $4, $5, $6)";
        let values = values![
            call.token,
            &call.key_sha256,
            &call.request_sha256,
            first,
            last,
            call.made
        ];
        self.sql().execute(insert, &values).map(drop)
    }

    fn note_api_token_use(&self, id: u32, at: UnixMs) -> Result<(), PortError> {
        let token = "UPDATE api_tokens SET last_used_ms = $2 WHERE id = $1";
        self.sql().execute(token, &values![id, at]).map(drop)
    }
}
