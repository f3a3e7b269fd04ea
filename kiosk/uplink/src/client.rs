//! The requests a kiosk makes.

use std::fmt::Display;
use std::io::{self, Read};
use std::path::Path;
use std::time::Duration;

use kiosk_config::{Config, ServerUrl};
use shared::catalogue::ContentHash;
use shared::protocol::v1::{
    FeedQuery, FeedReply, Push, PushReply, SeatsPush, SeatsReply, SubmissionsPush,
    SubmissionsReply, TicketListQuery, TicketListReply,
};
use shared::server_pin::ServerPin;
use shared::time::UnixMs;
use ureq::http::Response;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{Connector, TcpConnector};
use ureq::{Agent, Body};
use view::Role;

use super::addresses::ServerAddresses;
use super::answer::{begins_at, garbled, no_answer, not_reached, read_answer};
use super::error::UplinkError;
use super::pinned::{PinnedConnector, Pins};
use super::tokens::Tokens;

/// Bodies above this many bytes are compressed: below, it saves no packet.
const COMPRESS_ABOVE: usize = 1_024;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
const EXCHANGE_TIMEOUT: Duration = Duration::from_secs(15);
/// How long the first byte of news may take beyond the time that the server may hold the question.
pub(super) const ANSWER_TIMEOUT: Duration = Duration::from_secs(5);
/// How long one file may take. What has come until then stays, and the next attempt goes on from there.
const FILE_TIMEOUT: Duration = Duration::from_mins(5);

/// Speaks to the server in one kiosk's name.
pub(super) struct Client {
    agent: Agent,
    config: Config,
    pins: Pins,
    addresses: ServerAddresses,
    tokens: Tokens,
}

/// Makes what speaks to servers whose key is known, and to nobody else.
pub(super) fn agent(
    knows: impl Fn(ServerPin) -> bool + Send + Sync + 'static,
) -> Result<Agent, UplinkError> {
    let settings = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        // A kiosk and its server share a LAN; a proxy from the environment would only be in the way.
        .proxy(None)
        .timeout_connect(Some(CONNECT_TIMEOUT))
        .timeout_global(Some(EXCHANGE_TIMEOUT))
        .user_agent(concat!("kiosk/", env!("CARGO_PKG_VERSION")))
        .build();
    let pinned =
        PinnedConnector::new(knows).map_err(|error| UplinkError::NoTls(error.to_string()))?;
    let connector = ().chain(TcpConnector::default()).chain(pinned);
    Ok(Agent::with_parts(
        settings,
        connector,
        DefaultResolver::default(),
    ))
}

impl Client {
    /// A client of the kiosk in a data directory.
    ///
    /// # Errors
    /// [`UplinkError::NoTls`] when TLS can't be set up.
    pub(super) fn new(
        data: &Path,
        config: Config,
        addresses: ServerAddresses,
    ) -> Result<Self, UplinkError> {
        let pins = Pins::new(&config.pins, data);
        let known = pins.clone();
        Ok(Self {
            agent: agent(move |pin| known.known().contains(&pin))?,
            tokens: Tokens::new(&config.token, data),
            config,
            pins,
            addresses,
        })
    }

    /// Asks at the address that worked last, and at the others until one answers. Where the server is at none of them, it is
    /// searched for, which the next attempt profits by.
    fn at_any_address<T>(
        &self,
        ask: impl Fn(&ServerUrl) -> Result<T, UplinkError>,
    ) -> Result<T, UplinkError> {
        let mut tried = Vec::new();
        let mut trouble = None;
        let mut is_elsewhere = true;
        while let Some(server) = self.addresses.next(&tried) {
            match ask(&server) {
                Err(error @ UplinkError::Unreachable { .. }) => {
                    is_elsewhere &= error.is_elsewhere();
                    trouble.get_or_insert(error);
                    tried.push(server);
                }
                answered => {
                    self.addresses.worked(&server);
                    return answered;
                }
            }
        }
        if is_elsewhere {
            self.addresses.search_beside();
        }
        Err(trouble.unwrap_or_else(|| no_answer(&self.config.server, &"it has no address")))
    }

    /// Remembers the keys that the server says it has, where it is known by one.
    ///
    /// # Errors
    /// [`UplinkError::Pins`] when they can't be written down.
    pub(super) fn learn_pins(&self, told: &[ServerPin]) -> Result<(), UplinkError> {
        if !self.config.server.is_encrypted() {
            return Ok(());
        }
        self.pins.learn(told).map_err(UplinkError::Pins)
    }

    /// Returns the keys that the server is known by.
    pub(super) fn known_pins(&self) -> Vec<ServerPin> {
        self.pins.known()
    }

    /// Asks once more with the token before the newest, where the server does not take that one.
    fn with_either_token<T>(
        &self,
        ask: impl Fn() -> Result<T, UplinkError>,
    ) -> Result<T, UplinkError> {
        match ask() {
            Err(UplinkError::NotAccepted { .. }) if self.tokens.turn() => ask(),
            answered => answered,
        }
    }

    /// Sends a batch.
    pub(super) fn push(&self, push: &Push) -> Result<PushReply, UplinkError> {
        self.with_either_token(|| self.post("/api/v1/records", push))
    }

    /// Hands in submissions.
    pub(super) fn submissions(
        &self,
        push: &SubmissionsPush,
    ) -> Result<SubmissionsReply, UplinkError> {
        self.with_either_token(|| self.post("/api/v1/letters", push))
    }

