//! Exact numbers of packs: nothing here rounds and nothing here is a float.

use num_rational::Ratio;

/// The exact rational of the whole house (the same type as `school::Exact`).
pub type Exact = Ratio<i128>;

/// The longest run of digits a pack may write: twelve before and six after the point are plenty.
const MOST_DIGITS: usize = 15;

/// Reads `64`, `0.57`, `0,57`, `57%`, `28,5 %`; `None` if it is anything else.
#[must_use]
pub fn read_exact(text: &str) -> Option<Exact> {
    let text = text.trim();
    let (text, hundredth) = match text.strip_suffix('%') {
        Some(rest) => (rest.trim_end(), true),
        None => (text, false),
    };
    let (text, negative) = match text.strip_prefix('-') {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let (whole, fraction) = match text.find(['.', ',']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let digits = whole.len() + fraction.map_or(0, str::len);
    if !is_digits(whole) || !fraction.is_none_or(is_digits) || digits > MOST_DIGITS {
        return None;
    }
    let scale = 10_i128.checked_pow(u32::try_from(digits - whole.len()).ok()?)?;
    let after_point = fraction.map_or(Some(0), |fraction| fraction.parse().ok())?;
    let units = whole.parse::<i128>().ok()?.checked_mul(scale)?.checked_add(after_point)?;
    let value = Exact::new(if negative { -units } else { units }, if hundredth { scale * 100 } else { scale });
    Some(value)
}

/// An exact number for Russian words: `64`, `0,57`, or `1/3` when no short decimal is exact.
#[must_use]
pub fn exact_words(value: &Exact) -> String {
    for places in 0..=4_u32 {
        let scale = 10_i128.pow(places);
        let scaled = value * scale;
        if scaled.is_integer() {
            let units = scaled.to_integer();
            if places == 0 {
                return units.to_string();
            }
            let sign = if units < 0 { "−" } else { "" };
            let units = units.abs();
            let width = places as usize;
            return format!("{sign}{},{:0width$}", units / scale, units % scale);
        }
    }
    format!("{}/{}", value.numer(), value.denom())
}

/// An exact share for Russian words: `57 %`, `28,5 %`, with a non-breaking space.
#[must_use]
pub fn percent_words(value: &Exact) -> String {
    format!("{}\u{a0}%", exact_words(&(value * 100)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_is_exact() {
        assert_eq!(read_exact("57%"), Some(Exact::new(57, 100)));
        assert_eq!(read_exact("28,5 %"), Some(Exact::new(57, 200)));
        assert_eq!(read_exact("-0.25"), Some(Exact::new(-1, 4)));
    }

    #[test]
    fn nonsense_is_not_a_number() {
        for text in ["", "%", "1e3", "1.", ".5", "1.2.3", "٣", "1234567890123456", "--1"] {
            assert_eq!(read_exact(text), None, "{text}");
        }
    }

    #[test]
    fn words_of_numbers() {
        assert_eq!(exact_words(&Exact::new(57, 200)), "0,285");
        assert_eq!(percent_words(&Exact::new(57, 200)), "28,5\u{a0}%");
        assert_eq!(exact_words(&Exact::new(1, 3)), "1/3");
    }
}
