//! The code by which a kiosk is enrolled: where its server listens, which key it is known by, and a secret that is good
//! for one device.
//!
//! It is digits alone, which a hand scanner can type through any input method: each two bytes are five digits and a check
//! digit, so that a mistake is found in its group. Version 1 is the version, half a pin, the secret, the addresses, and
//! four bytes of a hash over all of it.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::server_pin::{PIN_START_LEN, ServerPin};

/// Bytes of a code's secret.
pub const SECRET_LEN: usize = 16;
/// Most addresses in one code: the symbol stays small enough for a terminal.
pub const MOST_ADDRESSES: usize = 4;

const VERSION: u8 = 1;
const CHECK_LEN: usize = 4;
/// Digits of a group.
pub const GROUP_DIGITS: usize = 6;
/// Marks what follows in the list of addresses; 0 fills the last group.
const IPV4: u8 = 4;
const IPV6: u8 = 6;
const NAME: u8 = 1;

/// What a code says.
#[derive(Clone, PartialEq, Eq)]
pub struct EnrolmentCode {
    /// The first half of the server's pin: nobody else can make a key that has it.
    pub pin_start: [u8; PIN_START_LEN],
    /// What the device proves with that it was invited.
    pub secret: [u8; SECRET_LEN],
    /// Where the server listens for devices, the best first.
    pub addresses: Vec<HostPort>,
}

/// A host and a port, as they stand in an address behind `https://`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostPort {
    /// A number.
    Ip(SocketAddr),
    /// A name.
    Name(String, u16),
}

/// Why a text is no enrolment code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnrolmentCodeError {
    /// Nothing but spaces.
    #[error("there is no code; scan or type the organisers' code")]
    Empty,
    /// Some other text.
    #[error("\"{0}\" is in no enrolment code, which has digits alone; scan the organisers' code")]
    Character(char),
    /// Digits are missing, or there are too many.
    #[error(
        "{0} digits can't be an enrolment code, which has groups of {GROUP_DIGITS}; scan or type all of it"
    )]
    Length(usize),
    /// A group, counted from 1, does not fit its check digit.
    #[error("group {0} of the code has a mistake; compare its {GROUP_DIGITS} digits")]
    Group(usize),
    /// A later version made it.
    #[error("the code was made by a later version of the server ({0}); update this kiosk")]
    Version(u8),
    /// Each group is right for itself.
    #[error("the groups of the code do not belong together; scan it again, or ask for a new one")]
    Check,
}

/// Why a text is no address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no host and port; write it like 192.168.1.10:8080")]
pub struct HostPortError(String);

impl EnrolmentCode {
    /// Returns whether a server's key is the one that the code names.
    #[must_use]
    pub fn names(&self, pin: ServerPin) -> bool {
        pin.start() == self.pin_start
    }

    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        bytes.extend(self.pin_start);
        bytes.extend(self.secret);
        for address in self.addresses.iter().take(MOST_ADDRESSES) {
            address.write(&mut bytes);
        }
        if bytes.len() % 2 == 1 {
            bytes.push(0);
        }
        bytes.extend(check(&bytes));
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, EnrolmentCodeError> {
        let version = bytes.first().copied().unwrap_or_default();
        if version != VERSION {
            return Err(EnrolmentCodeError::Version(version));
        }
        Self::read(bytes).ok_or(EnrolmentCodeError::Check)
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (content, found) = bytes.split_last_chunk()?;
        if check(content) != *found {
            return None;
        }
        let (pin_start, content) = content.get(1..)?.split_first_chunk()?;
        let (secret, mut rest) = content.split_first_chunk()?;
        let mut addresses = Vec::new();
        while !matches!(rest, [] | [0]) && addresses.len() < MOST_ADDRESSES {
            addresses.push(HostPort::read(&mut rest)?);
        }
        (matches!(rest, [] | [0]) && !addresses.is_empty()).then_some(Self {
            pin_start: *pin_start,
            secret: *secret,
            addresses,
        })
    }
}

/// The secret stays out of logs.
impl fmt::Debug for EnrolmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EnrolmentCode")
            .field("addresses", &self.addresses)
            .finish_non_exhaustive()
    }
}

/// Digits alone, as a symbol has them. `{:#}` parts the groups by spaces, for people.
impl fmt::Display for EnrolmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, pair) in self.to_bytes().chunks(2).enumerate() {
            if index > 0 && f.alternate() {
                f.write_str(" ")?;
            }
            let value = pair
                .iter()
                .fold(0, |value, byte| value << 8 | u32::from(*byte));
            write!(f, "{value:05}{}", check_digit(index, value))?;
        }
        Ok(())
    }
}

