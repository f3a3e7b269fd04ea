use proptest::prelude::*;

use super::*;
use crate::ids::{TicketNumber, TicketType};

const HERE: ExhibitionId = ExhibitionId(24);

fn key(id: u8) -> SigningKey {
    SigningKey::from_seed(&[id; 32])
}

fn ring(ids: &[u8]) -> KeyRing {
    let mut ring = KeyRing::default();
    for id in ids {
        ring.trust(KeyId(*id), &key(*id).public()).unwrap();
    }
    ring
}

fn claims(number: u32) -> Claims {
    Claims {
        key: KeyId(1),
        exhibition: HERE,
        number: TicketNumber(number),
        kind: TicketType(1),
        party: 2,
        days: 0b1111,
        policy: EntryPolicy::OncePerDay,
        zones: 1,
    }
}

#[test]
fn a_ticket_issued_here_is_read_back_whole() {
    let code = issue(&claims(7), &key(1)).unwrap();
    assert_eq!(code.len(), CODE_DIGITS);
    let verified = verify(&code, &ring(&[1]), HERE).unwrap();
    assert_eq!(verified.claims, claims(7));
    assert_eq!(verified.short_code.number(), TicketNumber(7));
}

#[test]
fn every_single_flipped_bit_is_refused() {
    let code = issue(&claims(1_234_567), &key(1)).unwrap();
    let bytes = digits::decode(&code).unwrap();
    // All keys that one flip makes of this one are trusted, so that none of them hides behind "unknown key".
    let ring = ring(&[1, 3, 5, 9, 17, 33, 65, 129]);
    for bit in 0..CODE_LEN * 8 {
        let mut flipped = bytes;
        flipped[bit / 8] ^= 0x80 >> (bit % 8);
        let text = digits::encode(&flipped);
        assert!(
            verify(&text, &ring, HERE).is_err(),
            "bit {bit} flipped and still admitted"
        );
    }
}

#[test]
fn every_single_wrong_digit_is_refused() {
    let code = issue(&claims(42), &key(1)).unwrap();
    let ring = ring(&[1]);
    for place in 0..CODE_DIGITS {
        for digit in b'0'..=b'9' {
            let mut wrong = code.clone().into_bytes();
            if wrong[place] == digit {
                continue;
            }
            wrong[place] = digit;
            let text = String::from_utf8(wrong).unwrap();
            assert!(
                verify(&text, &ring, HERE).is_err(),
                "digit {place} wrong and still admitted"
            );
        }
    }
}

