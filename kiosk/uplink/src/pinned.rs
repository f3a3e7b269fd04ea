//! TLS to one server alone: the one whose key has a pin that this kiosk knows. No authority is asked, and a name or a date in
//! the certificate means nothing.

use std::fmt::{self, Debug};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::client::Resumption;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{ClientConfig, ClientConnection, DigitallySignedStruct, SignatureScheme, StreamOwned};
use shared::server_pin::ServerPin;
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, Either, LazyBuffers, NextTimeout, Transport,
    TransportAdapter,
};

use journal::private_file;

/// The file of pins that the server has told of, in the kiosk's data directory.
const FILE: &str = "server-pins.txt";

/// The pins by which a kiosk knows its server.
#[derive(Debug, Clone)]
pub(super) struct Pins {
    /// Those of `kiosk.toml`.
    given: Vec<ServerPin>,
    path: PathBuf,
}

impl Pins {
    pub(super) fn new(given: &[ServerPin], data: &Path) -> Self {
        Self {
            given: given.to_vec(),
            path: data.join(FILE),
        }
    }

    /// Remembers what the server says of its keys, so that it is known by the next one too. It said so on a connection that
    /// was pinned itself.
    pub(super) fn learn(&self, told: &[ServerPin]) -> std::io::Result<()> {
        let text = format!("{}\n{}\n", written(&self.given), written(told));
        if told.is_empty() || fs::read_to_string(&self.path).is_ok_and(|known| known == text) {
            return Ok(());
        }
        // After a power cut the kiosk must not be left with an empty file and a key that is no more.
        private_file::replace(&self.path, text.as_bytes())
    }

    /// Returns the server's keys. What was learnt takes the place of what was given, until another `kiosk.toml` is.
    pub(super) fn known(&self) -> Vec<ServerPin> {
        let text = fs::read_to_string(&self.path).unwrap_or_default();
        match text.split_once('\n') {
            Some((given, learnt)) if given == written(&self.given) => {
                let learnt = learnt.split_whitespace();
                learnt.filter_map(|pin| pin.parse().ok()).collect()
            }
            _ => self.given.clone(),
        }
    }
}

fn written(pins: &[ServerPin]) -> String {
    let pins: Vec<String> = pins.iter().map(ServerPin::to_string).collect();
    pins.join(" ")
}

/// Wraps connections in TLS where the address says `https`.
pub(super) struct PinnedConnector {
    config: Arc<ClientConfig>,
}

impl Debug for PinnedConnector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PinnedConnector").finish_non_exhaustive()
    }
}

impl PinnedConnector {
    /// Speaks to servers whose key is known.
    pub(super) fn new(
        knows: impl Fn(ServerPin) -> bool + Send + Sync + 'static,
    ) -> Result<Self, rustls::Error> {
        let provider = Arc::new(ring::default_provider());
        let verifier = PinVerifier {
            knows: Box::new(knows),
            provider: provider.clone(),
        };
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&rustls::version::TLS13])?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth();
        config.enable_sni = false;
        // A session that is resumed would pass by the pins after the server's key was changed.
        config.resumption = Resumption::disabled();
        Ok(Self {
            config: Arc::new(config),
        })
    }
}

impl<In: Transport> Connector<In> for PinnedConnector {
    type Out = Either<In, PinnedTransport>;

    fn connect(
        &self,
        details: &ConnectionDetails,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, ureq::Error> {
        let Some(transport) = chained else {
            return Ok(None);
        };
        if !details.needs_tls() {
            return Ok(Some(Either::A(transport)));
        }
        // It is never looked at.
        let name = ServerName::try_from("server").map_err(|_| ureq::Error::Tls("no name"))?;
        let mut connection = ClientConnection::new(self.config.clone(), name)
            .map_err(|error| ureq::Error::Other(error.into()))?;
        let mut socket = TransportAdapter::new(transport.boxed(), details.current_time.clone());
        socket.set_timeout(details.timeout);
        connection.complete_io(&mut socket)?;
        let buffers = LazyBuffers::new(
            details.config.input_buffer_size(),
            details.config.output_buffer_size(),
        );
        let stream = StreamOwned::new(connection, socket);
        Ok(Some(Either::B(PinnedTransport { buffers, stream })))
    }
}

/// A connection within TLS.
pub(super) struct PinnedTransport {
    buffers: LazyBuffers,
    stream: StreamOwned<ClientConnection, TransportAdapter>,
}

impl Debug for PinnedTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PinnedTransport").finish_non_exhaustive()
    }
}

impl Transport for PinnedTransport {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        self.stream.get_mut().set_timeout(timeout);
        let output = self.buffers.output().get(..amount).unwrap_or_default();
        Ok(self.stream.write_all(output)?)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        self.stream.get_mut().set_timeout(timeout);
        let amount = self.stream.read(self.buffers.input_append_buf())?;
        self.buffers.input_appended(amount);
        Ok(amount > 0)
    }

    fn is_open(&mut self) -> bool {
        self.stream.get_mut().get_mut().is_open()
    }

    fn is_tls(&self) -> bool {
        true
    }
}

struct PinVerifier {
    knows: Box<dyn Fn(ServerPin) -> bool + Send + Sync>,
    provider: Arc<CryptoProvider>,
}

impl Debug for PinVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PinVerifier").finish_non_exhaustive()
    }
}

impl ServerCertVerifier for PinVerifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let key = ParsedCertificate::try_from(end_entity)?.subject_public_key_info();
        let pin = ServerPin::of_public_key(&key);
        if (self.knows)(pin) {
            return Ok(ServerCertVerified::assertion());
        }
        Err(rustls::Error::General(format!(
            "this is another server than this kiosk's: its key is {pin}. Nothing was sent to it"
        )))
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _cert: &CertificateDer<'_>,
        _dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Err(rustls::Error::General(
            "a server of this exhibition speaks TLS 1.3".to_owned(),
        ))
    }

    /// Shows that the server has the key, and not only its certificate, which anybody can copy.
    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, cert, dss, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        let algorithms = &self.provider.signature_verification_algorithms;
        algorithms.supported_schemes()
    }
}
