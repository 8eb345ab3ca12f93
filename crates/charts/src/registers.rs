//! Registers side by side: how many links join them, or which entries of neighbours belong together. The picture of a model.
//! No line runs under a box: links between registers are arcs above their headings, links of entries stay in the gaps.

use crate::canvas::{Anchor, Area, Canvas, Paint, Type, number};
use crate::figure::place;
use crate::{Chart, Look, colour, words};

/// One entry of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub label: String,
    /// A small line below; may be empty.
    pub note: String,
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

/// Links between two registers: the registers, from 0, and how many links there are.
pub type Tie = (usize, usize, usize);

/// Registers from left to right and what joins them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registers {
    /// What a person who cannot see it is told.
    pub alt: String,
    /// The registers.
    pub registers: Vec<Register>,
    /// Links between entries of neighbours; others are not drawn.
    pub links: Vec<(Spot, Spot)>,
    /// How many links there are between which registers.
    pub ties: Vec<Tie>,
    /// What stands in a register without entries.
    pub nothing: String,
}

const COLUMN: f64 = 132.0;
const GAP: f64 = 18.0;
/// Where lines run between entries, they need room.
const WIDE_GAP: f64 = 64.0;
const HEAD: f64 = 34.0;
const BOX: f64 = 60.0;
const STEP: f64 = 70.0;
const NAME: f64 = 11.0;
const NOTE: f64 = 10.0;
const LINES: usize = 3;
/// Room inside a box for a line of words.
const ROOM: f64 = COLUMN - 22.0;
/// How much higher an arc rises than the one below.
const RISE: f64 = 15.0;

impl Registers {
    /// Draws the registers; the picture is as wide as they need and scrolls on a narrow page.
    #[must_use]
    pub fn draw(&self, look: Look) -> Chart {
        let mut canvas = Canvas::new(look);
        for (from, to) in &self.links {
            if let (Some(one), Some(two)) = (self.box_at(*from), self.box_at(*to))
                && from.0.abs_diff(to.0) == 1
            {
                draw_link(&mut canvas, one, two);
            }
        }
        for (tie, lane) in self.lanes() {
            self.draw_tie(&mut canvas, tie, lane);
        }
        for (column, register) in self.registers.iter().enumerate() {
            let (x, top) = (self.left_of(column), self.top());
            canvas.text(x, top - 16.0, &register.title, Type::new(12.5, Anchor::Start).bold());
            if register.entries.is_empty() {
                let room = Area::new(x, top, COLUMN, BOX);
                canvas.outline(room, Paint::Text(0.4), "4 3");
                canvas.text(x + 10.0, top + 33.0, &self.nothing, Type::new(NAME, Anchor::Start).muted());
            }
            for (row, entry) in register.entries.iter().enumerate() {
                draw_entry(&mut canvas, column, self.box_of((column, row)), entry);
            }
        }
        let tallest = self.registers.iter().map(|register| register.entries.len()).max().unwrap_or(0).max(1);
        let width = self.left_of(self.registers.len()) - self.gap();
        canvas.finish(width.max(COLUMN), self.top() + place(tallest) * STEP, &self.alt)
    }

    fn gap(&self) -> f64 {
        if self.links.is_empty() { GAP } else { WIDE_GAP }
    }

    fn left_of(&self, column: usize) -> f64 {
        place(column) * (COLUMN + self.gap())
    }

    /// Where the boxes begin: below the arcs and the headings.
    fn top(&self) -> f64 {
        let highest = self.lanes().into_iter().map(|(_, lane)| lane).max();
        HEAD + highest.map_or(0.0, |lane| rise(lane) + 16.0)
    }

    /// The ties with their height, from 1: a short one below, and no two that overlap at one height.
    fn lanes(&self) -> Vec<(Tie, usize)> {
        let known = self.ties.iter().map(|(one, two, links)| (*one.min(two), *one.max(two), *links));
        let mut ties: Vec<Tie> =
            known.filter(|(one, two, links)| one < two && *two < self.registers.len() && *links > 0).collect();
        ties.sort_by_key(|(one, two, _)| (two - one, *one));
        let mut placed: Vec<(Tie, usize)> = Vec::new();
        for tie in ties {
            let below = placed.iter().filter(|((one, two, _), _)| *one < tie.1 && tie.0 < *two);
            let lane = below.map(|(_, lane)| *lane).max().unwrap_or(0) + 1;
            placed.push((tie, lane));
        }
        placed
    }

