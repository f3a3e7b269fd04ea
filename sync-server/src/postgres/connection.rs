//! Connections and transactions. A connection that nobody uses waits to be used again.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fmt::{self, Debug};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use postgres::config::SslMode;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::ToSql;
use postgres::{Client, Config, NoTls, RowIter, Statement};

use super::error::PostgresError;
use super::tls::PostgresTls;
use super::values::{arrays, copy_rows, for_arrays, read_row};
use crate::ports::PortError;
use crate::sql::{EachRow, SqlConnection, SqlType, SqlValue, values};

/// How many unused connections are kept.
const IDLE: usize = 8;
/// How long to wait for a server that does not answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// After so long without a word the system asks whether the other side is still there, so that one that is gone is noticed
/// within [`PATIENCE`] also by who waits for its answer.
const KEEPALIVE: Duration = Duration::from_secs(4);
/// An acknowledgement means durable, whatever the cluster's default is. A writer waits for another one as long as on
/// SQLite. Statements are planned once, for few rows, so that no long list of keys makes one read a whole table. A process
/// that was frozen within a transaction loses it, rather than keeping all others from writing. So does one whose network is gone:
/// PostgreSQL asks for it as the system does here.
const SETTINGS: &str = "
    SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') = 'off';
    SET lock_timeout = '10s';
    SET plan_cache_mode = 'force_generic_plan';
    SET jit = 'off';
    SET idle_in_transaction_session_timeout = '60s';
    SET tcp_keepalives_idle = 4;
    SET tcp_keepalives_interval = 2;
    SET tcp_keepalives_count = 3;
    SET tcp_user_timeout = '10s';";
/// Begins a change once no other process changes this schema. A writer that is gone is waited for less long than others wait
/// for their turn, so nobody fails because of it.
const WRITE: &str = "
    BEGIN ISOLATION LEVEL READ COMMITTED;
    SET LOCAL idle_in_transaction_session_timeout = '8s';
    SELECT pg_advisory_xact_lock(hashtextextended(current_schema(), 0));";

/// Connections to one schema.
pub(super) struct Pool {
    config: Config,
    /// Tells hints of this process from those of others.
    name: String,
    idle: Mutex<Vec<Session>>,
}

/// A client and its prepared statements by their text.
struct Session {
    client: Client,
    statements: HashMap<String, Statement>,
}

/// How far a connection's transaction is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    /// There is none: each statement takes effect at once.
    None,
    Open,
    /// The same, and others are told of the change.
    OpenChange,
    /// A statement failed: PostgreSQL would answer its commit as if all were well.
    Failed,
}

/// A connection in use. A transaction that is open when it is dropped is undone.
pub(super) struct Connection {
    pool: Arc<Pool>,
    session: RefCell<Option<Session>>,
    progress: Cell<Progress>,
}

impl Debug for Pool {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Pool").finish_non_exhaustive()
    }
}

impl Pool {
    /// Reads an address; nothing is connected yet.
    pub(super) fn new(url: &str) -> Result<Arc<Self>, PortError> {
        let mut config: Config = url.parse()?;
        if config.get_application_name().is_none() {
            config.application_name("sync-server");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(PATIENCE);
        }
        if config.get_keepalives_interval().is_none() {
            config.keepalives_idle(KEEPALIVE);
            config.keepalives_interval(KEEPALIVE / 2);
            config.keepalives_retries(3);
        }
        let mut name = [0; 8];
        getrandom::fill(&mut name).map_err(|error| PostgresError::Random(error.to_string()))?;
        Ok(Arc::new(Self {
            config,
            name: hex::encode(name),
            idle: Mutex::default(),
        }))
    }

    /// Returns connections to another schema of the same database, whose name is quoted.
    pub(super) fn in_schema(&self, quoted: &str) -> Arc<Self> {
        let mut config = self.config.clone();
        let escaped = quoted.replace('\\', "\\\\").replace(' ', "\\ ");
        let before = config.get_options().unwrap_or_default();
        // Of several values of one setting the last one holds.
        let options = format!("{before} -csearch_path={escaped}");
        config.options(options.trim());
        Arc::new(Self {
            config,
            name: self.name.clone(),
            idle: Mutex::default(),
        })
    }

    /// Returns a connection on which each statement takes effect at once.
    pub(super) fn connection(self: &Arc<Self>) -> Result<Connection, PortError> {
        self.execute_first("", Progress::None)
    }

    /// Begins to read: everything that is read is of one moment.
    pub(super) fn read(self: &Arc<Self>) -> Result<Connection, PortError> {
        self.execute_first("BEGIN ISOLATION LEVEL REPEATABLE READ", Progress::Open)
    }

