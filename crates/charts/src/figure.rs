//! A number to be drawn: where it stands, and the words it is read by.

use num_rational::Ratio;

/// A known number with its label; the label is the truth, the position only places ink.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub(crate) position: f64,
    pub(crate) label: String,
}

impl Figure {
    /// A figure at an exact value (a share runs 0..1, a mark 2..5, an index 0..100), read as `label`.
    #[must_use]
    pub fn new(value: &Ratio<i128>, label: impl Into<String>) -> Self {
        Self { position: position(value), label: label.into() }
    }
}

/// What is known at one place of a chart.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// A number.
    Known(Figure),
    /// No number, and why: drawn as a gap or hatching, never as zero.
    Absent(String),
}

impl Reading {
    /// A known reading, see [`Figure::new`].
    #[must_use]
    pub fn known(value: &Ratio<i128>, label: impl Into<String>) -> Self {
        Self::Known(Figure::new(value, label))
    }

    /// An absent reading with its reason in words.
    #[must_use]
    pub fn absent(reason: impl Into<String>) -> Self {
        Self::Absent(reason.into())
    }

    pub(crate) fn figure(&self) -> Option<&Figure> {
        match self {
            Self::Known(figure) => Some(figure),
            Self::Absent(_) => None,
        }
    }

    /// The words a pointer or a screen reader gets.
    pub(crate) fn words(&self) -> &str {
        match self {
            Self::Known(figure) => &figure.label,
            Self::Absent(reason) if reason.is_empty() => "нет данных",
            Self::Absent(reason) => reason,
        }
    }
}

/// Ink needs no exactness: an integer beyond 2^53 would only move a line by less than a pixel.
#[expect(clippy::cast_precision_loss, reason = "a position on a picture, never a result")]
pub(crate) fn position(value: &Ratio<i128>) -> f64 {
    *value.numer() as f64 / *value.denom() as f64
}

/// A count or an index as a position.
#[expect(clippy::cast_precision_loss, reason = "a position on a picture, never a result")]
pub(crate) fn place(count: usize) -> f64 {
    count as f64
}
