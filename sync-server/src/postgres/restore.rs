//! Another state in the place of the exhibition of a schema: it is put into a schema beside it, which takes its name in one
//! step. What was there stays in a schema of its own.

use std::sync::Arc;

use super::PostgresDatabase;
use crate::ports::PortError;
use crate::sql::{SqlConnection, values};

/// How many characters of a schema's name the names of those beside it begin with: PostgreSQL takes 63 bytes.
const NAME_KEPT: usize = 12;

/// A schema that is being filled.
pub(crate) struct StagedSchema {
    /// The exhibition in it.
    pub(crate) database: PostgresDatabase,
    name: String,
    /// The schema whose place it takes.
    own: String,
}

impl PostgresDatabase {
    /// Makes an empty schema beside the exhibition's own.
    ///
    /// # Errors
    /// [`PortError`], also when this user may make no schema.
    pub(crate) fn stage(&self) -> Result<StagedSchema, PortError> {
        let db = self.pool.connection()?;
        let sql: &dyn SqlConnection = &db;
        let own: String = sql.value("SELECT current_schema()::text", &[])?;
        let name = format!("{}_restoring", beginning(&own));
        let quoted = quoted(&name);
        db.batch(&format!(
            "DROP SCHEMA IF EXISTS {quoted} CASCADE; CREATE SCHEMA {quoted}"
        ))?;
        let database = Self {
            pool: self.pool.in_schema(&quoted),
            is_ready: Arc::default(),
            author: self.author.clone(),
        };
        Ok(StagedSchema {
            database,
            name,
            own,
        })
    }

    /// Has what was staged take the place of the exhibition, whose schema gets a name with this ending.
    ///
    /// # Errors
    /// [`PortError`]; then everything is as it was.
    pub(crate) fn exchange(&self, staged: &StagedSchema, ending: &str) -> Result<(), PortError> {
        let tx = self.pool.write()?;
        let sql: &dyn SqlConnection = &tx;
        let edits: i64 = sql.value("SELECT edits FROM exhibition", &[])?;
        let [own, new] = [&staged.own, &staged.name].map(|it| quoted(it));
        // Other servers look again when this number is another one.
        sql.execute(
            &format!("UPDATE {new}.exhibition SET edits = greatest(edits, $1) + 1"),
            &values![edits],
        )?;
        let aside = quoted(&format!("{}_{ending}", beginning(&staged.own)));
        tx.batch(&format!(
            "ALTER SCHEMA {own} RENAME TO {aside}; ALTER SCHEMA {new} RENAME TO {own}"
        ))?;
        tx.commit()
    }

    /// Drops what was staged.
    pub(crate) fn discard(&self, staged: &StagedSchema) -> Result<(), PortError> {
        let name = quoted(&staged.name);
        let db = self.pool.connection()?;
        db.batch(&format!("DROP SCHEMA IF EXISTS {name} CASCADE"))
    }
}

fn beginning(name: &str) -> String {
    name.chars().take(NAME_KEPT).collect()
}

/// Returns a name as SQL has it, whatever is in it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
