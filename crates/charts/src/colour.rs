//! Colours that people with any colour vision tell apart; on paper the shapes and labels carry the same meaning.

use crate::canvas::Paint;

/// A colour of light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Colour(pub(crate) u8, pub(crate) u8, pub(crate) u8);

pub(crate) const INK: Colour = Colour(0x1b, 0x1f, 0x24);
pub(crate) const WHITE: Colour = Colour(0xff, 0xff, 0xff);

const SERIES: [Colour; 6] = [
    Colour(0x2b, 0x6c, 0xb8),
    Colour(0xb9, 0x63, 0x09),
    Colour(0x16, 0x80, 0x6d),
    Colour(0x7d, 0x56, 0xa5),
    Colour(0x6b, 0x76, 0x82),
    Colour(0xb5, 0x3c, 0x4a),
];

/// Marks 2, 3, 4, 5: from a warm warning to a calm blue.
const MARKS: [Colour; 4] =
    [Colour(0xc2, 0x4d, 0x2c), Colour(0xee, 0xb7, 0x5a), Colour(0x8c, 0xbc, 0xe6), Colour(0x2a, 0x68, 0xb0)];

impl Colour {
    pub(crate) fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// The colour on the way from `self` to `other`, `t` from 0 to 1.
    pub(crate) fn towards(self, other: Self, t: f64) -> Self {
        let t = t.clamp(0.0, 1.0);
        let between = |a: u8, b: u8| byte(f64::from(a) + (f64::from(b) - f64::from(a)) * t);
        Self(between(self.0, other.0), between(self.1, other.1), between(self.2, other.2))
    }

    /// Black or white, whichever reads better on this colour (WCAG contrast).
    pub(crate) fn ink(self) -> Self {
        let light = self.luminance();
        let on_white = 1.05 / (light + 0.05);
        let on_ink = (light + 0.05) / (INK.luminance() + 0.05);
        if on_white > on_ink { WHITE } else { INK }
    }

    fn luminance(self) -> f64 {
        let channel = |value: u8| {
            let v = f64::from(value) / 255.0;
            if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(self.0) + 0.7152 * channel(self.1) + 0.0722 * channel(self.2)
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
fn byte(value: f64) -> u8 {
    (value + 0.5).clamp(0.0, 255.0) as u8
}

/// The paint of the n-th series, repeating after six.
pub(crate) fn series(index: usize) -> Paint {
    let slot = index % SERIES.len();
    Paint::Series(slot, SERIES[slot])
}

/// The paint of a mark; anything but 2..=5 is grey.
pub(crate) fn mark(mark: u8) -> Paint {
    let slot = usize::from(mark).checked_sub(2).filter(|slot| *slot < MARKS.len());
    Paint::Fixed(slot.map_or(Colour(0xb4, 0xbc, 0xc6), |slot| MARKS[slot]))
}

/// More is darker: from near white to deep blue.
pub(crate) fn sequential(t: f64) -> Colour {
    const LOW: Colour = Colour(0xf1, 0xf5, 0xfa);
    const MIDDLE: Colour = Colour(0x7f, 0xb0, 0xdd);
    const HIGH: Colour = Colour(0x12, 0x46, 0x80);
    if t < 0.5 { LOW.towards(MIDDLE, t * 2.0) } else { MIDDLE.towards(HIGH, t * 2.0 - 1.0) }
}

/// Change around nothing: worse is orange, better is blue, `t` from −1 to 1.
pub(crate) fn diverging(t: f64) -> Colour {
    const WORSE: Colour = Colour(0xb9, 0x4a, 0x1f);
    const EVEN: Colour = Colour(0xf5, 0xf5, 0xf3);
    const BETTER: Colour = Colour(0x17, 0x58, 0xa0);
    if t < 0.0 { EVEN.towards(WORSE, -t) } else { EVEN.towards(BETTER, t) }
}
