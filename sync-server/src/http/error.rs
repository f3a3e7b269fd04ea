//! Every way a request can fail, as one enum. It becomes the response, and is logged here and nowhere else.

use axum::Json;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use shared::ids::{ExhibitionId, KioskId};
use shared::protocol::MAX_BODY_BYTES;
use shared::protocol::v1::{CODE_EXPIRED, CODE_UNKNOWN, CODE_USED, ErrorReply, REVOKED_TOKEN};
use tracing::{error, warn};

use crate::engine::BatchError;
use crate::listeners::{Audience, ListenAddresses};
use crate::operations::devices::DeviceError;
use crate::operations::setup::SetupError;
use crate::ports::PortError;
use crate::store::StoreError;

/// Why a request was not answered as asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ApiError {
    #[error(
        "this address wants a kiosk's token; send the header \"Authorization: Bearer …\" with the token of kiosk.toml"
    )]
    NoToken,
    #[error(
        "this port speaks TLS with other computers, and this connection has none; write https:// in the address. A kiosk that can't is enrolled again with a code of `sync-server kiosk invite`. Nothing was taken"
    )]
    WithoutTls,
    #[error(
        "this port answers this computer under its own name alone; open http://localhost with the port, and for other computers make a link with `sync-server desk link`"
    )]
    ForeignName,
    #[error(
        "this link is not good, or no longer; ask the organisers for the one in force (`sync-server wall link`, `sync-server desk link`)"
    )]
    WrongLink,
    #[error(
        "nobody is signed in; sign in at the organisers' desk (/admin/sign-in), or use a link of theirs (`sync-server desk link`)"
    )]
    NotSignedIn,
    #[error(
        "the account that is signed in may not read the totals; ask the owner for another role"
    )]
    NotForRole,
    #[error(
        "the token is not known here; enrol the kiosk again with a code of `sync-server kiosk invite`"
    )]
    UnknownToken,
    #[error(
        "the organisers took this kiosk out of service; enrol it again with a code of `sync-server kiosk invite`"
    )]
    RevokedToken,
    #[error(
        "the token is kiosk {token}'s, the records are kiosk {push}'s; use each kiosk's own kiosk.toml"
    )]
    OtherKiosk { token: KioskId, push: KioskId },
    #[error(
        "the records are of exhibition {found}, this server is exhibition {here}'s; set the kiosk up for this server"
    )]
    OtherExhibition {
        found: ExhibitionId,
        here: ExhibitionId,
    },
    #[error(
        "the request has more than {MAX_BODY_BYTES} bytes once unpacked; send fewer records at a time"
    )]
    TooLarge,
    #[error("{0}")]
    Batch(#[from] BatchError),
    #[error("the body is of the type \"{0}\"; send JSON, as application/json")]
    ContentType(String),
    #[error("the body is encoded as \"{0}\"; send it plain or as zstd")]
    Encoding(String),
    #[error("the body can't be unpacked as zstd: {0}; send it again")]
    Unpacking(std::io::Error),
    #[error(
        "what {sender} sends did not arrive whole: the connection ended; it should send it again"
    )]
    Interrupted { sender: String },
    #[error(
        "what {sender} sends did not arrive whole within {seconds} s; it should send it again, less at a time"
    )]
    TooSlow { sender: String, seconds: u64 },
    #[error("the body is no batch of records of protocol version 1: {0}")]
    Json(#[from] serde_json::Error),
    #[error("the body is no report about places of protocol version 1: {0}")]
    Places(serde_json::Error),
    #[error(
        "the body holds no submissions of protocol version 1; send them as this server's kiosk does"
    )]
    NotSubmissions,
    #[error("the body is no request of a device that is to be enrolled, of protocol version 1")]
    NoEnrolment,
    #[error("{0}")]
    Enrolment(DeviceError),
    #[error("too many codes were tried from this address; try again in {seconds} s")]
    TooManyCodes { seconds: u64 },
    #[error("the answer can't be packed: {0}; ask again")]
    Packing(std::io::Error),
    #[error("the query is not understood: {0}")]
    Query(#[from] axum::extract::rejection::QueryRejection),
    #[error("the address can't be read; percent-encode it as UTF-8")]
    Address,
    #[error("there is nothing at {0}")]
    NotFound(String),
    #[error(
        "there is nothing at {path} on this port, which is for {audience}. Visitors' pages are on port {}, kiosks use port {} with TLS. The live page and the totals are the organisers': on port {} of the server's own computer, or by a link that they make (`sync-server wall link`, `sync-server desk link`)",
        listening.public.port(), listening.devices.port(), listening.desk.port()
    )]
    NothingHere {
        path: String,
        audience: Audience,
        listening: ListenAddresses,
    },
    #[error(
        "{1} takes no {0}; records and places are sent with POST, everything else is asked for with GET"
    )]
    Method(Method, String),
    #[error(
        "kiosk {kiosk} sends more {what} than people can cause; it may go on in {seconds} s. If it goes on like this, look at the device: it is broken, or somebody has its token"
    )]
    TooMuch {
        kiosk: KioskId,
        what: &'static str,
        seconds: u64,
    },
    #[error("too many others ask for the same at the moment; try again in a few seconds")]
    Busy,
    #[error("the database {0}; kiosks keep their records. The server's log says why")]
    Unhealthy(&'static str),
    #[error("{0}")]
    Store(#[from] StoreError),
}

impl ApiError {
    fn kind(&self) -> (StatusCode, &'static str) {
        match self {
            Self::NoToken => (StatusCode::UNAUTHORIZED, "no_token"),
            Self::WithoutTls => (StatusCode::UPGRADE_REQUIRED, "without_tls"),
            Self::ForeignName => (StatusCode::FORBIDDEN, "foreign_name"),
            Self::WrongLink => (StatusCode::FORBIDDEN, "wrong_link"),
            Self::NotSignedIn => (StatusCode::UNAUTHORIZED, "not_signed_in"),
            Self::NotForRole => (StatusCode::FORBIDDEN, "not_for_role"),
            Self::UnknownToken => (StatusCode::UNAUTHORIZED, "unknown_token"),
            Self::RevokedToken => (StatusCode::UNAUTHORIZED, REVOKED_TOKEN),
            Self::OtherKiosk { .. } => (StatusCode::FORBIDDEN, "other_kiosk"),
            Self::OtherExhibition { .. } => (StatusCode::CONFLICT, "other_exhibition"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            Self::Batch(BatchError::TooMany(_)) => {
                (StatusCode::PAYLOAD_TOO_LARGE, "too_many_records")
            }
            Self::Batch(BatchError::Order(_)) => (StatusCode::BAD_REQUEST, "out_of_order"),
            Self::ContentType(_) => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "content_type"),
            Self::Encoding(_) => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "encoding"),
            Self::Unpacking(_) => (StatusCode::BAD_REQUEST, "unpacking"),
            Self::Interrupted { .. } => (StatusCode::BAD_REQUEST, "interrupted"),
            Self::TooSlow { .. } => (StatusCode::REQUEST_TIMEOUT, "too_slow"),
            Self::Places(_) => (StatusCode::BAD_REQUEST, "not_about_places"),
            Self::Json(_) => (StatusCode::BAD_REQUEST, "not_a_push"),
            Self::NotSubmissions => (StatusCode::BAD_REQUEST, "not_letters"),
            Self::NoEnrolment => (StatusCode::BAD_REQUEST, "not_an_enrolment"),
            Self::TooManyCodes { .. } => (StatusCode::TOO_MANY_REQUESTS, "too_many_codes"),
            Self::Enrolment(DeviceError::UnknownCode) => (StatusCode::FORBIDDEN, CODE_UNKNOWN),
            Self::Enrolment(DeviceError::UsedCode(_)) => (StatusCode::CONFLICT, CODE_USED),
            Self::Enrolment(DeviceError::ExpiredCode(_)) => (StatusCode::GONE, CODE_EXPIRED),
            Self::Enrolment(
                DeviceError::Setup(SetupError::Database(_)) | DeviceError::Database(_),
            ) => (StatusCode::SERVICE_UNAVAILABLE, "store"),
            Self::Enrolment(_) => (StatusCode::CONFLICT, "not_enrolled"),
            Self::Packing(_) => (StatusCode::INTERNAL_SERVER_ERROR, "packing"),
            Self::Query(_) => (StatusCode::BAD_REQUEST, "query"),
            Self::Address => (StatusCode::BAD_REQUEST, "address"),
            Self::NotFound(_) | Self::NothingHere { .. } => (StatusCode::NOT_FOUND, "not_found"),
            Self::Method(..) => (StatusCode::METHOD_NOT_ALLOWED, "method"),
            Self::Unhealthy(_) => (StatusCode::SERVICE_UNAVAILABLE, "unhealthy"),
            Self::TooMuch { .. } => (StatusCode::TOO_MANY_REQUESTS, "too_much"),
            Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
            Self::Store(StoreError::Closed) => (StatusCode::SERVICE_UNAVAILABLE, "stopping"),
            Self::Store(StoreError::Database(PortError::Gone(_))) => {
                (StatusCode::SERVICE_UNAVAILABLE, "store_gone")
            }
            Self::Store(_) => (StatusCode::SERVICE_UNAVAILABLE, "store"),
        }
    }

    /// Returns the message for the client: the whole of it, unless it is about the inside of this server.
    fn message(&self) -> String {
        match self {
            Self::Store(StoreError::Closed) => StoreError::Closed.to_string(),
            Self::Store(StoreError::Database(PortError::Gone(_))) => {
                "the server's database was deleted or replaced, and it stores nothing before it is put back; keep the records and try again. The live page says what to do".to_owned()
            }
            Self::Store(_)
            | Self::Enrolment(
                DeviceError::Setup(SetupError::Database(_)) | DeviceError::Database(_),
            ) => {
                "the server can't store or read at the moment; keep the records and try again. The server's log has the reason".to_owned()
            }
            other => other.to_string(),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, code) = self.kind();
        match self {
            // A stranger's error would only fill the log.
            Self::Address | Self::NotFound(_) | Self::NothingHere { .. } | Self::Method(..) => {}
            Self::Busy => warn!(status = status.as_u16(), code, "{self}"),
            _ if status.is_server_error() => error!(status = status.as_u16(), code, "{self}"),
            _ => warn!(status = status.as_u16(), code, "{self}"),
        }
        let reply = ErrorReply {
            code: code.to_owned(),
            message: self.message(),
        };
        let mut response = (status, Json(reply)).into_response();
        let headers = response.headers_mut();
        let retry_after = match self {
            Self::TooMuch { seconds, .. } | Self::TooManyCodes { seconds } => Some(seconds),
            _ => (status == StatusCode::SERVICE_UNAVAILABLE).then_some(5),
        };
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// Gives the refusals of layers and extractors, which are plain text, the shape of all others.
pub(crate) async fn in_one_shape(response: Response) -> Response {
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_text = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"));
    match response.status() {
        StatusCode::PAYLOAD_TOO_LARGE if is_text => ApiError::TooLarge.into_response(),
        StatusCode::BAD_REQUEST if is_text => ApiError::Address.into_response(),
        _ => response,
    }
}