    /// Begins a change beside which others may be made.
    pub(super) fn begin(self: &Arc<Self>) -> Result<Connection, PortError> {
        self.execute_first("BEGIN ISOLATION LEVEL READ COMMITTED", Progress::Open)
    }

    /// Begins a change. All other writers wait for it.
    pub(super) fn write(self: &Arc<Self>) -> Result<Connection, PortError> {
        self.execute_first(WRITE, Progress::OpenChange)
    }

    /// Calls `wake` once it listens, whenever another process may have changed something, and at least once in each
    /// `wait`, until it returns `false`.
    pub(super) fn listen(
        &self,
        wait: Duration,
        wake: &mut dyn FnMut() -> bool,
    ) -> Result<(), PortError> {
        let Session { mut client, .. } = self.connect()?;
        client.batch_execute("LISTEN sync_server")?;
        let schema = client.query_one("SELECT current_schema()::text", &[])?;
        let schema: String = schema.try_get(0)?;
        let is_hint = |payload: &str| {
            let hint = payload.rsplit_once(' ');
            hint.is_some_and(|(of, from)| of == schema && from != self.name)
        };
        while wake() {
            let until = Instant::now() + wait;
            loop {
                let left = until.saturating_duration_since(Instant::now());
                let notification = client.notifications().timeout_iter(left).next()?;
                // Hints of other schemas may come without end.
                let is_other = notification.is_some_and(|it| !is_hint(it.payload()));
                if !is_other || left.is_zero() {
                    break;
                }
            }
            // One look is enough for all hints that came until now.
            while client.notifications().iter().next()?.is_some() {}
            if client.is_closed() {
                return Err(PostgresError::Undone.into());
            }
        }
        Ok(())
    }

    fn execute_first(
        self: &Arc<Self>,
        first: &str,
        progress: Progress,
    ) -> Result<Connection, PortError> {
        let used = |session| Connection {
            pool: self.clone(),
            session: RefCell::new(Some(session)),
            progress: Cell::new(progress),
        };
        loop {
            let Some(mut session) = self.idle().pop() else {
                break;
            };
            match session.client.batch_execute(first) {
                Ok(()) => return Ok(used(session)),
                // It broke while nobody used it.
                Err(_) if session.client.is_closed() => {}
                Err(error) => return Err(error.into()),
            }
        }
        let mut session = self.connect()?;
        session.client.batch_execute(first)?;
        Ok(used(session))
    }

