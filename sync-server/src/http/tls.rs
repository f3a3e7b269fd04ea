//! TLS as the exhibition's secrets say: the certificate and key in use, and what devices know them by.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rustls::ServerConfig;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use shared::server_pin::ServerPin;
use tokio_rustls::TlsAcceptor;
use tracing::error;

use crate::operations::server_keys;
use crate::ports::ServerSecret;
use crate::store::Store;

type Secrets = Arc<BTreeMap<ServerSecret, Vec<u8>>>;

/// The server's TLS, made anew when its secrets change.
#[derive(Clone)]
pub(crate) struct Tls {
    store: Arc<Store>,
    made: Arc<Mutex<Option<(Secrets, Made)>>>,
}

#[derive(Clone, Default)]
struct Made {
    acceptor: Option<TlsAcceptor>,
    pins: Vec<ServerPin>,
}

impl Tls {
    pub(crate) fn new(store: Arc<Store>) -> Self {
        Self {
            store,
            made: Arc::default(),
        }
    }

    /// Returns what answers handshakes; `None` while there is no usable key.
    pub(super) fn acceptor(&self) -> Option<TlsAcceptor> {
        self.made().acceptor
    }

    /// Returns the pins of the key in use and of the next one.
    pub(super) fn pins(&self) -> Vec<ServerPin> {
        self.made().pins
    }

    fn made(&self) -> Made {
        let secrets = self.store.published().secrets.clone();
        let mut held = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, made)) = &*held
            && Arc::ptr_eq(of, &secrets)
        {
            return made.clone();
        }
        let made = make(&secrets).unwrap_or_else(|why| {
            error!("no device can connect: {why}");
            Made::default()
        });
        *held = Some((secrets, made.clone()));
        made
    }
}

fn make(secrets: &BTreeMap<ServerSecret, Vec<u8>>) -> Result<Made, Box<dyn std::error::Error>> {
    let secret = |secret| secrets.get(&secret).map(Vec::as_slice);
    let (key, next) = (
        secret(ServerSecret::TlsKey),
        secret(ServerSecret::NextTlsKey),
    );
    let pins = server_keys::pins_of(key, next)?;
    let (Some(key), Some(certificate)) = (key, secret(ServerSecret::TlsCertificate)) else {
        return Err(server_keys::ServerKeyError::NoKey.into());
    };
    let certificate = CertificateDer::from(certificate.to_vec());
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.to_vec()));
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)?;
    Ok(Made {
        acceptor: Some(TlsAcceptor::from(Arc::new(config))),
        pins,
    })
}
