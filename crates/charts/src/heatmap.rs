//! Rows by columns, usually class by subject: where it is strong, where weak, where nothing is known.

use crate::canvas::{Anchor, Area, Canvas, Paint, Type};
use crate::colour::{Colour, diverging, sequential};
use crate::figure::place;
use crate::{Chart, Look, Palette, Reading, words};

/// What the shade of a cell tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Shading {
    /// More is darker, between two values; the labels name the ends in the legend.
    Amount {
        /// The lightest value and its label.
        from: crate::Figure,
        /// The darkest value and its label.
        to: crate::Figure,
    },
    /// Change around zero: orange is worse, blue is better.
    Change {
        /// The change that gets the full colour, and its label.
        most: crate::Figure,
    },
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatCell {
    /// The number, or why there is none.
    pub reading: Reading,
    /// Size of the group, in words («28 учеников»); may be empty.
    pub base: String,
    /// Whether the group is too small to judge by: drawn with a dashed frame.
    pub is_small: bool,
    /// Where a click leads, inside the site.
    pub href: Option<String>,
}

/// One row of cells.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatRow {
    /// Its name.
    pub label: String,
    /// One cell per column.
    pub cells: Vec<HeatCell>,
}

/// A table of numbers with shades.
#[derive(Clone, Debug, PartialEq)]
pub struct Heatmap {
    /// What a person who cannot see it is told.
    pub alt: String,
    /// Names of the columns; short ones stand upright, long ones are turned.
    pub columns: Vec<String>,
    /// The rows from above.
    pub rows: Vec<HeatRow>,
    /// The meaning of the shade.
    pub shading: Shading,
}

const LABEL: f64 = 13.0;
const GAP: f64 = 2.0;
const ROW: f64 = 30.0;

struct Layout {
    left: f64,
    top: f64,
    column: f64,
    turned: bool,
    /// One size of type for all cells, the largest in which the longest label fits.
    size: f64,
    width: f64,
    height: f64,
}

impl Heatmap {
    /// Draws the heatmap; on a page it may come out wider than asked and is then to be scrolled.
    #[must_use]
    pub fn draw(&self, look: Look) -> Chart {
        let layout = self.layout(look);
        let mut canvas = Canvas::new(look);
        self.draw_columns(&mut canvas, &layout);
        for (index, row) in self.rows.iter().enumerate() {
            let y = layout.top + place(index) * ROW;
            canvas.row_label(layout.left - 8.0, y + ROW / 2.0, &row.label, layout.left - 8.0);
            for (column, (cell, name)) in row.cells.iter().zip(&self.columns).enumerate() {
                let area = Area::new(
                    layout.left + place(column) * layout.column,
                    y + GAP / 2.0,
                    layout.column - GAP,
                    ROW - GAP,
                );
                let name = format!("{}, {name}", row.label);
                self.draw_cell(&mut canvas, area, (cell, &name), layout.size);
            }
        }
        self.draw_legend(&mut canvas, &layout);
        canvas.finish(layout.width, layout.height, &self.alt)
    }