    fn connect(&self) -> Result<Session, PortError> {
        let mut client = match self.config.get_ssl_mode() {
            SslMode::Require => self.config.connect(PostgresTls::new()?)?,
            _ => self.config.connect(NoTls)?,
        };
        client.batch_execute(SETTINGS)?;
        let encoding: String = client.query_one("SHOW server_encoding", &[])?.try_get(0)?;
        if encoding != "UTF8" {
            return Err(PostgresError::Encoding(encoding).into());
        }
        Ok(Session {
            client,
            statements: HashMap::new(),
        })
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Session>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Pool {
    /// The server may end on a thread of its async runtime, and a client that is dropped there panics.
    fn drop(&mut self) {
        let idle = std::mem::take(&mut *self.idle());
        std::thread::spawn(move || drop(idle));
    }
}

impl SqlConnection for Connection {
    fn execute(&self, sql: &str, params: &[SqlValue<'_>]) -> Result<u64, PortError> {
        self.with(|session| {
            let statement = session.prepared(sql)?;
            let params = params.iter().map(|it| it as &(dyn ToSql + Sync));
            Ok(session
                .client
                .execute(&statement, &params.collect::<Vec<_>>())?)
        })
    }

    fn each(&self, sql: &str, params: &[SqlValue<'_>], each: EachRow<'_>) -> Result<(), PortError> {
        self.with(|session| {
            let statement = session.prepared(sql)?;
            read_rows(session.client.query_raw(&statement, params)?, each)
        })
    }

    fn each_of_many(
        &self,
        sql: &str,
        types: &[SqlType],
        values: &[SqlValue<'_>],
        each: EachRow<'_>,
    ) -> Result<(), PortError> {
        if values.is_empty() {
            return Ok(());
        }
        self.with(|session| {
            let statement = session.prepared(&for_arrays(sql, types))?;
            let arrays = arrays(values, types.len());
            read_rows(session.client.query_raw(&statement, arrays)?, each)
        })
    }

    fn insert_many(
        &self,
        table: &str,
        columns: &[(&str, SqlType)],
        values: &[SqlValue<'_>],
    ) -> Result<(), PortError> {
        if values.is_empty() {
            return Ok(());
        }
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        let types: Vec<SqlType> = columns.iter().map(|(_, of)| *of).collect();
        self.with(|session| {
            let copy = format!("COPY {table} ({}) FROM STDIN BINARY", names.join(", "));
            let statement = session.prepared(&copy)?;
            let mut copy = session.client.copy_in(&statement)?;
            copy_rows(&types, values, &mut copy).map_err(PostgresError::Copy)?;
            copy.finish()?;
            Ok(())
        })
    }

    fn columns(&self, table: &str) -> Result<Vec<(String, SqlType)>, PortError> {
        let columns = "SELECT column_name::text, data_type::text FROM information_schema.columns
             WHERE table_schema = current_schema() AND table_name::text = $1 ORDER BY ordinal_position";
        let db: &dyn SqlConnection = self;
        db.read(columns, &values![table], |row| {
            let kind = match row.text(1)? {
                "text" => SqlType::Text,
                "bytea" => SqlType::Bytes,
                "boolean" => SqlType::Flag,
                _ => SqlType::Number,
            };
            Ok((row.get(0)?, kind))
        })
    }

    fn batch(&self, sql: &str) -> Result<(), PortError> {
        self.with(|session| Ok(session.client.batch_execute(sql)?))
    }
}

/// Takes in an answer to its end: what is left of it would be in the way of the next statement.
fn read_rows(mut rows: RowIter<'_>, each: EachRow<'_>) -> Result<(), PortError> {
    let mut outcome = Ok(());
    while let Some(row) = rows.next()? {
        if outcome.is_ok() {
            outcome = read_row(&row).and_then(&mut *each);
        }
    }
    outcome
}

impl Connection {
    /// Makes the change durable.
    pub(super) fn commit(&self) -> Result<(), PortError> {
        if self.progress.get() == Progress::Failed {
            return Err(PostgresError::Undone.into());
        }
        if self.progress.get() == Progress::OpenChange {
            let name = &self.pool.name;
            self.batch(&format!(
                "SELECT pg_notify('sync_server', current_schema() || ' {name}'); COMMIT"
            ))?;
        } else {
            self.batch("COMMIT")?;
        }
        self.progress.set(Progress::None);
        Ok(())
    }

    fn with<T>(
        &self,
        work: impl FnOnce(&mut Session) -> Result<T, PortError>,
    ) -> Result<T, PortError> {
        let mut session = self.session.borrow_mut();
        let session = session.as_mut().ok_or(PostgresError::Undone)?;
        work(session).inspect_err(|_| {
            if self.progress.get() != Progress::None {
                self.progress.set(Progress::Failed);
            }
        })
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let Some(mut session) = self.session.take() else {
            return;
        };
        // Without a connection PostgreSQL undoes a change by itself.
        let is_whole = self.progress.get() == Progress::None
            || session.client.batch_execute("ROLLBACK").is_ok();
        let mut idle = self.pool.idle();
        if is_whole && !session.client.is_closed() && idle.len() < IDLE {
            idle.push(session);
        }
    }
}

impl Session {
    fn prepared(&mut self, sql: &str) -> Result<Statement, postgres::Error> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql)?;
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use private_postgres::Instance;

    use super::*;

    #[test]
    fn each_side_asks_whether_the_other_lives() {
        let instance = Instance::start();
        let address = instance.address();
        let pool = Pool::new(&instance.new_schema_through(address)).unwrap();
        let _db = pool.connection().unwrap();
        // The system's table: own and other address, state, queues, then the timer that runs and its hundredths of seconds.
        let port = format!(":{:04X}", address.port());
        let timers = || -> Vec<String> {
            let table = std::fs::read_to_string("/proc/net/tcp").unwrap();
            let timers = table.lines().filter_map(|line| {
                let fields: Vec<&str> = line.split_whitespace().collect();
                let is_open =
                    fields[3] == "01" && (fields[1].ends_with(&port) || fields[2].ends_with(&port));
                is_open.then(|| fields[5].to_owned())
            });
            timers.collect()
        };
        // What was just sent has another timer until it has arrived.
        let until = Instant::now() + PATIENCE;
        let mut found = timers();
        while Instant::now() < until && found.iter().any(|it| it.starts_with("01")) {
            std::thread::yield_now();
            found = timers();
        }
        assert_eq!(found.len(), 2, "{found:?}");
        for timer in found {
            let (kind, left) = timer.split_once(':').unwrap();
            let left = i64::from_str_radix(left, 16).unwrap();
            assert!(kind == "02" && left <= 400, "{timer}");
        }
    }
}
