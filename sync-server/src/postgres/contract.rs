//! PostgreSQL under the contract that every database keeps: one private instance for all tests of the program.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use postgres::{Client, NoTls};
use shared::checkin::Rules;

use super::{PostgresDatabase, PostgresTx, layout};
use crate::contract::{Change, EngineTx, RecordsDatabase};
use crate::engine::RebuildReport;
use crate::ports::{Database, PortError, RecordsTx, ServerConnection, ServerDatabase};

/// A schema of its own.
pub(crate) struct PostgresContract {
    pub(crate) db: PostgresDatabase,
    url: String,
}

impl PostgresContract {
    /// Returns the same schema, as another process connects to it.
    pub(crate) fn other_process(&self) -> PostgresDatabase {
        PostgresDatabase::at(&self.url).unwrap()
    }

    /// Calls `wake` once it listens, and then for hints alone.
    pub(crate) fn listen(&self, mut wake: impl FnMut() -> bool + Send + 'static) {
        let pool = self.other_process().pool;
        let wait = Duration::from_hours(1);
        std::thread::spawn(move || pool.listen(wait, &mut wake));
    }

    /// Returns every column of every table, as the table's name and its own.
    pub(crate) fn columns(&self) -> Vec<(String, String)> {
        let db = self.db.pool.connection().unwrap();
        let columns = db.query(
            "SELECT table_name::text, column_name::text FROM information_schema.columns
             WHERE table_schema = current_schema()",
            &[],
        );
        let columns = columns.unwrap().into_iter();
        columns.map(|row| (row.get(0), row.get(1))).collect()
    }

    /// Returns whether a text stands in a file of a table or an index.
    pub(crate) fn files_hold(&self, text: &str) -> bool {
        // Whatever is only in memory is written first, and files that are deleted are gone then.
        self.db
            .pool
            .connection()
            .unwrap()
            .batch("CHECKPOINT")
            .unwrap();
        let folder = PathBuf::from(server_folder()).join("data/base");
        let folders = std::fs::read_dir(folder).unwrap();
        let files = folders.flat_map(|it| std::fs::read_dir(it.unwrap().path()).unwrap());
        let mut contents = files.filter_map(|it| std::fs::read(it.unwrap().path()).ok());
        contents.any(|it| it.windows(text.len()).any(|part| part == text.as_bytes()))
    }
}

impl PostgresDatabase {
    /// Commits a change of records, or undoes it when it fails.
    pub(crate) fn write_records(
        &self,
        change: impl FnOnce(&dyn EngineTx) -> Result<(), PortError>,
    ) -> Result<(), PortError> {
        let tx = PostgresTx::new(self.pool.write()?);
        change(&tx.records)?;
        tx.db.commit()
    }

    /// Reads records, all of one moment.
    pub(crate) fn read_records<T>(&self, read: impl FnOnce(&dyn RecordsTx) -> T) -> T {
        let tx = PostgresTx::new(self.pool.read().unwrap());
        read(&tx.records)
    }
}

impl RecordsDatabase for PostgresContract {
    fn new() -> Self {
        static SCHEMAS: AtomicU32 = AtomicU32::new(0);
        let schema = format!("test_{}", SCHEMAS.fetch_add(1, Ordering::Relaxed));
        let server = server_url();
        let mut client = Client::connect(&server, NoTls).unwrap();
        client
            .batch_execute(&format!("CREATE SCHEMA {schema}"))
            .unwrap();
        let url = format!("{server} options='-c search_path={schema}'");
        let db = PostgresDatabase::at(&url).unwrap();
        layout::migrate(&db.pool).unwrap();
        Self { db, url }
    }

    fn write(&mut self, change: Change<'_>) -> Result<(), PortError> {
        self.db.write_records(|tx| change(tx))
    }

    fn execute(&mut self, sql: &str) {
        self.db.pool.connection().unwrap().batch(sql).unwrap();
    }

    fn recount(&mut self, rules: &Rules) -> RebuildReport {
        let tx = PostgresTx::new(self.db.pool.read().unwrap());
        tx.records.compare_with_records(rules).unwrap()
    }

    fn rebuild(&mut self, mend: bool) -> RebuildReport {
        self.db.rebuild(mend).unwrap()
    }

    fn database(&self) -> &dyn Database {
        &self.db
    }

    fn server(&self) -> Box<dyn ServerDatabase> {
        Box::new(self.other_process())
    }

    fn connection(&self) -> Box<dyn ServerConnection> {
        self.server().reader().unwrap()
    }
}

/// Stops PostgreSQL and deletes its folder when the test program ends in whatever way: then its standard input ends.
const RUN: &str = r#"
    trap '' INT
    folder=$1; shift
    "$@" & server=$!
    cat >/dev/null
    kill -INT $server; wait $server
    rm -rf "$folder"
"#;

fn server_url() -> String {
    format!("host={} user=test dbname=postgres", server_folder())
}

fn server_folder() -> &'static str {
    static SERVER: OnceLock<(String, Child)> = OnceLock::new();
    &SERVER.get_or_init(start).0
}

fn start() -> (String, Child) {
    let folder = tempfile::Builder::new()
        .prefix("postgres-")
        .tempdir()
        .unwrap()
        .keep();
    let is_root = run("id", &["-u"]).trim() == "0";
    let user: &[&str] = if is_root {
        // PostgreSQL refuses to run as root.
        run("chown", &["nobody", folder.to_str().unwrap()]);
        &["setpriv", "--reuid=nobody", "--clear-groups"]
    } else {
        &["env"]
    };
    let (data, folder) = (folder.join("data"), folder.to_str().unwrap());
    let data = data.to_str().unwrap();
    let program = |name: &str| bin(name).to_str().unwrap().to_owned();
    let initdb = program("initdb");
    let mut args = user.to_vec();
    args.extend([
        initdb.as_str(),
        "-D",
        data,
        "-U",
        "test",
        "-A",
        "trust",
        "-E",
        "UTF8",
    ]);
    args.extend(["--locale=C", "--no-sync"]);
    run(args[0], &args[1..]);
    let server = program("postgres");
    let mut child = Command::new("sh")
        .args(["-c", RUN, "sh", folder])
        .args(user)
        .args([server.as_str(), "-D", data, "-k", folder, "-h", "", "-F"])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut log = BufReader::new(child.stderr.take().unwrap());
    let mut said = String::new();
    while !said.contains("ready to accept connections") {
        assert!(log.read_line(&mut said).unwrap() > 0, "PostgreSQL: {said}");
    }
    std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
    (folder.to_owned(), child)
}

/// Finds a program of PostgreSQL, which Debian keeps out of the path.
fn bin(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    folders.extend(versions.map(|version| version.unwrap().path().join("bin")));
    // Both programs have to be of one version, so a folder has to hold both.
    let holds_both = |folder: &&PathBuf| {
        ["initdb", "postgres"]
            .iter()
            .all(|it| folder.join(it).is_file())
    };
    let folder = folders.iter().rev().find(holds_both);
    folder
        .map(|folder| folder.join(name))
        .expect("PostgreSQL is missing; install Debian's package `postgresql`, or run tests/run, which does")
}

fn run(program: &str, args: &[&str]) -> String {
    let output = Command::new(program)
        .args(args)
        .current_dir(Path::new("/"))
        .env("LC_ALL", "C")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {args:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}
