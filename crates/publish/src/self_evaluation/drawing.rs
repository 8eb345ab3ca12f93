//! Charts of a kept content as pictures for paper.

use charts::{Bar, Bars, Figure, GroupedColumns, Lines, Look, MarkShares, Series, SharesRow, Threshold};
use documents::Picture;

use super::content::{Chart, Drawing, MarkSharesRow, Point, Reading, Scale};
use crate::labels;

/// The chart as a picture with its caption.
pub(super) fn picture(chart: &Chart) -> Picture {
    let drawn = draw(&chart.drawing, &chart.alt);
    Picture {
        svg: drawn.svg,
        width: drawn.width,
        height: drawn.height,
        caption: chart.caption.as_str().into(),
        alt: drawn.alt.into(),
    }
}

fn draw(drawing: &Drawing, alt: &str) -> charts::Chart {
    let alt = alt.to_owned();
    let look = Look::print();
    match drawing {
        Drawing::Bars { scale: of, bars, threshold } => {
            let bar = |(label, number): &(String, Reading)| Bar {
                label: label.clone(),
                reading: reading(number),
                href: None,
            };
            Bars {
                alt,
                scale: scale(*of),
                bars: bars.iter().map(bar).collect(),
                thresholds: threshold.iter().filter_map(figure).map(|at| Threshold { at }).collect(),
            }
            .draw(look)
        }
        Drawing::Columns { scale: of, groups, series } => {
            GroupedColumns { alt, scale: scale(*of), groups: groups.clone(), series: series_of(series) }.draw(look)
        }
        Drawing::Lines { scale: of, periods, series } => {
            Lines { alt, scale: scale(*of), periods: periods.clone(), series: series_of(series) }.draw(look)
        }
        Drawing::MarkShares { rows } => MarkShares { alt, rows: rows.iter().map(shares).collect() }.draw(look),
    }
}

fn series_of(series: &[(String, Vec<Reading>)]) -> Vec<Series> {
    let one = |(name, readings): &(String, Vec<Reading>)| Series {
        name: name.clone(),
        readings: readings.iter().map(reading).collect(),
    };
    series.iter().map(one).collect()
}

fn shares(row: &MarkSharesRow) -> SharesRow {
    let figures: Vec<Figure> = row.shares.iter().filter_map(figure).collect();
    let shares = <[Figure; 4]>::try_from(figures).map_err(|_| labels::NO_DATA.to_owned());
    SharesRow { label: row.label.clone(), base: row.base.clone(), shares }
}

fn figure(point: &Point) -> Option<Figure> {
    point.exact().map(|value| Figure::new(&value, point.label.clone()))
}

fn reading(reading: &Reading) -> charts::Reading {
    match reading {
        Reading::Known(point) => {
            figure(point).map_or_else(|| charts::Reading::absent(labels::NO_DATA), charts::Reading::Known)
        }
        Reading::Absent(why) => charts::Reading::absent(why.clone()),
    }
}

fn scale(scale: Scale) -> charts::Scale {
    match scale {
        Scale::Share => charts::Scale::Share,
        Scale::Amount => charts::Scale::Amount,
        Scale::Index => charts::Scale::Index,
    }
}