impl FromStr for EnrolmentCode {
    type Err = EnrolmentCodeError;

    /// Reads a code with spaces and hyphens anywhere.
    fn from_str(text: &str) -> Result<Self, EnrolmentCodeError> {
        let mut digits = Vec::new();
        for character in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let digit = character.to_digit(10);
            digits.push(digit.ok_or(EnrolmentCodeError::Character(character))?);
        }
        if digits.is_empty() {
            return Err(EnrolmentCodeError::Empty);
        }
        let mut bytes = Vec::new();
        let (groups, rest) = digits.as_chunks::<GROUP_DIGITS>();
        for (index, group) in groups.iter().enumerate() {
            let pair = pair(index, group).ok_or(EnrolmentCodeError::Group(index + 1))?;
            bytes.extend(pair.to_be_bytes());
        }
        if !rest.is_empty() {
            return Err(EnrolmentCodeError::Length(digits.len()));
        }
        Self::from_bytes(&bytes)
    }
}

/// Returns whether digits can be the group of a code at a place, counted from 0.
#[must_use]
pub fn is_group(index: usize, digits: &str) -> bool {
    let digits: Option<Vec<u32>> = digits.chars().map(|digit| digit.to_digit(10)).collect();
    let group: Option<[u32; GROUP_DIGITS]> = digits.and_then(|digits| digits.try_into().ok());
    group.is_some_and(|group| pair(index, &group).is_some())
}

/// Returns the two bytes of a group, unless it has a mistake.
fn pair(index: usize, group: &[u32; GROUP_DIGITS]) -> Option<u16> {
    let [digits @ .., check] = group;
    let value = digits.iter().fold(0, |value, digit| value * 10 + digit);
    let pair = u16::try_from(value).ok();
    pair.filter(|_| check_digit(index, value) == *check)
}

impl HostPort {
    fn write(&self, bytes: &mut Vec<u8>) {
        let port = match self {
            Self::Ip(address) => {
                match address.ip() {
                    IpAddr::V4(ip) => {
                        bytes.push(IPV4);
                        bytes.extend(ip.octets());
                    }
                    IpAddr::V6(ip) => {
                        bytes.push(IPV6);
                        bytes.extend(ip.octets());
                    }
                }
                address.port()
            }
            Self::Name(name, port) => {
                bytes.extend([NAME, name.len() as u8]);
                bytes.extend(name.bytes());
                *port
            }
        };
        bytes.extend(port.to_be_bytes());
    }

    /// Reads one and moves on behind it.
    fn read(rest: &mut &[u8]) -> Option<Self> {
        let (kind, after) = rest.split_first()?;
        let (host, after): (Result<IpAddr, String>, &[u8]) = match *kind {
            IPV4 => {
                let (ip, after) = after.split_first_chunk::<4>()?;
                (Ok(Ipv4Addr::from(*ip).into()), after)
            }
            IPV6 => {
                let (ip, after) = after.split_first_chunk::<16>()?;
                (Ok(Ipv6Addr::from(*ip).into()), after)
            }
            NAME => {
                let (length, after) = after.split_first()?;
                let (name, after) = after.split_at_checked(usize::from(*length))?;
                let name = str::from_utf8(name).ok().filter(|name| is_name(name))?;
                (Err(name.to_owned()), after)
            }
            _ => return None,
        };
        let (port, after) = after.split_first_chunk()?;
        let port = u16::from_be_bytes(*port);
        *rest = after;
        Some(match host {
            Ok(ip) => Self::Ip(SocketAddr::new(ip, port)),
            Err(name) => Self::Name(name, port),
        })
    }
}

impl fmt::Display for HostPort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ip(address) => address.fmt(f),
            Self::Name(name, port) => write!(f, "{name}:{port}"),
        }
    }
}

impl FromStr for HostPort {
    type Err = HostPortError;

    fn from_str(text: &str) -> Result<Self, HostPortError> {
        if let Ok(address) = text.parse() {
            return Ok(Self::Ip(address));
        }
        let named = text.rsplit_once(':').filter(|(name, _)| is_name(name));
        let named =
            named.and_then(|(name, port)| Some(Self::Name(name.to_owned(), port.parse().ok()?)));
        named.ok_or_else(|| HostPortError(text.chars().take(80).collect()))
    }
}

