//! How the items of a paper were done, each against the corridor of its level.

use num_rational::Ratio;

use crate::axis::{Axis, TICK};
use crate::canvas::{Anchor, Area, Canvas, Paint, Type};
use crate::colour::Colour;
use crate::figure::{place, position};
use crate::legend::{self, Swatch};
use crate::{Chart, Look, Reading, Scale, words};

/// How hard an item is meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemLevel {
    /// Базовый.
    Base,
    /// Повышенный.
    Raised,
    /// Высокий.
    High,
}

impl ItemLevel {
    const fn letter(self) -> &'static str {
        match self {
            Self::Base => "Б",
            Self::Raised => "П",
            Self::High => "В",
        }
    }
}

/// What the completion of an item means; judged exactly by the caller, here only coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// At or above the corridor.
    Sufficient,
    /// Inside it.
    Uncertain,
    /// Below it.
    Insufficient,
}

impl Verdict {
    const fn paint(self) -> Paint {
        Paint::Fixed(match self {
            Self::Sufficient => Colour(0x2a, 0x68, 0xb0),
            Self::Uncertain => Colour(0xee, 0xb7, 0x5a),
            Self::Insufficient => Colour(0xc2, 0x4d, 0x2c),
        })
    }
}

/// One item of a paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its number as printed («7.1»).
    pub label: String,
    /// Its level.
    pub level: ItemLevel,
    /// Share of points got (0..1).
    pub completion: Reading,
    /// What that means.
    pub verdict: Verdict,
    /// Where a click leads, inside the site.
    pub href: Option<String>,
}

/// The corridor of one level: below `lower` is too little, from `upper` on is enough.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemBand {
    /// The level.
    pub level: ItemLevel,
    /// Its lower border (0..1).
    pub lower: Ratio<i128>,
    /// Its upper border (0..1).
    pub upper: Ratio<i128>,
}

/// Completion («решаемость») of all items of a paper.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemCompletion {
    /// What a person who cannot see it is told.
    pub alt: String,
    /// The items in their order.
    pub items: Vec<Item>,
    /// The corridors.
    pub bands: Vec<ItemBand>,
}

const LEGEND: [(Verdict, &str); 3] = [
    (Verdict::Sufficient, "достаточно"),
    (Verdict::Uncertain, "в пределах погрешности"),
    (Verdict::Insufficient, "недостаточно"),
];

impl ItemCompletion {
    /// Draws the items.
    #[must_use]
    pub fn draw(&self, look: Look) -> Chart {
        let mut canvas = Canvas::new(look);
        let axis = Axis::new(Scale::Share, std::iter::empty());
        let left = axis.gutter();
        let area = Area::new(left, 0.0, look.width - left - 8.0, 0.0);
        let mut entries: Vec<_> =
            LEGEND.iter().map(|(verdict, name)| (Swatch::Paint(verdict.paint()), *name)).collect();
        entries.push((Swatch::Paint(BAND), "коридор уровня (Б, П, В)"));
        if self.items.iter().any(|item| item.completion.figure().is_none()) {
            entries.push((Swatch::Hatch, "нет данных"));
        }
        let top = legend::draw(&mut canvas, &area, &entries) + 14.0;
        let plot = Area::new(left, top, area.width, 230.0);
        axis.grid(&mut canvas, &plot);
        let slot = plot.width / place(self.items.len().max(1));
        let longest = words::widest(self.items.iter().map(|item| item.label.as_str()), TICK);
        let turned = longest > slot - 2.0;
        self.draw_bands(&mut canvas, &plot, &axis, slot);
        for (index, item) in self.items.iter().enumerate() {
            let x = plot.x + place(index) * slot;
            draw_item(&mut canvas, &plot, &axis, (x, slot), item);
            let middle = x + slot / 2.0;
            let letter = Type::new(11.0, Anchor::Middle).muted();
            canvas.text(middle, plot.bottom() + 15.0, item.level.letter(), letter);
            if turned {
                let style = Type::new(slot.clamp(8.0, TICK), Anchor::End);
                canvas.turned(middle + 4.0, plot.bottom() + 22.0, -90.0, &item.label, style);
            } else {
                canvas.text(middle, plot.bottom() + 31.0, &item.label, Type::new(TICK, Anchor::Middle));
            }
        }
        let names = if turned { longest + 26.0 } else { 38.0 };
        canvas.finish(look.width, plot.bottom() + names, &self.alt)
    }

    /// The corridors, each as one piece over neighbours of the same level.
    fn draw_bands(&self, canvas: &mut Canvas, plot: &Area, axis: &Axis, slot: f64) {
        let mut start = 0;
        for run in self.items.chunk_by(|a, b| a.level == b.level) {
            let x = plot.x + place(start) * slot;
            start += run.len();
            let Some(band) = self.bands.iter().find(|band| band.level == run[0].level) else {
                continue;
            };
            let (upper, lower) = (axis.y(plot, position(&band.upper)), axis.y(plot, position(&band.lower)));
            canvas.rect(Area::new(x, upper, slot * place(run.len()), (lower - upper).max(1.0)), BAND, 0.0, "");
        }
    }
}

const BAND: Paint = Paint::Text(0.22);

fn draw_item(canvas: &mut Canvas, plot: &Area, axis: &Axis, (x, slot): (f64, f64), item: &Item) {
    let hint = format!("Задание {} ({}): {}", item.label, item.level.letter(), item.completion.words());
    let tag = canvas.open(&hint, item.href.as_deref());
    let column = (slot * 0.66).min(40.0);
    let left = x + (slot - column) / 2.0;
    match &item.completion {
        Reading::Known(figure) => {
            let y = axis.y(plot, figure.position);
            let area = Area::new(left, y, column, (plot.bottom() - y).max(1.0));
            canvas.rect(area, item.verdict.paint(), column.min(12.0) / 6.0, "");
            let size = ((slot - 1.0) / words::width(&figure.label, 1.0).max(0.1)).min(12.0);
            if size >= 8.5 {
                canvas.text(x + slot / 2.0, y - 5.0, &figure.label, Type::new(size, Anchor::Middle));
            }
        }
        Reading::Absent(_) => canvas.hatch(Area::new(left, plot.bottom() - 40.0, column, 40.0), ""),
    }
    canvas.close(tag);
}
