//! What runs when in a year: a bar per thing, from its first day to its last, over the months.

use crate::axis::TICK;
use crate::canvas::{Anchor, Area, Canvas, Paint, Type};
use crate::figure::place;
use crate::legend::{self, Swatch};
use crate::{Chart, Look, colour, words};

/// One thing that takes days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GanttBar {
    /// Its name, at the left.
    pub label: String,
    /// Its first day, counted from the beginning of the axis.
    pub from: u32,
    /// Its last day, which it still takes.
    pub until: u32,
    /// To which of the groups it belongs.
    pub group: usize,
    /// What is told when the pointer rests on it.
    pub hint: String,
    /// Where a click leads, inside the site.
    pub href: Option<String>,
}

/// A month or another part of the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GanttPart {
    /// Its first day, counted from the beginning of the axis.
    pub from: u32,
    /// Its name, above.
    pub label: String,
}

/// Bars over days, in the order given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gantt {
    /// What a person who cannot see it is told.
    pub alt: String,
    /// How many days the axis has.
    pub days: u32,
    /// The parts of the axis from the left.
    pub parts: Vec<GanttPart>,
    /// Names of the groups; each has its colour.
    pub groups: Vec<String>,
    /// The bars from above.
    pub bars: Vec<GanttBar>,
    /// A day that is marked: today.
    pub marked: Option<u32>,
}

const ROW: f64 = 26.0;
/// A row on a narrow picture: its name stands above the bar.
const NARROW_ROW: f64 = 38.0;
/// From this width on names stand at the left.
const NARROW: f64 = 600.0;
/// Letters are measured by their usual widths: some room is left for a font of wider ones.
const SPARE: f64 = 0.92;
const LABEL: f64 = 13.0;
const HEAD: f64 = 22.0;

impl Gantt {
    /// Draws the bars; on a narrow picture each below its name.
    #[must_use]
    pub fn draw(&self, look: Look) -> Chart {
        let mut canvas = Canvas::new(look);
        let names = words::widest(self.bars.iter().map(|bar| bar.label.as_str()), LABEL);
        let is_narrow = look.width < NARROW;
        let left = if is_narrow { 0.0 } else { (names / SPARE).min(look.width * 0.36) + 10.0 };
        let row = if is_narrow { NARROW_ROW } else { ROW };
        let room = Area::new(0.0, 0.0, look.width, 0.0);
        let entries: Vec<_> =
            (0..).zip(&self.groups).map(|(at, name)| (Swatch::Paint(colour::series(at)), name.as_str())).collect();
        let top = legend::draw(&mut canvas, &room, &entries) + HEAD;
        let plot = Area::new(left, top, look.width - left - 2.0, place(self.bars.len()) * row);
        self.parts(&mut canvas, &plot);
        for (index, bar) in self.bars.iter().enumerate() {
            self.bar(&mut canvas, &plot, plot.y + place(index) * row, bar);
        }
        if let Some(day) = self.marked.filter(|day| *day < self.days) {
            let x = self.x(&plot, day);
            canvas.line((x, plot.y - 4.0), (x, plot.bottom()), Paint::Text(0.85), "4 3");
        }
        canvas.finish(look.width, plot.bottom() + 8.0, &self.alt)
    }

    /// Where a day begins.
    fn x(&self, plot: &Area, day: u32) -> f64 {
        plot.x + plot.width * (f64::from(day) / f64::from(self.days.max(1))).min(1.0)
    }

    fn parts(&self, canvas: &mut Canvas, plot: &Area) {
        for (at, part) in self.parts.iter().enumerate() {
            let x = self.x(plot, part.from);
            let end = self.parts.get(at + 1).map_or(plot.right(), |next| self.x(plot, next.from));
            canvas.line((x, plot.y - HEAD + 6.0), (x, plot.bottom()), Paint::Text(0.13), "");
            let label = words::shorten(&part.label, end - x - 2.0, TICK);
            canvas.text((x + end) / 2.0, plot.y - 7.0, &label, Type::new(TICK, Anchor::Middle).muted());
        }
        canvas.line((plot.x, plot.y), (plot.right(), plot.y), Paint::Text(0.45), "");
    }

    fn bar(&self, canvas: &mut Canvas, plot: &Area, y: f64, bar: &GanttBar) {
        let close = canvas.open(&bar.hint, bar.href.as_deref());
        let y = if plot.x > 0.0 {
            canvas.row_label(plot.x - 10.0, y + ROW / 2.0, &bar.label, (plot.x - 10.0) * SPARE);
            y
        } else {
            let label = words::shorten(&bar.label, plot.width * SPARE, LABEL);
            canvas.text(plot.x, y + 16.0, &label, Type::new(LABEL, Anchor::Start));
            y + NARROW_ROW - ROW
        };
        let (from, until) = (self.x(plot, bar.from), self.x(plot, bar.until.max(bar.from) + 1));
        let width = (until - from).max(5.0);
        let from = from.min(plot.right() - width);
        canvas.rect(Area::new(from, y + 6.0, width, ROW - 12.0), colour::series(bar.group), 3.0, "");
        canvas.close(close);
    }
}