    fn box_at(&self, spot: Spot) -> Option<Area> {
        self.registers.get(spot.0)?.entries.get(spot.1)?;
        Some(self.box_of(spot))
    }

    fn box_of(&self, (column, row): Spot) -> Area {
        Area::new(self.left_of(column), self.top() + place(row) * STEP, COLUMN, BOX)
    }

    /// An arc above the headings, the thicker the more links, with their number at its top.
    fn draw_tie(&self, canvas: &mut Canvas, (one, two, links): Tie, lane: usize) {
        // Arcs that leave a register to the right do not start where others arrive from the left.
        let (x1, x2) = (self.left_of(one) + COLUMN * 0.6, self.left_of(two) + COLUMN * 0.4);
        let foot = self.top() - HEAD;
        let top = foot - rise(lane);
        let [a, b, y, t] = [x1, x2, foot, top].map(number);
        let bend = (COLUMN * 0.25).min((x2 - x1) / 2.0);
        let [left, right] = [x1 + bend, x2 - bend].map(number);
        let data = format!("M{a} {y}Q{a} {t} {left} {t}L{right} {t}Q{b} {t} {b} {y}");
        canvas.path(&data, Paint::Text(0.45), 1.0 + place(links.min(10)) * 0.25, "");
        let label = Type::new(NOTE, Anchor::Middle).bold();
        canvas.text(f64::midpoint(x1, x2), top - 3.0, &links.to_string(), label);
    }
}

fn rise(lane: usize) -> f64 {
    place(lane) * RISE
}

/// A soft line from the side of one box to the side of its neighbour.
fn draw_link(canvas: &mut Canvas, from: Area, to: Area) {
    let (one, two) = if from.x <= to.x { (from, to) } else { (to, from) };
    let (x1, y1, y2) = (one.right(), one.y + BOX / 2.0, two.y + BOX / 2.0);
    let (bend, x2) = (f64::midpoint(x1, two.x), two.x);
    let [x1, y1, bend, x2, y2] = [x1, y1, bend, x2, y2].map(number);
    canvas.path(&format!("M{x1} {y1}C{bend} {y1} {bend} {y2} {x2} {y2}"), Paint::Text(0.5), 1.4, "");
}

fn draw_entry(canvas: &mut Canvas, column: usize, area: Area, entry: &Entry) {
    let tag = canvas.open(&entry.label, entry.href.as_deref());
    let paint = colour::series(column);
    let ink = match paint {
        Paint::Series(_, colour) => Paint::OnSeries(colour.ink()),
        other => other,
    };
    canvas.rect(area, paint, 4.0, "");
    let lines = words::wrap(&breakable(&entry.label), ROOM, NAME, LINES);
    let middle = area.y + if entry.note.is_empty() { BOX / 2.0 } else { BOX / 2.0 - 7.0 };
    let mut y = middle + 4.0 - place(lines.len().saturating_sub(1)) * 6.0;
    for line in &lines {
        canvas.text(area.x + 9.0, y, line, Type::new(NAME, Anchor::Start).paint(ink));
        y += 12.0;
    }
    if !entry.note.is_empty() {
        canvas.text(area.right() - 7.0, area.bottom() - 6.0, &entry.note, Type::new(NOTE, Anchor::End).paint(ink));
    }
    canvas.close(tag);
}

/// A compound that is wider than its box may break after its hyphen.
fn breakable(label: &str) -> String {
    let pieces = label.split(' ').map(|word| {
        let is_wide = words::width(word, NAME) > ROOM;
        if is_wide { word.replace('-', "- ") } else { word.to_owned() }
    });
    pieces.collect::<Vec<_>>().join(" ")
}
