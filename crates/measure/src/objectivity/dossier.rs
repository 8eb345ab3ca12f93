//! The signs of many classes together, with the share of false alarms kept.

use super::sign::{NotScreened, Screen, Sign};
use super::words::Asks;
use crate::stats::{benjamini_hochberg, holm};
use crate::{Measured, Why};

/// What was examined of one class (in one subject): each screen with its sign, or why there is none.
#[derive(Debug, Clone, PartialEq)]
pub struct Examined {
    /// What the class is called; printed only.
    pub name: String,
    /// The screens, in any order.
    pub screens: Vec<(Screen, Result<Sign, NotScreened>)>,
}

/// The dossier of many classes («досье»).
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    /// One per class, in the order given.
    pub classes: Vec<ClassDossier>,
    /// The promised share of false alarms.
    pub level: f64,
}

/// What is said of one class.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassDossier {
    /// What the class is called.
    pub name: String,
    /// The chance that the most unusual of its signs comes of chance, all its screens counted.
    pub p_value: Measured<f64>,
    /// The same adjusted for the number of classes (Benjamini and Hochberg).
    pub p_adjusted: Measured<f64>,
    /// Whether the class asks for a check.
    pub asks: Asks,
    /// Its signs, judged.
    pub signs: Vec<JudgedSign>,
    /// The screens that had nothing to say, and why.
    pub refused: Vec<(Screen, NotScreened)>,
}

/// A sign and what it asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgedSign {
    /// The sign.
    pub sign: Sign,
    /// Its p-value adjusted for the number of screens of the class (Holm).
    pub p_adjusted: f64,
    /// What it asks for.
    pub asks: Asks,
}

/// Lays the signs of many classes together.
///
/// # Definition
/// Of the k screens of a class that gave a sign, the p-value of the class is min(1, k·least p) (Bonferroni). Over the classes the
/// procedure of Benjamini and Hochberg selects R of m at the level; within a selected class a sign asks for a check when its
/// p-value adjusted by Holm is at most level·R/m (Benjamini and Bogomolov).
///
/// # Reads as
/// At level 0.05 at most one in twenty of the classes that ask for a check does so by chance, on average over many dossiers; when
/// nothing is unusual anywhere, one dossier in twenty asks at all.
///
/// # Undefined when
/// A class of which no screen gave a sign has no p-value ([`Why::NoData`]) and asks for nothing.
///
/// # Caution
/// The promise holds for the null of each screen: students like those of the reference group. A class that differs
/// honestly (selection, another programme) may ask for a check, and the check will say so. Tests of one class lean on the same
/// students; Bonferroni allows for that.
///
/// # Source
/// Benjamini Y., Hochberg Y. (1995), JRSS B 57, 289–300; Holm S. (1979), Scand. J. Statist. 6, 65–70; Benjamini Y.,
/// Bogomolov M. (2014), JRSS B 76, 297–318.
///
/// # Example
/// ```
/// use measure::objectivity::{Asks, Examined, NotScreened, Screen, dossier};
///
/// let tiny = Examined { name: "5А".into(), screens: vec![(Screen::NarrowSpread, Err(NotScreened::TooFew { n: 7, needed: 10 }))] };
/// let dossier = dossier(&[tiny], 0.05);
/// assert_eq!(dossier.classes[0].asks, Asks::Nothing);
/// assert_eq!(dossier.classes[0].refused.len(), 1);
/// ```
#[must_use]
pub fn dossier(examined: &[Examined], level: f64) -> Dossier {
    let of_class: Vec<Option<f64>> = examined.iter().map(class_p_value).collect();
    let adjusted = step_up(&of_class);
    let m = of_class.iter().flatten().count() as f64;
    let selected = adjusted.iter().flatten().filter(|p| **p <= level).count() as f64;
    let within = if m > 0.0 { level * selected / m } else { 0.0 };
    let classes = examined.iter().zip(&of_class).zip(&adjusted).map(|((class, p_value), p_adjusted)| {
        let is_selected = p_adjusted.is_some_and(|p| p <= level);
        ClassDossier {
            name: class.name.clone(),
            p_value: Measured::from_option(*p_value, Why::NoData),
            p_adjusted: Measured::from_option(*p_adjusted, Why::NoData),
            asks: if is_selected { Asks::ForCheck } else { Asks::Nothing },
            signs: judge(class, if is_selected { within } else { -1.0 }),
            refused: class
                .screens
                .iter()
                .filter_map(|(screen, sign)| Some((*screen, sign.as_ref().err().copied()?)))
                .collect(),
        }
    });
    Dossier { classes: classes.collect(), level }
}

fn signs(class: &Examined) -> impl Iterator<Item = &Sign> {
    class.screens.iter().filter_map(|(_, sign)| sign.as_ref().ok())
}

fn class_p_value(class: &Examined) -> Option<f64> {
    let least = signs(class).map(|sign| sign.p_value).min_by(f64::total_cmp)?;
    Some((least * signs(class).count() as f64).min(1.0))
}

/// Adjusted by Benjamini and Hochberg; those without a value stay without.
fn step_up(p_values: &[Option<f64>]) -> Vec<Option<f64>> {
    let known: Vec<f64> = p_values.iter().copied().flatten().collect();
    let mut adjusted = benjamini_hochberg(&known).known().unwrap_or_default().into_iter();
    p_values.iter().map(|p| p.and_then(|_| adjusted.next())).collect()
}

/// Adjusted by Holm within the class, the most unusual first, and judged at the level of selected classes.
fn judge(class: &Examined, level: f64) -> Vec<JudgedSign> {
    let p_values: Vec<f64> = signs(class).map(|sign| sign.p_value).collect();
    let adjusted = holm(&p_values).known().unwrap_or_default();
    let mut judged: Vec<JudgedSign> = signs(class)
        .zip(adjusted)
        .map(|(sign, p_adjusted)| {
            let asks = if p_adjusted <= level { Asks::ForCheck } else { Asks::Nothing };
            JudgedSign { sign: sign.clone(), p_adjusted, asks }
        })
        .collect();
    judged.sort_by(|a, b| a.sign.p_value.total_cmp(&b.sign.p_value).then(a.sign.screen.cmp(&b.sign.screen)));
    judged
}
