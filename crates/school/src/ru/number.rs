//! Exact numbers as text and back. Long division digit by digit: no number is too large for it.

use super::{NBSP, NO_VALUE};
use crate::Exact;

const MINUS: char = '\u{2212}';

/// The number with a decimal comma, rounded half up (halves away from zero): `57,1`.
#[must_use]
pub fn number(value: &Exact, decimals: u8) -> String {
    match Rounded::of(value, 0, decimals) {
        Some(rounded) => rounded.text(',', MINUS),
        None => NO_VALUE.to_owned(),
    }
}

/// The same with an explicit plus before positive numbers, as changes are shown: `+2,5`.
#[must_use]
pub fn signed(value: &Exact, decimals: u8) -> String {
    match Rounded::of(value, 0, decimals) {
        Some(rounded) if !rounded.negative && !rounded.is_zero() => {
            format!("+{}", rounded.text(',', MINUS))
        }
        Some(rounded) => rounded.text(',', MINUS),
        None => NO_VALUE.to_owned(),
    }
}

/// A share as a percentage with a no-break space before the sign: `57,1 %`.
#[must_use]
pub fn percent(share: &Exact, decimals: u8) -> String {
    match Rounded::of(share, 2, decimals) {
        Some(rounded) => format!("{}{NBSP}%", rounded.text(',', MINUS)),
        None => NO_VALUE.to_owned(),
    }
}

/// The number for machines: a decimal point and a plain minus, `57.1`; empty for no number.
#[must_use]
pub fn decimal_point(value: &Exact, decimals: u8) -> String {
    Rounded::of(value, 0, decimals).map_or_else(String::new, |rounded| rounded.text('.', '-'))
}

/// A whole number in groups of three: `1 234 567`.
#[must_use]
pub fn thousands(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    if n < 0 {
        text.push(MINUS);
    }
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(NBSP);
        }
        text.push(digit);
    }
    text
}

/// Reads a number as people write it: a decimal comma or point, a sign, thousands in groups of three.
///
/// Refuses everything else, «4 3» and «3/3» among it: two marks in a cell are not a number.
#[must_use]
pub fn parse_number(text: &str) -> Option<Exact> {
    let text = text.trim();
    let (negative, text) = match text.strip_prefix(['-', MINUS, '–']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = match text.split_once([',', '.']) {
        Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
        Some(_) => return None,
        None => (text, ""),
    };
    let digits = ungrouped(whole)? + fraction;
    if digits.len() > 30 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let scale = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let magnitude: i128 = digits.parse().ok()?;
    Some(Exact::new(if negative { -magnitude } else { magnitude }, scale))
}

/// The digits of a whole part whose groups of three may stand apart.
fn ungrouped(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split([' ', NBSP, '\u{202f}', '\u{2009}']).collect();
    let (first, rest) = groups.split_first()?;
    let apart = rest.is_empty() || first.len() <= 3;
    (!first.is_empty() && apart && rest.iter().all(|group| group.len() == 3)).then(|| groups.concat())
}

/// Decimal digits of a rounded number, `fraction` of them after the point.
struct Rounded {
    negative: bool,
    digits: Vec<u8>,
    fraction: usize,
}

impl Rounded {
    /// Rounds `value × 10^shift` to so many decimals; `None` for a ratio over zero, which is no number.
    fn of(value: &Exact, shift: u8, decimals: u8) -> Option<Rounded> {
        let divisor = value.denom().unsigned_abs();
        let dividend = value.numer().unsigned_abs();
        let whole = dividend.checked_div(divisor)?;
        let mut remainder = dividend % divisor;
        let mut digits: Vec<u8> = whole.to_string().bytes().map(|byte| byte - b'0').collect();
        for _ in 0..u16::from(shift) + u16::from(decimals) {
            let (digit, left) = next_digit(remainder, divisor);
            digits.push(digit);
            remainder = left;
        }
        if remainder >= divisor - remainder {
            increment(&mut digits);
        }
        let negative = (*value.numer() < 0) != (*value.denom() < 0);
        let mut rounded = Rounded { negative, digits, fraction: usize::from(decimals) };
        rounded.negative &= !rounded.is_zero();
        Some(rounded)
    }

    fn is_zero(&self) -> bool {
        self.digits.iter().all(|&digit| digit == 0)
    }

    fn text(&self, point: char, minus: char) -> String {
        let (whole, fraction) = self.digits.split_at(self.digits.len() - self.fraction);
        let first = whole.iter().position(|&digit| digit != 0).unwrap_or(whole.len() - 1);
        let mut text = String::with_capacity(self.digits.len() + 4);
        if self.negative {
            text.push(minus);
        }
        text.extend(whole[first..].iter().map(|&digit| char::from(b'0' + digit)));
        if !fraction.is_empty() {
            text.push(point);
            text.extend(fraction.iter().map(|&digit| char::from(b'0' + digit)));
        }
        text
    }
}

/// One step of long division: ten remainders are added up one by one, so that nothing overflows.
fn next_digit(remainder: u128, divisor: u128) -> (u8, u128) {
    let (mut digit, mut sum) = (0, 0);
    for _ in 0..10 {
        if sum >= divisor - remainder {
            sum -= divisor - remainder;
            digit += 1;
        } else {
            sum += remainder;
        }
    }
    (digit, sum)
}

fn increment(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return;
        }
        *digit = 0;
    }
    digits.insert(0, 1);
}

#[cfg(test)]
mod tests;
