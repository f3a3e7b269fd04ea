//! PostgreSQL for one test program: a private instance in a folder of its own, which ends with the program.

// What fails here fails the test, with its place.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::missing_panics_doc)]

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use postgres::{Client, NoTls};

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

fn start(options: impl FnOnce(&Path) -> Vec<String>) -> (String, Child) {
    let folder = tempfile::Builder::new()
        .prefix("postgres-")
        .tempdir()
        .unwrap()
        .keep();
    let options = options(&folder);
    let is_root = run("id", &["-u"]).trim() == "0";
    let user: &[&str] = if is_root {
        // PostgreSQL refuses to run as root.
        run("chown", &["-R", "nobody", folder.to_str().unwrap()]);
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
        .args([server.as_str(), "-D", data, "-k", folder, "-h", ""])
        .args(options)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut log = BufReader::new(child.stderr.take().unwrap());
    let mut said = String::new();
    while !said.contains("ready to accept connections") {
        let more = log.read_line(&mut said).unwrap() > 0;
        assert!(more && !said.contains("FATAL"), "PostgreSQL: {said}");
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