#[test]
fn each_malformed_text_gets_its_own_name() {
    let ring = ring(&[1]);
    let code = issue(&claims(7), &key(1)).unwrap();
    let digits_error = |text: &str| match verify(text, &ring, HERE) {
        Err(TicketError::Digits(error)) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(digits_error(""), DigitsError::Length(0));
    assert_eq!(digits_error(&code[1..]), DigitsError::Length(194));
    assert_eq!(digits_error(&format!("{code}1")), DigitsError::Length(196));
    assert_eq!(
        digits_error("https://example.org/"),
        DigitsError::Length(20)
    );
    assert_eq!(
        digits_error(&code.replacen(&code[4..5], "x", 1)),
        DigitsError::NotADigit(code.find(&code[4..5]).unwrap())
    );
    assert_eq!(
        digits_error(&format!("99999999999999999{}", &code[17..])),
        DigitsError::OutOfRange(0)
    );
    assert_eq!(
        digits_error(&format!("{}99999999", &code[..187])),
        DigitsError::OutOfRange(187)
    );
    assert_eq!(
        verify(&"0".repeat(195), &ring, HERE),
        Err(TicketError::Claims(ClaimsError::Version(0)))
    );
    assert!(verify(&format!(" {code}\r\n"), &ring, HERE).is_ok());
}

#[test]
fn each_invalid_claim_has_its_error() {
    let good = claims(7).to_bytes().unwrap();
    let with = |place: usize, value: u8| {
        let mut bytes = good;
        bytes[place] = value;
        Claims::from_bytes(&bytes)
    };
    assert_eq!(with(0, 2), Err(ClaimsError::Version(2)));
    assert_eq!(with(9, 0), Err(ClaimsError::EmptyParty));
    assert_eq!(with(11, 0), Err(ClaimsError::NoDays));
    assert_eq!(with(12, 3), Err(ClaimsError::Policy(3)));
    assert_eq!(with(13, 1), Err(ClaimsError::Reserved(1)));
    assert_eq!(Claims::from_bytes(&good[1..]), Err(ClaimsError::Length(15)));
    assert_eq!(
        issue(
            &Claims {
                party: 0,
                ..claims(7)
            },
            &key(1)
        ),
        Err(ClaimsError::EmptyParty)
    );
}

#[test]
fn old_and_new_key_verify_until_removal() {
    let old = issue(&claims(7), &key(1)).unwrap();
    let new = issue(
        &Claims {
            key: KeyId(2),
            ..claims(8)
        },
        &key(2),
    )
    .unwrap();
    assert!(verify(&old, &ring(&[1, 2]), HERE).is_ok());
    assert!(verify(&new, &ring(&[1, 2]), HERE).is_ok());
    assert_eq!(
        verify(&old, &ring(&[2]), HERE),
        Err(TicketError::UnknownKey(KeyId(1)))
    );
    let forged = issue(&claims(7), &key(2)).unwrap();
    assert_eq!(
        verify(&forged, &ring(&[1, 2]), HERE),
        Err(TicketError::BadSignature)
    );
}

#[test]
fn ticket_of_last_exhibition_is_named_as_such() {
    let code = issue(
        &Claims {
            exhibition: ExhibitionId(23),
            ..claims(7)
        },
        &key(1),
    )
    .unwrap();
    assert_eq!(
        verify(&code, &ring(&[1]), HERE),
        Err(TicketError::WrongExhibition {
            found: ExhibitionId(23),
            here: HERE
        })
    );
}

#[test]
fn a_weak_public_key_is_never_trusted() {
    let mut ring = KeyRing::default();
    let mut identity = [0; 32];
    identity[0] = 1;
    assert_eq!(
        ring.trust(KeyId(1), &identity),
        Err(KeyRingError::Invalid(KeyId(1)))
    );
    assert!(ring.is_empty());
}

#[test]
fn foreign_claims_never_verify_as_ours() {
    let unsigned = Claims {
        key: NO_KEY,
        ..claims(7)
    };
    // Signed all the same, by a key that is trusted under every number it can be.
    let code = issue(&unsigned, &key(1)).unwrap();
    let mut ring = ring(&[1]);
    assert_eq!(
        ring.trust(NO_KEY, &key(1).public()),
        Err(KeyRingError::Reserved)
    );
    assert_eq!(
        verify(&code, &ring, HERE),
        Err(TicketError::UnknownKey(NO_KEY))
    );
}

#[test]
fn short_code_is_read_as_people_type_it() {
    let signature = [7; 64];
    let code = ShortCode::of(TicketNumber(123_456), &signature);
    let shown = code.to_string();
    assert_eq!(shown.len(), 11);
    assert_eq!(shown.parse(), Ok(code));
    assert_eq!(shown.to_lowercase().replace('-', " ").parse(), Ok(code));
    assert_eq!(shown.replace('0', "o").replace('1', "l").parse(), Ok(code));
    assert_eq!("123".parse::<ShortCode>(), Err(ShortCodeError::Length(3)));
}

#[test]
fn one_mistyped_character_is_always_noticed() {
    let shown = ShortCode::of(TicketNumber(98_765), &[3; 64]).to_string();
    for place in (0..shown.len()).filter(|place| &shown[*place..=*place] != "-") {
        for symbol in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars() {
            let mut typed: Vec<char> = shown.chars().collect();
            if typed[place] == symbol {
                continue;
            }
            typed[place] = symbol;
            assert!(
                typed
                    .iter()
                    .collect::<String>()
                    .parse::<ShortCode>()
                    .is_err()
            );
        }
    }
}

proptest! {
    #[test]
    fn any_80_bytes_survive_the_digits(bytes in proptest::array::uniform32(any::<u8>()), more in proptest::array::uniform32(any::<u8>()), last in proptest::array::uniform16(any::<u8>())) {
        let mut code = [0; CODE_LEN];
        code[..32].copy_from_slice(&bytes);
        code[32..64].copy_from_slice(&more);
        code[64..].copy_from_slice(&last);
        let text = digits::encode(&code);
        prop_assert_eq!(text.len(), CODE_DIGITS);
        prop_assert_eq!(digits::decode(&text), Ok(code));
    }

    #[test]
    fn any_short_code_survives_being_printed(number in any::<u32>(), signature in proptest::array::uniform32(any::<u8>())) {
        let code = ShortCode::of(TicketNumber(number), &signature);
        prop_assert_eq!(code.to_string().parse(), Ok(code));
        prop_assert_eq!(code.number(), TicketNumber(number));
        prop_assert_eq!(ShortCode::from_parts(code.number(), code.proof()), Some(code));
        let shown = code.to_string();
        let end: ShortCodeEnd = shown[6..].to_lowercase().parse().unwrap();
        prop_assert!(end.ends(code));
        prop_assert_eq!(u64::from(end.bits()), code.bits() & 0xf_ffff);
        let other = ShortCode::from_bits(code.bits() ^ 1 << (number % 20));
        prop_assert!(!end.ends(other));
        prop_assert_eq!(ShortCode::from_bits(code.bits() | 1 << 45), code);
        prop_assert_eq!(ShortCode::from_parts(code.number(), code.proof() | 1 << 13), None);
    }
}
