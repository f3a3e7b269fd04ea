//! How long each kind of page and file of the desk takes, by following the links from its first page as the owner.

use std::collections::{BTreeSet, VecDeque};
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use regex::Regex;
use sync_server::operations::accounts;
use sync_server::tickets::{self, IssueRequest};
use sync_server::{SqliteDatabase, system_time};
use ureq::Agent;

const OWNER: &str = "Owner";
const PASSWORD: &str = "a long password of a bench";
/// Tickets with a name that the server issued.
const TICKETS: u32 = 100_000;
/// How often a page is asked for.
const TIMES: usize = 11;

/// Issues tickets with names and makes the owner.
pub(crate) fn prepare(data: &Path) {
    let database = SqliteDatabase::at(data);
    for from in (0..TICKETS).step_by(tickets::MAX_COUNT as usize) {
        let count = tickets::MAX_COUNT.min(TICKETS - from);
        let request = IssueRequest {
            count,
            kind: "visitor".to_owned(),
            days: 1,
            party: None,
        };
        let names: Vec<String> = (from..from + count)
            .map(|it| format!("Nguyễn Thị {it}"))
            .collect();
        tickets::issue_to(&database, &request, &names, system_time()).unwrap();
    }
    let (name, password) = (OWNER.parse().unwrap(), PASSWORD.parse().unwrap());
    accounts::make_owner(&database, &name, &password, system_time()).unwrap();
}

/// Prints the median time of each page, the slowest first, and the size and time of each file.
pub(crate) fn measure(desk: SocketAddr) {
    let owner = Owner::sign_in(desk);
    let link = Regex::new(r##"href="(/[^"#]*)""##).unwrap();
    let mut waiting: VecDeque<String> = ["/", "/admin", "/admin/tickets?q=nguyen+thi+99"]
        .map(str::to_owned)
        .into();
    let (mut seen, mut pages, mut files) = (BTreeSet::new(), Vec::new(), Vec::new());
    while let Some(path) = waiting.pop_front() {
        if !seen.insert(kind(&path)) || path.contains("sign-out") {
            continue;
        }
        let is_file = path.split('?').next().unwrap_or_default().contains('.');
        let times = if is_file { 1 } else { TIMES };
        let mut took = Vec::with_capacity(times);
        let mut body = Vec::new();
        for _ in 0..times {
            let begun = Instant::now();
            body = owner.get(&path);
            took.push(begun.elapsed());
        }
        took.sort();
        let row = (took[times / 2], body.len(), path);
        if is_file {
            files.push(row);
            continue;
        }
        let text = String::from_utf8_lossy(&body);
        let links = link.captures_iter(&text).map(|it| it[1].to_owned());
        waiting.extend(links.map(|it| it.replace("&amp;", "&")));
        pages.push(row);
    }
    print_rows("page, median of 11", pages);
    print_rows("file, once", files);
}

fn print_rows(title: &str, mut rows: Vec<(Duration, usize, String)>) {
    rows.sort();
    println!("\n{:>9} {:>9}  {title}", "ms", "KB");
    for (took, bytes, path) in rows.iter().rev() {
        let ms = took.as_secs_f64() * 1e3;
        println!("{ms:>9.1} {:>9.1}  {path}", *bytes as f64 / 1e3);
    }
}

/// The address without what differs between pages of one kind.
fn kind(address: &str) -> String {
    let path = address.split('?').next().unwrap_or_default();
    let is_one_of_many = |part: &str| part.contains(|it: char| it.is_ascii_digit());
    let parts = path
        .split('/')
        .map(|part| if is_one_of_many(part) { "…" } else { part });
    let extension = path.rsplit_once('.').map_or("", |it| it.1);
    parts.collect::<Vec<_>>().join("/") + extension
}

/// The owner's browser.
struct Owner {
    agent: Agent,
    desk: SocketAddr,
    cookie: String,
}

impl Owner {
    fn sign_in(desk: SocketAddr) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0);
        let agent: Agent = config.build().into();
        let form = [("name", OWNER), ("password", PASSWORD), ("to", "/")];
        let answer = agent.post(format!("http://{desk}/admin/sign-in"));
        let answer = answer.send_form(form).unwrap();
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        Self {
            agent,
            desk,
            cookie,
        }
    }

    fn get(&self, path: &str) -> Vec<u8> {
        let request = self.agent.get(format!("http://{}{path}", self.desk));
        let mut answer = request.header("cookie", &self.cookie).call().unwrap();
        let status = answer.status();
        assert!(status.as_u16() < 400, "{path}: {status}");
        let body = answer.body_mut().with_config().limit(u64::MAX);
        body.read_to_vec().unwrap()
    }
}
