//! Codes wrapped in a web address: `https://tickets.example/check?code=GAM7008`.

use super::foreign::SELLER_CODE_CHARS;
use super::normalise::normalise;

/// The most codes that are tried of one address.
const MAX_CODES: usize = 8;
/// The most characters of an address that is looked into.
const MAX_CHARS: usize = 2048;

/// Returns the texts within an address that may be a ticket's code, the likeliest first: the values
/// of its query, of the query behind its fragment, then the last parts of both paths. Empty for a
/// text that is no address.
#[must_use]
pub fn codes_in_address(text: &str) -> Vec<String> {
    let text = normalise(text);
    let Some(address) = without_scheme(&text).filter(|_| text.len() <= MAX_CHARS) else {
        return Vec::new();
    };
    let (address, fragment) = address.split_once('#').unwrap_or((address, ""));
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let (inner_path, inner_query) = fragment.split_once('?').unwrap_or((fragment, ""));
    let values = [query, inner_query].into_iter().flat_map(|query| {
        let pairs = query.split(['&', ';']);
        pairs.map(|pair| pair.split_once('=').map_or(pair, |(_, value)| value))
    });
    // The host is no code.
    let path = path.split_once('/').map_or("", |(_, path)| path);
    let ends = [path, inner_path].into_iter().filter_map(|path| {
        let mut parts = path.rsplit('/');
        parts.find(|part| !part.is_empty())
    });
    let mut codes: Vec<String> = Vec::new();
    for code in values.chain(ends).map(decode_percent) {
        let code = normalise(&code).into_owned();
        let fits = SELLER_CODE_CHARS.contains(&code.chars().count());
        if fits && codes.len() < MAX_CODES && !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

/// Returns the address behind `http://`, `https://` or `www.`, in any case.
fn without_scheme(text: &str) -> Option<&str> {
    ["https://", "http://", "www."].iter().find_map(|scheme| {
        let start = text.get(..scheme.len())?;
        start
            .eq_ignore_ascii_case(scheme)
            .then(|| &text[scheme.len()..])
    })
}

/// Replaces `%41` by `A`; what is no such escape stays as it is.
fn decode_percent(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let escaped = behind.split_first_chunk::<2>().filter(|_| *first == b'%');
        let digit = |byte: u8| char::from(byte).to_digit(16);
        if let Some((byte, behind)) =
            escaped.and_then(|([high, low], rest)| Some((digit(*high)? * 16 + digit(*low)?, rest)))
        {
            bytes.extend(u8::try_from(byte));
            rest = behind;
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_is_found_in_its_address() {
        for address in [
            "https://tickets.example/check?code=GAM7008",
            "HTTPS://TICKETS.EXAMPLE/CHECK?CODE=GAM7008",
            "http://t.example/?lang=vi&c=GAM7008&x=1",
            "https://t.example/e/12/GAM7008",
            "https://t.example/e/GAM7008/?",
            "https://t.example/#/ticket/GAM7008",
            "https://t.example/#/ticket?id=GAM7008",
            "https://t.example/?GAM7008",
            "www.t.example/GAM7008",
            "https://t.example/?q=GAM%37008",
            " https://t.example/?q=%20GAM7008\r\n",
        ] {
            let codes = codes_in_address(address);
            assert!(
                codes.iter().any(|code| code == "GAM7008"),
                "{address}: {codes:?}"
            );
        }
    }

    #[test]
    fn other_texts_hold_no_code() {
        for text in [
            "",
            "GAM7008",
            "https://",
            "https://t.example",
            "https://t.example/ve",
            "http:/x/GAM7008",
        ] {
            assert_eq!(codes_in_address(text), [""; 0], "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_code_comes_out_of_its_query(code in "[A-Za-z0-9_.-]{4,40}") {
            let codes = codes_in_address(&format!("https://t.example/v?code={code}"));
            prop_assert_eq!(codes.first(), Some(&code));
        }

        #[test]
        fn no_text_makes_it_panic(text in "(https://)?[%&=#?/a-fA-F0-9\\PC]{0,80}") {
            prop_assert!(codes_in_address(&text).len() <= MAX_CODES);
        }
    }
}
