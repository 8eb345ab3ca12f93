//! How many got each primary score, with the borders where one mark turns into the next.

use crate::axis::{Axis, TICK};
use crate::canvas::{Anchor, Area, Canvas, Paint, Type};
use crate::figure::place;
use crate::{Chart, Look, Scale, colour, words};

/// Primary scores that make one mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkZone {
    /// The mark, 2..=5.
    pub mark: u8,
    /// The lowest score of the zone.
    pub from: usize,
    /// The highest score of the zone.
    pub to: usize,
}

/// Numbers of papers by primary score («первичный балл»).
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreHistogram {
    /// What a person who cannot see it is told.
    pub alt: String,
    /// `counts[score]` papers got `score`; zero scores included.
    pub counts: Vec<usize>,
    /// The zones of marks; may be empty when the scale is not known.
    pub zones: Vec<MarkZone>,
}

impl ScoreHistogram {
    /// Draws the histogram.
    #[must_use]
    pub fn draw(&self, look: Look) -> Chart {
        let mut canvas = Canvas::new(look);
        let axis = Axis::new(Scale::Amount, self.counts.iter().map(|count| place(*count)));
        let left = axis.gutter();
        let top = if self.zones.is_empty() { 16.0 } else { 34.0 };
        let plot = Area::new(left, top, look.width - left - 8.0, 220.0);
        let slot = plot.width / place(self.counts.len().max(1));
        self.draw_zones(&mut canvas, &plot, slot);
        axis.grid(&mut canvas, &plot);
        let every = tick_step(slot);
        for (score, count) in self.counts.iter().enumerate() {
            let x = plot.x + place(score) * slot;
            if score % every == 0 {
                let style = Type::new(TICK, Anchor::Middle).muted();
                canvas.text(x + slot / 2.0, plot.bottom() + 17.0, &score.to_string(), style);
            }
            if *count == 0 {
                continue;
            }
            let y = axis.y(&plot, place(*count));
            let column = Area::new(x + slot * 0.08, y, slot * 0.84, plot.bottom() - y);
            canvas.rect(column, self.paint(score), (slot / 10.0).min(2.0), &self.hint(score, *count));
            if slot >= 15.0 {
                canvas.text(x + slot / 2.0, y - 4.0, &count.to_string(), Type::new(11.0, Anchor::Middle));
            }
        }
        let style = Type::new(TICK, Anchor::Middle).muted();
        canvas.text(plot.x + plot.width / 2.0, plot.bottom() + 38.0, "Первичный балл", style);
        canvas.text(0.0, 11.0, "Работ", Type::new(TICK, Anchor::Start).muted());
        canvas.finish(look.width, plot.bottom() + 46.0, &self.alt)
    }

    fn zone(&self, score: usize) -> Option<&MarkZone> {
        self.zones.iter().find(|zone| (zone.from..=zone.to).contains(&score))
    }

    fn paint(&self, score: usize) -> Paint {
        match self.zone(score) {
            Some(zone) => colour::mark(zone.mark),
            None if self.zones.is_empty() => colour::series(0),
            None => colour::mark(0),
        }
    }

    fn hint(&self, score: usize, count: usize) -> String {
        match self.zone(score) {
            Some(zone) => format!("Балл {score} (отметка «{}»): работ — {count}", zone.mark),
            None => format!("Балл {score}: работ — {count}"),
        }
    }

    fn draw_zones(&self, canvas: &mut Canvas, plot: &Area, slot: f64) {
        for zone in &self.zones {
            let from = plot.x + place(zone.from) * slot;
            let to = (plot.x + place(zone.to + 1) * slot).min(plot.right());
            if zone.from > 0 {
                canvas.line((from, plot.y - 26.0), (from, plot.bottom()), Paint::Text(0.7), "4 3");
            }
            let full = format!("«{}» · {}–{}", zone.mark, zone.from, zone.to);
            let short = format!("«{}»", zone.mark);
            let label = if words::width(&full, 13.0) < to - from { full } else { short };
            canvas.text(f64::midpoint(from, to), plot.y - 14.0, &label, Type::new(13.0, Anchor::Middle).bold());
        }
    }
}

/// Every score, or every second, fifth, tenth when there is no room.
fn tick_step(slot: f64) -> usize {
    [1usize, 2, 5, 10].into_iter().find(|step| place(*step) * slot >= 20.0).unwrap_or(20)
}
