//! Bands cut out of a scale («уровни»): every value of the scale has one band, and only one.

use school::Exact;

use crate::registry::Measure;

/// Bands of a scale by their lower borders («шкала перевода», «уровни»).
///
/// # Definition
/// A value belongs to the band with the greatest border not above it; the first band begins at the
/// lowest value of the scale, the last one ends at the highest.
///
/// # Reads as
/// A band, lowest first.
///
/// # Undefined when
/// The value lies outside the scale: `None`.
///
/// # Caution
/// A value on a border belongs to the upper band, exactly. Bands written as whole numbers («0–49»,
/// «50–64») have no hole at 49.5: it belongs to the lower one.
///
/// # Source
/// Local regulations; scales of ВПР and ОГЭ are of the same kind and change every year.
///
/// # Example
/// ```
/// use measure::{CutScores, ScaleFault};
/// use school::Exact;
///
/// let whole = [("низкий", 0, 49), ("базовый", 50, 64), ("повышенный", 65, 79), ("высокий", 80, 100)];
/// let bands = CutScores::from_intervals(0, 100, whole).unwrap();
/// assert_eq!(bands.band_of(&Exact::new(99, 2)), Some(&"низкий"));
/// assert_eq!(bands.band_of(&Exact::from_integer(50)), Some(&"базовый"));
/// assert_eq!(bands.band_of(&Exact::from_integer(101)), None);
///
/// let holed = CutScores::from_intervals(0, 20, [("ниже", 0, 9), ("выше", 11, 20)]);
/// assert_eq!(holed, Err(vec![ScaleFault::Gap { from: 10, to: 10 }]));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutScores<B> {
    /// Ascending by border; the first border is the lowest value.
    bands: Vec<(Exact, B)>,
    highest: Exact,
}

/// A fault of a table of bands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScaleFault {
    /// There are no bands.
    Empty,
    /// A band ends before it begins.
    Reversed {
        /// Its beginning.
        from: i64,
        /// Its end.
        to: i64,
    },
    /// Values within the scale have no band.
    Gap {
        /// The first of them.
        from: i64,
        /// The last of them.
        to: i64,
    },
    /// Values have two bands.
    Overlap {
        /// The first of them.
        from: i64,
        /// The last of them.
        to: i64,
    },
    /// A band reaches outside the scale.
    Outside {
        /// Its beginning.
        from: i64,
        /// Its end.
        to: i64,
    },
    /// Borders do not begin with the lowest value, do not ascend, or pass the highest value.
    Borders,
    /// A higher score would give a lower mark, or a mark twice, or some mark never.
    Marks,
}

impl<B> CutScores<B> {
    /// Bands of whole numbers, given by their first and last value, in any order.
    ///
    /// # Errors
    /// All faults: gaps, overlaps, bands outside the scale or reversed.
    pub fn from_intervals(
        lowest: i64,
        highest: i64,
        bands: impl IntoIterator<Item = (B, i64, i64)>,
    ) -> Result<Self, Vec<ScaleFault>> {
        let mut bands: Vec<(B, i64, i64)> = bands.into_iter().collect();
        bands.sort_by_key(|(_, from, to)| (*from, *to));
        let places: Vec<(i64, i64)> = bands.iter().map(|(_, from, to)| (*from, *to)).collect();
        let faults = faults(lowest, highest, &places);
        if !faults.is_empty() {
            return Err(faults);
        }
        let bands = bands.into_iter().map(|(band, from, _)| (Exact::from_integer(i128::from(from)), band)).collect();
        Ok(CutScores { bands, highest: Exact::from_integer(i128::from(highest)) })
    }

    /// Bands of a continuous scale, given by their lower borders in ascending order.
    ///
    /// # Errors
    /// No bands, or borders that do not begin with the lowest value, ascend, and stay below the highest.
    pub fn from_borders(
        lowest: Exact,
        highest: Exact,
        bands: impl IntoIterator<Item = (B, Exact)>,
    ) -> Result<Self, ScaleFault> {
        let bands: Vec<(Exact, B)> = bands.into_iter().map(|(band, from)| (from, band)).collect();
        let (Some((first, _)), Some((last, _))) = (bands.first(), bands.last()) else {
            return Err(ScaleFault::Empty);
        };
        let ascend = bands.windows(2).all(|pair| pair[0].0 < pair[1].0);
        if *first != lowest || *last > highest || !ascend {
            return Err(ScaleFault::Borders);
        }
        Ok(CutScores { bands, highest })
    }

    /// The band of a value; `None` outside the scale.
    #[must_use]
    pub fn band_of(&self, value: &Exact) -> Option<&B> {
        if *value > self.highest {
            return None;
        }
        let above = self.bands.partition_point(|(from, _)| from <= value);
        self.bands.get(above.checked_sub(1)?).map(|(_, band)| band)
    }

    /// The bands with their lower borders, lowest first.
    #[must_use]
    pub fn bands(&self) -> &[(Exact, B)] {
        &self.bands
    }

    /// The highest value of the scale.
    #[must_use]
    pub fn highest(&self) -> Exact {
        self.highest
    }
}

/// Everything that keeps sorted intervals from covering the scale once.
fn faults(lowest: i64, highest: i64, bands: &[(i64, i64)]) -> Vec<ScaleFault> {
    if bands.is_empty() {
        return vec![ScaleFault::Empty];
    }
    let mut faults = Vec::new();
    // The first value that has no band so far; i128, so that no value is too large to have a next one.
    let mut next = i128::from(lowest);
    let whole = |value: i128| i64::try_from(value).unwrap_or(i64::MAX);
    for &(from, to) in bands {
        let (begin, end) = (i128::from(from), i128::from(to));
        if end < begin {
            faults.push(ScaleFault::Reversed { from, to });
            continue;
        }
        if from < lowest || to > highest {
            faults.push(ScaleFault::Outside { from, to });
        }
        if begin > next {
            faults.push(ScaleFault::Gap { from: whole(next), to: whole(begin - 1) });
        } else if begin < next && from >= lowest {
            faults.push(ScaleFault::Overlap { from, to: whole(end.min(next - 1)) });
        }
        next = next.max(end + 1);
    }
    if next <= i128::from(highest) {
        faults.push(ScaleFault::Gap { from: whole(next), to: highest });
    }
    faults
}

pub(crate) const MEASURE: Measure = Measure {
    name: "cut_scores",
    title: "Уровни по границам",
    method: "Шкалу делят на уровни так, чтобы у каждого значения был ровно один уровень; таблицу с пропусками и \
             наложениями не принимают. Значение на границе относят к верхнему уровню. Границы в целых числах не имеют \
             промежутков: 49,5 между «0–49» и «50–64» относится к нижнему уровню.",
    source: "Локальный акт школы",
    quantities: &[],
};

#[cfg(test)]
mod tests;
