//! Lists that are as long as an exhibition is large, as files: no process holds a whole one.

use std::collections::HashSet;
use std::io::{Read, sink};
use std::process::Stdio;

use shared::checkin::Direction;
use shared::record::Fact;
use shared::submission::{Submission, SubmissionId};
use sync_server::operations::accounts;
use sync_server::ports::{Database, SubmissionBatch};
use sync_server::{SqliteDatabase, system_time};
use ureq::Agent;

use crate::command::{end, serve_with, text};
use crate::kiosk::claims;
use crate::media::figure;
use crate::submissions::submission;
use crate::venue::{OPENING, Venue};

const PEOPLE: u32 = 100_000;
const ACTS: i64 = 40_000;
/// What a list may take beyond what the server has already, in kB: the shorter one took 60 MB while it was made in memory.
const MOST: usize = 6 << 10;
const PASSWORD: &str = "gốm Kim Lan rất đẹp";

/// Adds registrations, each of its own name.
fn register(database: &SqliteDatabase) {
    let mut inbox = database.submission_inbox();
    for from in (0..PEOPLE).step_by(1_000) {
        let submissions = (from..from + 1_000).map(|number| {
            let mut id = [0; 16];
            id[..4].copy_from_slice(&number.wrapping_mul(0x9e37_79b9).to_be_bytes());
            Submission {
                id: SubmissionId(id),
                written: OPENING.plus(i64::from(number % 7_000)),
                ..submission(1, &format!("Nguyễn Thị {number}"))
            }
        });
        let batch = SubmissionBatch {
            kiosk: "H1".parse().unwrap(),
            received: OPENING.plus(i64::from(from)),
            submissions: submissions.collect(),
        };
        inbox.keep(&batch).unwrap();
    }
}

/// Records people whom staff let in without a ticket.
fn let_people_in(venue: &mut Venue) {
    venue.start();
    let mut kiosk = venue.kiosk("A1");
    for act in 0..ACTS {
        let walked = Fact::Walked {
            gate: "main".parse().unwrap(),
            direction: Direction::In,
            kind: claims(1).kind,
            people: 1,
            staff: None,
        };
        kiosk.fact(walked, act % 180);
    }
    for records in kiosk.journal.chunks(500) {
        kiosk.push_these(venue, records);
    }
    venue.stop();
}

/// Signs the owner in, and returns the session's cookie.
fn sign_in(agent: &Agent, desk: &str) -> String {
    let form = [("name", "Owner"), ("password", PASSWORD), ("to", "/")];
    let answer = agent.post(format!("{desk}/admin/sign-in")).send_form(form);
    let answer = answer.unwrap();
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

#[test]
fn lists_of_people_and_acts_are_not_held_in_memory() {
    let mut venue = Venue::closed();
    let_people_in(&mut venue);
    let database = venue.database();
    register(&database);
    let (name, password) = ("Owner".parse().unwrap(), PASSWORD.parse().unwrap());
    accounts::make_owner(&database, &name, &password, system_time()).unwrap();
    let (server, urls) = serve_with(text(&venue.data()), Stdio::inherit(), &[]);
    let config = Agent::config_builder().max_redirects(0);
    let agent: Agent = config.build().into();
    let cookie = sign_in(&agent, &urls.desk);
    let get = |path: &str| {
        let request = agent.get(format!("{}{path}", urls.desk));
        let answer = request.header("cookie", &cookie).call().unwrap();
        answer
            .into_body()
            .into_with_config()
            .limit(u64::MAX)
            .reader()
    };
    // What every page takes is there afterwards, and the memory of the password's hash is given back.
    for path in ["/admin/people?q=99999", "/admin/reports", "/admin/people"] {
        std::io::copy(&mut get(path), &mut sink()).unwrap();
    }
    for (path, rows) in [
        ("/admin/people/network.csv?lang=en", PEOPLE as usize),
        ("/admin/reports/all/staff-acts.csv?lang=en", ACTS as usize),
    ] {
        std::fs::write(format!("/proc/{}/clear_refs", server.id()), "5").unwrap();
        let before = figure(server.id(), "VmRSS");
        let mut list = String::new();
        get(path).read_to_string(&mut list).unwrap();
        assert_eq!(list.lines().count(), rows + 1, "{path}");
        if rows == PEOPLE as usize {
            let different: HashSet<&str> = list.lines().collect();
            assert_eq!(different.len(), rows + 1, "{path}");
        }
        let grown = figure(server.id(), "VmHWM").saturating_sub(before);
        assert!(grown < MOST, "{path}: {grown} kB");
        eprintln!("{path}: {grown} kB for {} kB", list.len() >> 10);
    }
    end(server);
}