/// Returns whether a text may be the name of a host.
fn is_name(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    (1..=253).contains(&text.len()) && text.bytes().all(is_letter)
}

fn check(content: &[u8]) -> [u8; CHECK_LEN] {
    let digest = Sha256::new()
        .chain_update(b"enrolment code")
        .chain_update(content)
        .finalize();
    [digest[0], digest[1], digest[2], digest[3]]
}

/// Returns the check digit of a group by ISO/IEC 7064, MOD 11-10; the group's place counts too.
fn check_digit(index: usize, value: u32) -> u32 {
    let place = (index % 10) as u32;
    let digits = [10_000, 1_000, 100, 10, 1].map(|unit| value / unit % 10);
    let sum = [place].into_iter().chain(digits).fold(10, |sum, digit| {
        let sum = match (sum + digit) % 10 {
            0 => 10,
            other => other,
        };
        sum * 2 % 11
    });
    (11 - sum) % 10
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const GOLDEN: &str = include_str!("../golden/v1/enrolment-code.txt");

    fn golden() -> EnrolmentCode {
        EnrolmentCode {
            pin_start: [0xa5; PIN_START_LEN],
            secret: *b"0123456789abcdef",
            addresses: ["192.168.1.10:8080", "[fd00::10]:8080", "check-in.local:443"]
                .map(|address| address.parse().unwrap())
                .into(),
        }
    }

    #[test]
    fn golden_code_is_read_and_written() {
        assert_eq!(GOLDEN.parse(), Ok(golden()));
        assert_eq!(format!("{:#}", golden()), GOLDEN.trim_end());
    }

    #[test]
    fn mistakes_are_named_by_their_group() {
        let text = golden().to_string();
        let with = |place: usize, digit: &str| {
            let mut text = text.clone();
            text.replace_range(place..place + digit.len(), digit);
            text.parse::<EnrolmentCode>()
        };
        let changed = if &text[13..14] == "7" { "8" } else { "7" };
        assert_eq!(with(13, changed), Err(EnrolmentCodeError::Group(3)));
        assert_eq!(with(13, "x"), Err(EnrolmentCodeError::Character('x')));
        assert_eq!(
            text[6..].parse::<EnrolmentCode>(),
            Err(EnrolmentCodeError::Group(1))
        );
        assert_eq!(
            text[..10].parse::<EnrolmentCode>(),
            Err(EnrolmentCodeError::Length(10))
        );
        assert_eq!(
            text[..12].parse::<EnrolmentCode>(),
            Err(EnrolmentCodeError::Check)
        );
        assert_eq!(
            " - ".parse::<EnrolmentCode>(),
            Err(EnrolmentCodeError::Empty)
        );
        let pair = u32::from(u16::from_be_bytes([2, 0xa5]));
        let later = format!("{pair:05}{}", check_digit(0, pair));
        assert_eq!(with(0, &later), Err(EnrolmentCodeError::Version(2)));
    }

    prop_compose! {
        fn host_port()(ip: Option<IpAddr>, name in "[a-z0-9.-]{1,40}", port: u16) -> HostPort {
            match ip {
                Some(ip) => HostPort::Ip(SocketAddr::new(ip, port)),
                None => format!("{name}:{port}").parse().unwrap(),
            }
        }
    }

    proptest! {
        #[test]
        fn every_code_reads_back(
            pin_start: [u8; PIN_START_LEN],
            secret: [u8; SECRET_LEN],
            addresses in prop::collection::vec(host_port(), 1..=MOST_ADDRESSES),
        ) {
            let code = EnrolmentCode { pin_start, secret, addresses };
            prop_assert_eq!(code.to_string().parse(), Ok(code.clone()));
            prop_assert_eq!(format!("{code:#}").replace(' ', "-").parse(), Ok(code));
        }

        #[test]
        fn wrong_digit_is_always_found(place in 0..132_usize, by in 1..10_u8) {
            let mut text = golden().to_string().into_bytes();
            text[place] = (text[place] - b'0' + by) % 10 + b'0';
            let read: Result<EnrolmentCode, _> = String::from_utf8(text).unwrap().parse();
            prop_assert_eq!(read, Err(EnrolmentCodeError::Group(place / GROUP_DIGITS + 1)));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[0-9 ]{0,300}|.*", hosts in ".*") {
            let _ = text.parse::<EnrolmentCode>();
            if let Ok(host) = hosts.parse::<HostPort>() {
                prop_assert!(host.to_string().eq_ignore_ascii_case(&hosts) || host.to_string().contains('['));
            }
        }
    }
}
