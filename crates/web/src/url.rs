//! Addresses within this site: safe to redirect to, safe to put into a query.

use std::fmt::Write as _;

/// The address if it is a path of this site, otherwise the home page. What came from a form or a query must go
/// through here before a redirect.
#[must_use]
pub fn safe_back(address: &str) -> &str {
    let mut chars = address.chars();
    let is_local = chars.next() == Some('/') && !matches!(chars.next(), Some('/' | '\\'));
    let is_plain = address.chars().all(|c| !c.is_control() && c != '\\');
    if is_local && is_plain { address } else { "/" }
}

/// Percent-encodes everything but unreserved characters: for a value in a query or a segment of a path.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            _ => {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

/// A path with a query made of the pairs whose value is not empty.
#[must_use]
pub fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        address.push(if address.contains('?') { '&' } else { '?' });
        address.push_str(&encode(name));
        address.push('=');
        address.push_str(&encode(value));
    }
    address
}

/// Undoes percent-encoding; `+` is a space as forms send it. Broken sequences stay as they are.
#[must_use]
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'+' => decoded.push(b' '),
            b'%' => {
                let byte = text.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
                match byte {
                    Some(byte) => {
                        decoded.push(byte);
                        at += 2;
                    }
                    None => decoded.push(b'%'),
                }
            }
            other => decoded.push(other),
        }
        at += 1;
    }
    String::from_utf8_lossy(&decoded).into_owned()
}
