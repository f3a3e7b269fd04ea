//! PostgreSQL for one test program: a private instance in a folder of its own, which ends with the program.

// What fails here fails the test, with its place.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::missing_panics_doc)]

use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use postgres::{Client, NoTls};
use rustix::process::{Pid, Signal, kill_process};

/// Stops PostgreSQL and deletes its folder when the test program ends in whatever way: then its standard input ends.
const RUN: &str = r#"
    trap '' INT
    folder=$1; shift
    "$@" & server=$!
    cat >/dev/null
    kill -INT $server; wait $server
    rm -rf "$folder"
"#;

/// Makes an empty schema and returns its address.
#[must_use]
pub fn new_schema() -> String {
    new_schema_in(folder())
}

/// Makes an empty schema in an instance that writes to the disk before it commits, for measurements.
#[must_use]
pub fn new_durable_schema() -> String {
    static SERVER: OnceLock<(String, Child)> = OnceLock::new();
    new_schema_in(&SERVER.get_or_init(|| start(|_| Vec::new())).0)
}

/// The certificate of the instance that [`new_tls_schema`] starts; it is for `localhost`, and signed by itself.
pub const CERTIFICATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tls/certificate.pem");

/// Makes an empty schema in an instance that takes connections by TLS alone, and returns its address without `sslmode`.
#[must_use]
pub fn new_tls_schema() -> String {
    static SERVER: OnceLock<(u16, String, Child)> = OnceLock::new();
    let (port, folder, _) = SERVER.get_or_init(|| {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr());
        let port = free.unwrap().port();
        let (folder, child) = start(|folder| tls_options(folder, port));
        (port, folder, child)
    });
    let local = new_schema_at(&format!("{}:{port}", folder.replace('/', "%2F")));
    let (_, schema) = local.split_once('?').unwrap();
    format!("postgres://test@localhost:{port}/postgres?{schema}")
}

fn tls_options(folder: &Path, port: u16) -> Vec<String> {
    let write = |name: &str, content: &str| {
        std::fs::write(folder.join(name), content).unwrap();
        run("chmod", &["600", folder.join(name).to_str().unwrap()]);
        folder.join(name).display().to_string()
    };
    let certificate = write("certificate.pem", include_str!("../tls/certificate.pem"));
    let key = write("key.pem", include_str!("../tls/key.pem"));
    let hosts =
        "local all all trust\nhostssl all all 0.0.0.0/0 trust\nhostssl all all ::0/0 trust\n";
    let hosts = write("hba.conf", hosts);
    let mut options = vec!["-h".to_owned(), "localhost".to_owned()];
    options.extend(["-p".to_owned(), port.to_string(), "-F".to_owned()]);
    for setting in [
        "ssl=on".to_owned(),
        format!("ssl_cert_file={certificate}"),
        format!("ssl_key_file={key}"),
        format!("hba_file={hosts}"),
    ] {
        options.extend(["-c".to_owned(), setting]);
    }
    options
}

fn new_schema_in(folder: &str) -> String {
    new_schema_at(&folder.replace('/', "%2F"))
}

fn new_schema_at(host: &str) -> String {
    static SCHEMAS: AtomicU32 = AtomicU32::new(0);
    let schema = format!("test_{}", SCHEMAS.fetch_add(1, Ordering::Relaxed));
    let server = format!("postgres://test@{host}/postgres");
    let mut client = Client::connect(&server, NoTls).unwrap();
    client
        .batch_execute(&format!("CREATE SCHEMA {schema}"))
        .unwrap();
    format!("{server}?options=-csearch_path%3D{schema}")
}

/// Returns the folder of the instance, which is started where it does not run yet. Its files are below `data`.
#[must_use]
pub fn folder() -> &'static str {
    static SERVER: OnceLock<(String, Child)> = OnceLock::new();
    &SERVER.get_or_init(|| start(|_| vec!["-F".to_owned()])).0
}

/// An instance of its own that a test may kill, freeze and start again.
pub struct Instance {
    folder: PathBuf,
    port: u16,
    server: Option<Child>,
}

