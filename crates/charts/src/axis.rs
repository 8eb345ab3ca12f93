//! Scales of values and the grid behind a chart.

use crate::canvas::{Anchor, Area, Canvas, Paint, Type};
use crate::figure::place;
use crate::words;

/// What the numbers of a chart are, which fixes where its axis begins and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Shares, given as 0..1 and shown as 0–100 %.
    Share,
    /// Marks and their means, 2–5.
    Mark,
    /// An index of 0–100.
    Index,
    /// Counts, points: from zero to the largest value.
    Amount,
}

/// A scale with its ends and its ticks.
#[derive(Clone, Debug)]
pub(crate) struct Axis {
    pub(crate) from: f64,
    pub(crate) to: f64,
    pub(crate) ticks: Vec<(f64, String)>,
}

impl Axis {
    pub(crate) fn new(scale: Scale, values: impl Iterator<Item = f64>) -> Self {
        match scale {
            Scale::Share => Self::even(0.0, 1.0, 0.25, |v| format!("{}\u{a0}%", v * 100.0)),
            Scale::Mark => Self::even(2.0, 5.0, 0.5, decimal),
            Scale::Index => Self::even(0.0, 100.0, 25.0, decimal),
            Scale::Amount => {
                let most = values.fold(0.0, f64::max);
                let step = nice_step(most / 5.0);
                Self::even(0.0, (most * 1.06 / step).ceil().max(1.0) * step, step, decimal)
            }
        }
    }

    fn even(from: f64, to: f64, step: f64, label: impl Fn(f64) -> String) -> Self {
        let mut ticks = Vec::new();
        let mut count = 0;
        while from + place(count) * step <= to + step / 1000.0 {
            let value = from + place(count) * step;
            ticks.push((value, label(value)));
            count += 1;
        }
        Self { from, to, ticks }
    }

    /// Where a value stands between the ends, 0..1.
    pub(crate) fn share(&self, value: f64) -> f64 {
        ((value - self.from) / (self.to - self.from)).clamp(0.0, 1.0)
    }

    /// Height of a value inside the plot.
    pub(crate) fn y(&self, plot: &Area, value: f64) -> f64 {
        plot.bottom() - plot.height * self.share(value)
    }

    /// Room the tick labels need at the left.
    pub(crate) fn gutter(&self) -> f64 {
        words::widest(self.ticks.iter().map(|(_, label)| label.as_str()), TICK) + 10.0
    }

    /// Horizontal grid lines with their labels at the left.
    pub(crate) fn grid(&self, canvas: &mut Canvas, plot: &Area) {
        for (value, label) in &self.ticks {
            let y = self.y(plot, *value);
            let strength = if *value == self.from { 0.45 } else { 0.13 };
            canvas.line((plot.x, y), (plot.right(), y), Paint::Text(strength), "");
            canvas.text(plot.x - 8.0, y + 4.0, label, Type::new(TICK, Anchor::End).muted());
        }
    }
}

pub(crate) const TICK: f64 = 12.0;

/// A decimal with a comma, as short as it can be.
fn decimal(value: f64) -> String {
    crate::canvas::number(value).replace('.', ",")
}

/// 1, 2 or 5 times a power of ten, at least one.
fn nice_step(rough: f64) -> f64 {
    let mut power = 1.0;
    while power * 10.0 <= rough {
        power *= 10.0;
    }
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|step| step * power).find(|step| *step >= rough).unwrap_or(power * 10.0)
}

/// How the names under a plot are written: straight, in two lines, or turned.
pub(crate) struct Names {
    slot: f64,
    turned: bool,
    pub(crate) height: f64,
}

impl Names {
    pub(crate) fn new<'a>(names: impl Iterator<Item = &'a str> + Clone, slot: f64) -> Self {
        let longest_word =
            names.clone().flat_map(str::split_whitespace).map(|word| words::width(word, TICK)).fold(0.0, f64::max);
        let turned = longest_word > slot - 4.0;
        let height = if turned {
            words::widest(names, TICK).min(130.0) * 0.72 + 18.0
        } else if names.clone().any(|name| words::width(name, TICK) > slot - 4.0) {
            36.0
        } else {
            22.0
        };
        Self { slot, turned, height }
    }

    /// Writes one name below the middle of its slot.
    pub(crate) fn write(&self, canvas: &mut Canvas, x: f64, y: f64, name: &str) {
        if self.turned {
            let name = words::shorten(name, 130.0, TICK);
            canvas.turned(x + 4.0, y + 14.0, -45.0, &name, Type::new(TICK, Anchor::End));
        } else {
            for (index, line) in words::wrap(name, self.slot - 4.0, TICK, 2).iter().enumerate() {
                canvas.text(x, y + 16.0 + place(index) * 14.0, line, Type::new(TICK, Anchor::Middle));
            }
        }
    }
}
