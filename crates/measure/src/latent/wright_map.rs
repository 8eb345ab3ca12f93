//! Persons and items on one scale.

use num_traits::ToPrimitive;

use super::ItemParameters;

/// One stretch of the scale, its lower end included.
#[derive(Debug, Clone, PartialEq)]
pub struct WrightBand {
    /// The lower end, in logits.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// How many persons have their ability here.
    pub persons: usize,
    /// The thresholds here: (item, points from 1), in the order of their places.
    pub thresholds: Vec<(usize, usize)>,
}

/// The data of the picture of persons beside items (Wright map), from below.
///
/// # Definition
/// The scale is cut at multiples of a width; every ability and every threshold falls into one band.
///
/// # Reads as
/// Where persons stand without items beside them the paper does not measure them well: too hard below, too easy above.
///
/// # Undefined when
/// There is nothing to show, or the width is not a positive number: no bands. Numbers that are not finite are left out.
///
/// # Caution
/// Estimates have errors of half a logit and more: neighbouring bands do not really differ.
///
/// # Source
/// Wright, Stone (1979), Best Test Design; Wilson (2005), Constructing Measures.
///
/// # Example
/// ```
/// use measure::latent::{ItemParameters, wright_map};
///
/// let items = [ItemParameters::rasch(0.2).unwrap(), ItemParameters::rasch(1.4).unwrap()];
/// let bands = wright_map(&items, &[0.1, 0.3, 0.9], 0.5);
/// assert_eq!(bands.iter().map(|band| band.persons).collect::<Vec<_>>(), [2, 1, 0]);
/// assert_eq!(bands[2].thresholds, [(1, 1)]);
/// ```
#[must_use]
pub fn wright_map(items: &[ItemParameters], abilities: &[f64], width: f64) -> Vec<WrightBand> {
    let band = |value: f64| (value / width).floor().to_i64().filter(|band| band.abs() < 1_000_000);
    let thresholds = items.iter().enumerate().flat_map(|(item, parameters)| {
        parameters.thresholds().iter().enumerate().map(move |(step, &place)| (place, (item, step + 1)))
    });
    let mut thresholds: Vec<(f64, (usize, usize))> = thresholds.collect();
    thresholds.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let places = || abilities.iter().copied().chain(thresholds.iter().map(|(place, _)| *place)).filter_map(band);
    let (Some(lowest), Some(highest)) = (places().min(), places().max()) else {
        return Vec::new();
    };
    if width <= 0.0 {
        return Vec::new();
    }
    let end = |number: i64| number.to_f64().unwrap_or(0.0) * width;
    let empty =
        |number: i64| WrightBand { low: end(number), high: end(number + 1), persons: 0, thresholds: Vec::new() };
    let mut bands: Vec<WrightBand> = (lowest..=highest).map(empty).collect();
    let place = |value: f64| band(value).and_then(|number| usize::try_from(number - lowest).ok());
    for place in abilities.iter().filter_map(|&ability| place(ability)) {
        bands[place].persons += 1;
    }
    for (value, threshold) in thresholds {
        if let Some(place) = place(value) {
            bands[place].thresholds.push(threshold);
        }
    }
    bands
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_placed_makes_no_bands() {
        let items = [ItemParameters::rasch(0.0).unwrap()];
        assert!(wright_map(&[], &[], 0.5).is_empty());
        assert!(wright_map(&items, &[1.0], 0.0).is_empty());
        assert!(wright_map(&items, &[1.0], -1.0).is_empty());
        assert!(wright_map(&items, &[1.0], f64::NAN).is_empty());
        assert_eq!(wright_map(&items, &[f64::INFINITY], 0.5).len(), 1);
    }

    #[test]
    fn thresholds_of_a_band_stand_in_order() {
        let items = [ItemParameters::partial_credit(vec![-0.1, -0.4]).unwrap()];
        let bands = wright_map(&items, &[-0.5, 0.0], 0.5);
        assert_eq!(bands[0].thresholds, [(0, 2), (0, 1)]);
        assert_eq!((bands[0].persons, bands[1].persons), (1, 1));
    }
}
