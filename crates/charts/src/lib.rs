//! Charts as SVG text: plain values in, one self-contained picture out.
//!
//! The same picture stands on a page ([`Look::page`]) and in a document ([`Look::print`]). Every figure comes with the
//! words it is to be read by, so nothing is rounded here. Output is deterministic and free of scripts and styles;
//! the site's stylesheet adds a dark palette by the classes `chart`, `chart-wide`, `chart-cell`, `chart-on`, `chart-f1`…
//! (fill) and `chart-l1`… (stroke). The crate knows no indicators, no database and no pages.

mod axis;
mod bars;
mod canvas;
mod colour;
mod columns;
mod figure;
mod gantt;
mod heatmap;
mod histogram;
mod items;
mod legend;
mod line;
mod registers;
pub mod samples;
mod shares;
mod sparkline;
mod words;

#[cfg(test)]
mod tests;

pub use axis::Scale;
pub use bars::{Bar, Bars, Threshold};
pub use columns::{GroupedColumns, Series};
pub use figure::{Figure, Reading};
pub use gantt::{Gantt, GanttBar, GanttPart};
pub use heatmap::{HeatCell, HeatRow, Heatmap, Shading};
pub use histogram::{MarkZone, ScoreHistogram};
pub use items::{Item, ItemBand, ItemCompletion, ItemLevel, Verdict};
pub use line::Lines;
pub use registers::{Entry, Register, Registers, Spot, Tie};
pub use shares::{MarkShares, SharesRow};
pub use sparkline::Sparkline;

/// What the colours are chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// Inline on a page: text takes the page's colour and font, classes let a stylesheet adapt the rest.
    Page,
    /// In a document: fixed colours and a named font, no links and no classes.
    Print,
}

/// How a chart is to look: for what medium and how wide, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// The medium.
    pub palette: Palette,
    /// The width aimed at; a heatmap on a page may be wider and scrolls.
    pub width: f64,
}

impl Look {
    /// The usual look on a page.
    #[must_use]
    pub const fn page() -> Self {
        Self { palette: Palette::Page, width: 760.0 }
    }

    /// The usual look in a document: about 16 cm of text width at the size of small print.
    #[must_use]
    pub const fn print() -> Self {
        Self { palette: Palette::Print, width: 680.0 }
    }

    /// The same look in another width.
    #[must_use]
    pub const fn wide(self, width: f64) -> Self {
        Self { width, ..self }
    }
}

/// A finished picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The SVG element, ready to stand inline in HTML or alone in a file.
    pub svg: String,
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// What a person who cannot see the picture is told.
    pub alt: String,
}
