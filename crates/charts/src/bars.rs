//! Horizontal bars for things with long names: subjects, teachers' groups, indicators.

use crate::axis::{Axis, TICK};
use crate::canvas::{Anchor, Area, Canvas, Paint, Type};
use crate::figure::place;
use crate::{Chart, Figure, Look, Reading, Scale, colour, words};

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Its name, at the left.
    pub label: String,
    /// Its number.
    pub reading: Reading,
    /// Where a click leads, inside the site.
    pub href: Option<String>,
}

/// A line that bars are compared with, such as the school's mean or a norm.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// Where it stands; its label is written above.
    pub at: Figure,
}

/// Bars in the order given.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// What a person who cannot see it is told.
    pub alt: String,
    /// What the numbers are.
    pub scale: Scale,
    /// The bars from above.
    pub bars: Vec<Bar>,
    /// Lines across.
    pub thresholds: Vec<Threshold>,
}

const ROW: f64 = 30.0;
const LABEL: f64 = 13.0;

impl Bars {
    /// Draws the bars.
    #[must_use]
    pub fn draw(&self, look: Look) -> Chart {
        let mut canvas = Canvas::new(look);
        let names = words::widest(self.bars.iter().map(|bar| bar.label.as_str()), LABEL);
        let left = names.min(look.width * 0.32) + 10.0;
        let figures = self.bars.iter().filter_map(|bar| bar.reading.figure());
        let values = words::widest(figures.map(|figure| figure.label.as_str()), LABEL).max(30.0) + 22.0;
        let top = if self.thresholds.is_empty() { 8.0 } else { 26.0 };
        let plot = Area::new(left, top, look.width - left - values, place(self.bars.len()) * ROW);
        let axis = Axis::new(self.scale, self.positions());
        for (value, label) in &axis.ticks {
            let x = plot.x + plot.width * axis.share(*value);
            let strength = if *value == axis.from { 0.45 } else { 0.13 };
            canvas.line((x, plot.y), (x, plot.bottom()), Paint::Text(strength), "");
            canvas.text(x, plot.bottom() + 17.0, label, Type::new(TICK, Anchor::Middle).muted());
        }
        for (index, bar) in self.bars.iter().enumerate() {
            draw_bar(&mut canvas, &plot, &axis, plot.y + place(index) * ROW, (bar, look.width - 2.0));
        }
        for threshold in &self.thresholds {
            let x = plot.x + plot.width * axis.share(threshold.at.position);
            canvas.line((x, plot.y - 6.0), (x, plot.bottom()), Paint::Text(0.85), "4 3");
            let half = words::width(&threshold.at.label, TICK) / 2.0;
            let x = x.clamp(half, look.width - half);
            canvas.text(x, plot.y - 11.0, &threshold.at.label, Type::new(TICK, Anchor::Middle));
        }
        canvas.finish(look.width, plot.bottom() + 26.0, &self.alt)
    }

    fn positions(&self) -> impl Iterator<Item = f64> {
        let bars = self.bars.iter().filter_map(|bar| bar.reading.figure()).map(|figure| figure.position);
        bars.chain(self.thresholds.iter().map(|threshold| threshold.at.position))
    }
}

fn draw_bar(canvas: &mut Canvas, plot: &Area, axis: &Axis, y: f64, (bar, value_edge): (&Bar, f64)) {
    let hint = format!("{}: {}", bar.label, bar.reading.words());
    let tag = canvas.open(&hint, bar.href.as_deref());
    let middle = y + ROW / 2.0;
    canvas.row_label(plot.x - 8.0, middle, &bar.label, plot.x - 8.0);
    match &bar.reading {
        Reading::Known(figure) => {
            let width = (plot.width * axis.share(figure.position)).max(1.5);
            canvas.rect(Area::new(plot.x, y + 5.0, width, ROW - 10.0), colour::series(0), 2.0, "");
            canvas.text(value_edge, middle + 4.5, &figure.label, Type::new(LABEL, Anchor::End).bold());
        }
        Reading::Absent(_) => {
            canvas.hatch(Area::new(plot.x + 1.0, y + 5.0, 26.0, ROW - 10.0), "");
            let words = words::shorten(bar.reading.words(), plot.width - 40.0, TICK);
            canvas.text(plot.x + 34.0, middle + 4.5, &words, Type::new(TICK, Anchor::Start).muted());
            canvas.text(value_edge, middle + 4.5, "—", Type::new(LABEL, Anchor::End));
        }
    }
    canvas.close(tag);
}