impl Instance {
    /// Makes an instance and starts it.
    #[must_use]
    pub fn start() -> Self {
        let folder = new_folder();
        init(&folder);
        let free = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr());
        let port = free.unwrap().port();
        let mut instance = Self {
            folder,
            port,
            server: None,
        };
        instance.restart();
        instance
    }

    /// Returns where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.port))
    }

    /// Returns the folder of its files.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Makes an empty schema and returns its address through a proxy at `address`.
    #[must_use]
    pub fn new_schema_through(&self, address: SocketAddr) -> String {
        let own = self.address().to_string();
        new_schema_at(&own).replace(&own, &address.to_string())
    }

    /// Starts it after [`Instance::kill`] and waits until it is ready.
    pub fn restart(&mut self) {
        let mut server = Command::new("setpriv");
        server
            .args(["--pdeathsig", "KILL"])
            .args(&other_user()[1..]);
        server
            .arg(bin("postgres"))
            .arg("-D")
            .arg(self.folder.join("data"));
        server.arg("-k").arg(&self.folder);
        server.args(["-h", "127.0.0.1", "-p", &self.port.to_string()]);
        server.current_dir(&self.folder).stdout(Stdio::null());
        let mut server = server.stderr(Stdio::piped()).spawn().unwrap();
        wait_ready(&mut server);
        self.server = Some(server);
    }

    /// Kills all of its processes at once.
    pub fn kill(&mut self) {
        let Some(mut server) = self.server.take() else {
            return;
        };
        let processes = processes(&server);
        for process in &processes {
            let _ = kill_process(*process, Signal::KILL);
        }
        server.wait().unwrap();
        let lives = |it: &&Pid| {
            Path::new("/proc")
                .join(it.as_raw_nonzero().to_string())
                .exists()
        };
        while processes.iter().any(|it| lives(&it)) {
            std::thread::yield_now();
        }
    }

    /// Sends a signal such as STOP or CONT to all of its processes.
    pub fn signal(&self, signal: Signal) {
        for process in self.server.iter().flat_map(processes) {
            let _ = kill_process(process, signal);
        }
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        self.kill();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The first process and its children.
fn processes(server: &Child) -> Vec<Pid> {
    let id = server.id();
    let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children"));
    let children = children.unwrap_or_default();
    let children = children.split_whitespace().filter_map(|it| it.parse().ok());
    let children = children.filter_map(Pid::from_raw);
    std::iter::once(Pid::from_child(server))
        .chain(children)
        .collect()
}

/// The command that runs another as a user that PostgreSQL accepts.
fn other_user() -> &'static [&'static str] {
    if run("id", &["-u"]).trim() == "0" {
        // PostgreSQL refuses to run as root.
        &["setpriv", "--reuid=nobody", "--clear-groups"]
    } else {
        &["env"]
    }
}

fn new_folder() -> PathBuf {
    let folder = tempfile::Builder::new().prefix("postgres-").tempdir();
    folder.unwrap().keep()
}

/// Makes the files of an instance in `data` below a folder.
fn init(folder: &Path) {
    let user = other_user();
    if user.len() > 1 {
        run("chown", &["-R", "nobody", folder.to_str().unwrap()]);
    }
    let (data, initdb) = (folder.join("data"), bin("initdb"));
    let mut args = user.to_vec();
    args.extend([initdb.to_str().unwrap(), "-D", data.to_str().unwrap()]);
    args.extend(["-U", "test", "-A", "trust", "-E", "UTF8"]);
    args.extend(["--locale=C", "--no-sync"]);
    run(args[0], &args[1..]);
}

/// Waits until a server takes connections; what it says later is dropped.
fn wait_ready(server: &mut Child) {
    let mut log = BufReader::new(server.stderr.take().unwrap());
    let mut said = String::new();
    while !said.contains("ready to accept connections") {
        let more = log.read_line(&mut said).unwrap() > 0;
        assert!(more, "PostgreSQL: {said}");
    }
    std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
}

fn start(options: impl FnOnce(&Path) -> Vec<String>) -> (String, Child) {
    let folder = new_folder();
    let options = options(&folder);
    init(&folder);
    let (data, folder) = (folder.join("data"), folder.to_str().unwrap());
    let mut child = Command::new("sh")
        .args(["-c", RUN, "sh", folder])
        .args(other_user())
        .arg(bin("postgres"))
        .arg("-D")
        .arg(data)
        .args(["-k", folder, "-h", ""])
        .args(options)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    wait_ready(&mut child);
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
