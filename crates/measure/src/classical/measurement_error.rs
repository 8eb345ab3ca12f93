//! How far the score of one student may be off («стандартная ошибка измерения»).

use super::alpha::cronbach_alpha;
use super::counted_paper::{CountedPaper, NoStatistic};

/// The standard error of measurement.
///
/// # Definition
/// `s·√(1 − α)`, s the standard deviation of the score (n − 1), α Cronbach's alpha.
///
/// # Reads as
/// In points of the paper. Two of three students sat the paper with a score within one such error of what they
/// would have on the average of many like papers; 95 % within two.
///
/// # Undefined when
/// As of [`cronbach_alpha`].
///
/// # Caution
/// One number for all students; at the ends of the scale the error of a student is smaller in points.
///
/// # Source
/// Lord F. M., Novick M. R. (1968), Statistical Theories of Mental Test Scores, chapter 3.
///
/// # Example
/// ```
/// use measure::classical::{CountedPaper, MissingAnswers, standard_error_of_measurement};
/// use measure::{Response, Responses};
///
/// let column = |points: [u8; 4]| (1, points.map(Response::Points));
/// let responses = Responses::new([column([1, 1, 0, 0]), column([1, 1, 1, 0])]).unwrap();
/// let paper = CountedPaper::count(&responses, MissingAnswers::Zero).unwrap();
/// assert!((standard_error_of_measurement(&paper).unwrap() - 0.5).abs() < 1e-12);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn standard_error_of_measurement(paper: &CountedPaper) -> Result<f64, NoStatistic> {
    Ok((paper.test_variance()? * (1.0 - cronbach_alpha(paper)?).max(0.0)).sqrt())
}