    fn layout(&self, look: Look) -> Layout {
        let left = words::widest(self.rows.iter().map(|row| row.label.as_str()), LABEL).min(210.0) + 10.0;
        let readings = self.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.reading.figure());
        let text = words::widest(readings.map(|figure| figure.label.as_str()), 1.0).max(1.0);
        let comfortable = (text * LABEL + 14.0).max(40.0);
        let count = place(self.columns.len().max(1));
        let name = words::widest(self.columns.iter().map(String::as_str), LABEL);
        // Turned names of the last columns lean out to the right.
        let lean = |column: f64| {
            if name > column - 4.0 { (name * 0.72 - column / 2.0).max(0.0) } else { 0.0 }
        };
        let widest = comfortable.max(name + 12.0).min(128.0);
        let straight = ((look.width - left) / count).min(widest);
        let fitting = if name <= straight - 4.0 { straight } else { (look.width - left - lean(comfortable)) / count };
        let column = match look.palette {
            Palette::Page => fitting.clamp(comfortable, widest.max(comfortable)),
            Palette::Print => fitting.clamp(16.0, widest.max(16.0)),
        };
        let turned = name > column - 4.0;
        let top = if turned { name * 0.72 + 20.0 } else { 26.0 };
        let width = (left + column * count + lean(column)).max(left + self.legend_width());
        let size = ((column - GAP - 6.0) / text).clamp(6.0, LABEL);
        Layout { left, top, column, turned, size, width, height: top + place(self.rows.len()) * ROW + 44.0 }
    }

    fn ends(&self) -> (String, String) {
        match &self.shading {
            Shading::Amount { from, to } => (from.label.clone(), to.label.clone()),
            Shading::Change { most } => (format!("−{}", most.label), format!("+{}", most.label)),
        }
    }

    fn legend_width(&self) -> f64 {
        let (low, high) = self.ends();
        words::width(&low, 12.0) + words::width(&high, 12.0) + 14.0 * 9.0 + 290.0
    }

    fn draw_columns(&self, canvas: &mut Canvas, layout: &Layout) {
        for (index, name) in self.columns.iter().enumerate() {
            let x = layout.left + place(index) * layout.column + (layout.column - GAP) / 2.0;
            if layout.turned {
                canvas.turned(x - 2.0, layout.top - 7.0, -45.0, name, Type::new(LABEL, Anchor::Start));
            } else {
                canvas.text(x, layout.top - 8.0, name, Type::new(LABEL, Anchor::Middle));
            }
        }
    }

    fn draw_cell(&self, canvas: &mut Canvas, area: Area, (cell, name): (&HeatCell, &str), size: f64) {
        let base = if cell.base.is_empty() { String::new() } else { format!(" ({})", cell.base) };
        let hint = format!("{name}: {}{base}", cell.reading.words());
        let tag = canvas.open(&hint, cell.href.as_deref());
        match &cell.reading {
            Reading::Known(figure) => {
                let colour = self.shade(figure.position);
                canvas.cell(area, colour);
                let style = Type::new(size, Anchor::Middle).paint(Paint::Fixed(colour.ink()));
                canvas.text(area.x + area.width / 2.0, area.y + area.height / 2.0 + 4.5, &figure.label, style);
                if cell.is_small {
                    let inner = Area::new(area.x + 1.5, area.y + 1.5, area.width - 3.0, area.height - 3.0);
                    canvas.outline(inner, Paint::Fixed(colour.ink()), "3 2");
                }
            }
            Reading::Absent(_) => canvas.hatch(area, ""),
        }
        canvas.close(tag);
    }

    fn shade(&self, value: f64) -> Colour {
        match &self.shading {
            Shading::Amount { from, to } => {
                let span = to.position - from.position;
                sequential(if span > 0.0 { ((value - from.position) / span).clamp(0.0, 1.0) } else { 0.5 })
            }
            Shading::Change { most } if most.position > 0.0 => diverging((value / most.position).clamp(-1.0, 1.0)),
            Shading::Change { .. } => diverging(0.0),
        }
    }

    fn draw_legend(&self, canvas: &mut Canvas, layout: &Layout) {
        let y = layout.height - 24.0;
        let mut x = layout.left;
        let (low, high) = self.ends();
        let style = Type::new(12.0, Anchor::Start).muted();
        canvas.text(x, y + 10.5, &low, style);
        x += words::width(&low, 12.0) + 6.0;
        for step in 0..9 {
            let t = f64::from(step) / 8.0;
            let colour = match &self.shading {
                Shading::Amount { .. } => sequential(t),
                Shading::Change { .. } => diverging(t * 2.0 - 1.0),
            };
            canvas.rect(Area::new(x, y, 14.0, 13.0), Paint::Fixed(colour), 0.0, "");
            x += 14.0;
        }
        canvas.text(x + 6.0, y + 10.5, &high, style);
        x += words::width(&high, 12.0) + 28.0;
        let cells = || self.rows.iter().flat_map(|row| &row.cells);
        if cells().any(|cell| cell.reading.figure().is_none()) {
            canvas.hatch(Area::new(x, y, 20.0, 13.0), "");
            canvas.text(x + 26.0, y + 10.5, "нет данных", style);
            x += 110.0;
        }
        if cells().any(|cell| cell.is_small) {
            canvas.outline(Area::new(x, y, 20.0, 13.0), Paint::Text(0.7), "3 2");
            canvas.text(x + 26.0, y + 10.5, "малая группа", style);
        }
    }
}
