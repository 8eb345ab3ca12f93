//! Registers side by side with the links between their entries: the picture of a model.

use crate::canvas::{Anchor, Area, Canvas, Paint, Type, number};
use crate::figure::place;
use crate::{Chart, Look, colour, words};

/// One entry of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub label: String,
    /// Where a click leads, inside the site.
    pub href: Option<String>,
}

/// A register: a column of entries under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    /// Heading.
    pub title: String,
    /// The entries from above.
    pub entries: Vec<Entry>,
}

/// Where an entry stands: the register and the place in it, both from 0.
pub type Spot = (usize, usize);

/// Registers from left to right and the links between their entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registers {
    /// What a person who cannot see it is told.
    pub alt: String,
    /// The registers.
    pub registers: Vec<Register>,
    /// Links; those that name no entry are not drawn.
    pub links: Vec<(Spot, Spot)>,
    /// What stands in a register without entries.
    pub nothing: String,
}

const COLUMN: f64 = 130.0;
const GAP: f64 = 21.0;
const TOP: f64 = 34.0;
const BOX: f64 = 46.0;
const STEP: f64 = 56.0;
const NAME: f64 = 11.0;
const LINES: usize = 3;

impl Registers {
    /// Draws the registers; the picture is as wide as they need and scrolls on a narrow page.
    #[must_use]
    pub fn draw(&self, look: Look) -> Chart {
        let mut canvas = Canvas::new(look);
        for (from, to) in &self.links {
            if let (Some(from), Some(to)) = (self.box_at(*from), self.box_at(*to)) {
                draw_link(&mut canvas, from, to);
            }
        }
        for (column, register) in self.registers.iter().enumerate() {
            let x = left_of(column);
            canvas.text(x, 18.0, &register.title, Type::new(12.5, Anchor::Start).bold());
            if register.entries.is_empty() {
                let room = Area::new(x, TOP, COLUMN, BOX);
                canvas.outline(room, Paint::Text(0.4), "4 3");
                canvas.text(x + 10.0, TOP + 27.0, &self.nothing, Type::new(NAME, Anchor::Start).muted());
            }
            for (row, entry) in register.entries.iter().enumerate() {
                draw_entry(&mut canvas, column, box_of((column, row)), entry);
            }
        }
        let tallest = self.registers.iter().map(|register| register.entries.len()).max().unwrap_or(0).max(1);
        let width = left_of(self.registers.len()) - GAP;
        canvas.finish(width.max(COLUMN), TOP + place(tallest) * STEP, &self.alt)
    }

    fn box_at(&self, spot: Spot) -> Option<Area> {
        self.registers.get(spot.0)?.entries.get(spot.1)?;
        Some(box_of(spot))
    }
}

fn left_of(column: usize) -> f64 {
    place(column) * (COLUMN + GAP)
}

fn box_of((column, row): Spot) -> Area {
    Area::new(left_of(column), TOP + place(row) * STEP, COLUMN, BOX)
}

/// A soft line from the side of one box to the side of the other; within a register it bends out to the right.
fn draw_link(canvas: &mut Canvas, from: Area, to: Area) {
    let (one, two) = if from.x <= to.x { (from, to) } else { (to, from) };
    let (x1, y1, y2) = (one.right(), one.y + BOX / 2.0, two.y + BOX / 2.0);
    let is_within = two.x <= one.x;
    let x2 = if is_within { two.right() } else { two.x };
    let bend = if is_within { x1 + GAP * 0.8 } else { f64::midpoint(x1, x2) };
    let [x1, y1, bend, x2, y2] = [x1, y1, bend, x2, y2].map(number);
    canvas.path(&format!("M{x1} {y1}C{bend} {y1} {bend} {y2} {x2} {y2}"), Paint::Text(0.35), 1.2, "");
}

fn draw_entry(canvas: &mut Canvas, column: usize, area: Area, entry: &Entry) {
    let tag = canvas.open(&entry.label, entry.href.as_deref());
    let paint = colour::series(column);
    let ink = match paint {
        Paint::Series(_, colour) => Paint::OnSeries(colour.ink()),
        other => other,
    };
    canvas.rect(area, paint, 4.0, "");
    let lines = words::wrap(&breakable(&entry.label), COLUMN - 14.0, NAME, LINES);
    let mut y = area.y + BOX / 2.0 + 4.0 - place(lines.len().saturating_sub(1)) * 6.5;
    for line in &lines {
        canvas.text(area.x + 7.0, y, line, Type::new(NAME, Anchor::Start).paint(ink));
        y += 13.0;
    }
    canvas.close(tag);
}

/// A compound that is wider than its box may break after its hyphen.
fn breakable(label: &str) -> String {
    let pieces = label.split(' ').map(|word| {
        let is_wide = words::width(word, NAME) > COLUMN - 14.0;
        if is_wide { word.replace('-', "- ") } else { word.to_owned() }
    });
    pieces.collect::<Vec<_>>().join(" ")
}
