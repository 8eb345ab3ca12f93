//! Columns side by side: several series over the same groups.

use crate::axis::{Axis, Names};
use crate::canvas::{Anchor, Area, Canvas, Paint, Type};
use crate::figure::place;
use crate::legend::{self, Swatch};
use crate::{Chart, Look, Reading, Scale, colour, words};

/// A named row of readings, one per group or period.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// Its readings in order.
    pub readings: Vec<Reading>,
}

/// Groups of columns, such as classes with this year beside the last.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupedColumns {
    /// What a person who cannot see it is told.
    pub alt: String,
    /// What the numbers are.
    pub scale: Scale,
    /// Names under the groups.
    pub groups: Vec<String>,
    /// One column of each group per series.
    pub series: Vec<Series>,
}

impl GroupedColumns {
    /// Draws the columns.
    #[must_use]
    pub fn draw(&self, look: Look) -> Chart {
        let mut canvas = Canvas::new(look);
        let figures = self.series.iter().flat_map(|series| &series.readings).filter_map(Reading::figure);
        let axis = Axis::new(self.scale, figures.map(|figure| figure.position));
        let left = axis.gutter();
        let area = Area::new(left, 0.0, look.width - left - 8.0, 0.0);
        let entries: Vec<_> = self
            .series
            .iter()
            .enumerate()
            .map(|(index, series)| (Swatch::Paint(colour::series(index)), series.name.as_str()))
            .collect();
        let entries = if self.series.len() > 1 { entries } else { Vec::new() };
        let top = legend::draw(&mut canvas, &area, &entries) + 18.0;
        let plot = Area::new(left, top, area.width, 230.0);
        axis.grid(&mut canvas, &plot);
        let slot = plot.width / place(self.groups.len().max(1));
        let names = Names::new(self.groups.iter().map(String::as_str), slot);
        for (index, group) in self.groups.iter().enumerate() {
            let x = plot.x + place(index) * slot;
            names.write(&mut canvas, x + slot / 2.0, plot.bottom(), group);
            self.draw_group(&mut canvas, &plot, &axis, index, (x, slot));
        }
        canvas.finish(look.width, plot.bottom() + names.height + 4.0, &self.alt)
    }

    fn draw_group(&self, canvas: &mut Canvas, plot: &Area, axis: &Axis, group: usize, (x, slot): (f64, f64)) {
        let count = place(self.series.len().max(1));
        let padding = (slot * 0.16).min(24.0);
        let column = ((slot - padding * 2.0) / count).min(46.0);
        let start = x + (slot - column * count) / 2.0;
        for (index, series) in self.series.iter().enumerate() {
            let Some(reading) = series.readings.get(group) else {
                continue;
            };
            let hint = format!("{}, {}: {}", self.groups[group], series.name, reading.words());
            let left = start + place(index) * column;
            match reading {
                Reading::Known(figure) => {
                    let y = axis.y(plot, figure.position);
                    let area = Area::new(left + 1.0, y, column - 2.0, (plot.bottom() - y).max(1.0));
                    canvas.rect(area, colour::series(index), column.min(12.0) / 6.0, &hint);
                    label(canvas, &area, &figure.label, colour::series(index));
                }
                Reading::Absent(_) => {
                    canvas.hatch(Area::new(left + 1.0, plot.bottom() - 16.0, column - 2.0, 16.0), &hint);
                    if column >= 16.0 {
                        let style = Type::new(11.0, Anchor::Middle).paint(Paint::Text(0.7));
                        canvas.text(left + column / 2.0, plot.bottom() - 21.0, "—", style);
                    }
                }
            }
        }
    }
}

/// The value of a column: above it when there is room, otherwise upright inside, or upright above a low column.
fn label(canvas: &mut Canvas, column: &Area, text: &str, paint: Paint) {
    const SIZE: f64 = 11.5;
    let middle = column.x + column.width / 2.0;
    let length = words::width(text, SIZE);
    if length <= column.width + 6.0 {
        canvas.text(middle, column.y - 5.0, text, Type::new(SIZE, Anchor::Middle));
    } else if column.width < 12.0 {
        // Too thin for words: the tooltip and the table beside the chart carry the number.
    } else if length + 10.0 <= column.height {
        let ink = match paint {
            Paint::Series(_, colour) => Paint::OnSeries(colour.ink()),
            other => other,
        };
        canvas.turned(middle + 4.0, column.y + 6.0, -90.0, text, Type::new(SIZE, Anchor::End).paint(ink));
    } else {
        canvas.turned(middle + 4.0, column.y - 5.0, -90.0, text, Type::new(SIZE, Anchor::Start));
    }
}