    fn post<T: serde::de::DeserializeOwned>(
        &self,
        path: &str,
        what: &impl serde::Serialize,
    ) -> Result<T, UplinkError> {
        self.at_any_address(|server| {
            let garbled = |error: &dyn Display| garbled(server, error);
            let body = serde_json::to_vec(what).map_err(|error| garbled(&error))?;
            let request = self
                .agent
                .post(server.at(path))
                .header("Authorization", self.bearer())
                .header("Content-Type", "application/json");
            let answer = if body.len() > COMPRESS_ABOVE {
                let packed = zstd::bulk::compress(&body, 3).map_err(|error| garbled(&error))?;
                request.header("Content-Encoding", "zstd").send(packed)
            } else {
                request.send(body)
            };
            self.read(server, answer)
        })
    }

    /// Asks for news; the server may hold the question for `query.wait_s` seconds.
    pub(super) fn feed(&self, query: &FeedQuery) -> Result<FeedReply, UplinkError> {
        let reply = self.with_either_token(|| self.feed_once(query))?;
        if let Some(token) = &reply.token {
            self.tokens.learn(token).map_err(UplinkError::Token)?;
        }
        Ok(reply)
    }

    fn feed_once(&self, query: &FeedQuery) -> Result<FeedReply, UplinkError> {
        self.at_any_address(|server| {
            let mut request = self
                .agent
                .get(server.at("/api/v1/feed"))
                .config()
                .timeout_global(Some(EXCHANGE_TIMEOUT + Duration::from_secs(query.wait_s)))
                .timeout_recv_response(Some(ANSWER_TIMEOUT + Duration::from_secs(query.wait_s)))
                .build()
                .header("Authorization", self.bearer())
                .query("epoch", &query.epoch)
                .query("after", query.after.to_string())
                .query("catalogue", query.catalogue.to_string())
                .query("wait_s", query.wait_s.to_string());
            if let Some(ticket_list) = query.ticket_list {
                request = request.query("register", ticket_list.to_string());
            }
            if let Some(instructions) = query.instructions {
                request = request.query("instructions", instructions.to_string());
            }
            if query.visits {
                request = request.query("visits", "true");
            }
            self.read(server, request.call())
        })
    }

    /// Asks for a page of the ticket list.
    pub(super) fn ticket_list(
        &self,
        query: &TicketListQuery,
    ) -> Result<TicketListReply, UplinkError> {
        let ask = |server: &ServerUrl| {
            let mut request = self
                .agent
                .get(server.at("/api/v1/register"))
                .header("Authorization", self.bearer())
                .header("Accept-Encoding", "zstd")
                .query("epoch", &query.epoch)
                .query("after", query.after.to_string());
            if query.keyed {
                request = request.query("keyed", "true");
            }
            self.read(server, request.call())
        };
        self.with_either_token(|| self.at_any_address(ask))
    }

    /// Asks for a file of the exhibition's media from a byte on; answers with the byte at which what comes begins: a
    /// server may send the whole.
    pub(super) fn media(
        &self,
        hash: &ContentHash,
        from: u64,
    ) -> Result<(u64, impl Read + 'static), UplinkError> {
        self.with_either_token(|| self.media_once(hash, from))
    }

    fn media_once(
        &self,
        hash: &ContentHash,
        from: u64,
    ) -> Result<(u64, impl Read + 'static), UplinkError> {
        self.at_any_address(|server| {
            let answer = self
                .agent
                .get(server.at(&format!("/api/v1/media/{hash}")))
                .config()
                .timeout_global(Some(FILE_TIMEOUT))
                .build()
                .header("Authorization", self.bearer())
                .header("Range", format!("bytes={from}-"))
                .call()
                .map_err(|error| not_reached(server, &error))?;
            let start = match answer.status().as_u16() {
                200 => 0,
                206 if begins_at(&answer) == Some(from) => from,
                206 => {
                    return Err(garbled(
                        server,
                        &"another part of a file than was asked for",
                    ));
                }
                _ => {
                    return self
                        .read(server, Ok(answer))
                        .and_then(|_: serde_json::Value| {
                            Err(garbled(server, &"no file where one was asked for"))
                        });
                }
            };
            Ok((start, answer.into_body().into_reader()))
        })
    }

    /// A file that stopped coming.
    pub(super) fn broke_off(&self, error: &io::Error) -> UplinkError {
        no_answer(&self.addresses.current(), error)
    }

    /// Reports the kiosk's allocations of seats.
    pub(super) fn seats(&self, push: &SeatsPush) -> Result<SeatsReply, UplinkError> {
        self.with_either_token(|| self.post("/api/v1/places", push))
    }

    pub(super) fn role(&self) -> Role {
        self.config.role
    }

    pub(super) fn clock_jumped(&self, theirs: UnixMs, ours: UnixMs) -> UplinkError {
        let seconds = |at: UnixMs| jiff::Timestamp::from_second(at.0.div_euclid(1_000));
        UplinkError::ClockJumped {
            server: self.addresses.current(),
            theirs: seconds(theirs).unwrap_or_default(),
            ours: seconds(ours).unwrap_or_default(),
        }
    }

    pub(super) fn no_progress(&self) -> UplinkError {
        UplinkError::NoProgress {
            server: self.addresses.current(),
        }
    }

    pub(super) fn over(&self, waiting: u64) -> UplinkError {
        UplinkError::Over {
            server: self.addresses.current(),
            kiosk: self.config.kiosk.clone(),
            waiting,
        }
    }

    fn read<T: serde::de::DeserializeOwned>(
        &self,
        server: &ServerUrl,
        answer: Result<Response<Body>, ureq::Error>,
    ) -> Result<T, UplinkError> {
        read_answer(&self.config.kiosk, server, answer)
    }

    fn bearer(&self) -> String {
        format!("Bearer {}", self.tokens.current().secret())
    }
}
