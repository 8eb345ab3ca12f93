//! The formula of a mixed model, as R writes it.

use std::fmt;

/// A column named by a formula.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Variable {
    /// The name of the column.
    pub name: String,
    /// Whether numbers of this column are only names of groups: `factor(x)`.
    pub is_factor: bool,
}

/// One variable, or several joined by `:` into an interaction.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Term(pub Vec<Variable>);

/// What varies at random between the groups of one column (or of columns joined by `:`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RandomTerm {
    /// Whether the groups differ in their middle.
    pub has_intercept: bool,
    /// What else differs: slopes.
    pub slopes: Vec<Term>,
    /// The columns whose values, taken together, name the group.
    pub grouping: Vec<String>,
}

/// A mixed model: `y ~ x + sex + (1|class) + (1+x|teacher)`.
///
/// # Definition
/// Left of `~` the column to explain. To the right terms joined by `+`: columns, `a:b` (interaction), `a*b` (= `a + b +
/// a:b`), `0` or `-1` (no intercept), `factor(x)` (numbers as names of groups), and in parentheses what varies at random:
/// `(1|g)`, `(1+x|g)` (correlated), `(1+x||g)` (uncorrelated), `(1|g/h)` = `(1|g) + (1|h:g)`. A name that is not made of
/// letters, digits, `_` and `.` stands in backticks.
///
/// # Reads as
/// A parsed formula; [`fit_mixed`](super::fit_mixed) lays it on columns.
///
/// # Undefined when
/// The text is no such formula: [`NotFormula`] says what was met and at which character.
///
/// # Caution
/// Functions of columns (`log(x)`, `I(x^2)`) are not part of it: put such a column into the table.
///
/// # Source
/// Wilkinson G. N., Rogers C. E. (1973), Applied Statistics 22, 392–399; Bates D. et al. (2015), Journal of Statistical
/// Software 67(1), table 2.
///
/// # Example
/// ```
/// use measure::mixed::Formula;
///
/// let formula: Formula = "score ~ intake * sex + (1 | school/class)".parse().unwrap();
/// assert_eq!(formula.response, "score");
/// assert_eq!((formula.fixed.len(), formula.random.len()), (3, 2));
/// assert!("score ~ intake".parse::<Formula>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// The column to explain.
    pub response: String,
    /// Whether the fixed part has an intercept.
    pub has_intercept: bool,
    /// The fixed terms, lower interactions first.
    pub fixed: Vec<Term>,
    /// What varies at random, in the order of the formula.
    pub random: Vec<RandomTerm>,
}

/// Why a text is no formula of a mixed model. Characters are counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFormula {
    /// Something stands where it makes no sense.
    Unexpected {
        /// What stands there.
        found: String,
        /// At which character.
        at: usize,
    },
    /// The formula ends too early.
    Ends,
    /// Nothing varies at random: `(1|group)` is missing.
    NoRandomTerm,
    /// The same column varies twice over the same groups.
    TwiceRandom(String),
    /// A random term without intercept and without slope: `(0|g)`.
    EmptyRandomTerm(String),
}

impl fmt::Display for NotFormula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotFormula::Unexpected { found, at } => write!(f, "формула: «{found}» на месте {at} здесь не к месту"),
            NotFormula::Ends => f.write_str("формула обрывается: нужно, например, y ~ x + (1|group)"),
            NotFormula::NoRandomTerm => f.write_str("в формуле нет случайной части: добавьте, например, (1|group)"),
            NotFormula::TwiceRandom(groups) => {
                write!(f, "в формуле одно и то же дважды меняется случайно по «{groups}»")
            }
            NotFormula::EmptyRandomTerm(groups) => {
                write!(f, "в скобке по «{groups}» нечему меняться: нужна 1 или столбец")
            }
        }
    }
}

impl std::error::Error for NotFormula {}

impl Variable {
    /// The variable as the formula writes it.
    #[must_use]
    pub fn label(&self) -> String {
        if self.is_factor { format!("factor({})", self.name) } else { self.name.clone() }
    }
}

impl Formula {
    /// The columns that the formula names, each once, the one to explain first.
    #[must_use]
    pub fn columns(&self) -> Vec<&str> {
        let slopes = self.random.iter().flat_map(|term| &term.slopes);
        let variables = self.fixed.iter().chain(slopes).flat_map(|term| &term.0).map(|variable| &variable.name);
        let groups = self.random.iter().flat_map(|term| &term.grouping);
        let mut columns: Vec<&str> = Vec::new();
        for name in std::iter::once(&self.response).chain(variables).chain(groups) {
            if !columns.contains(&name.as_str()) {
                columns.push(name);
            }
        }
        columns
    }
}

impl RandomTerm {
    /// The grouping as one name: `class`, or `school:class`.
    #[must_use]
    pub fn group_label(&self) -> String {
        self.grouping.join(":")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Formula {
        text.parse().unwrap()
    }

    fn refused(text: &str) -> NotFormula {
        text.parse::<Formula>().unwrap_err()
    }

    #[test]
    fn parentheses_hold_what_varies_at_random() {
        let formula = read("y ~ x + (1 + x | g) + (0+z|h)");
        assert_eq!(formula.random.len(), 2);
        assert!(formula.random[0].has_intercept && !formula.random[1].has_intercept);
        assert_eq!(formula.random[0].slopes[0].0[0].name, "x");
        assert_eq!(formula.random[1].group_label(), "h");
        assert_eq!(formula.columns(), ["y", "x", "z", "g", "h"]);
    }

    #[test]
    fn a_slash_nests_and_two_bars_part() {
        let nested = read("y ~ 1 + (1|school/class/group)").random;
        let labels: Vec<String> = nested.iter().map(RandomTerm::group_label).collect();
        assert_eq!(labels, ["school", "class:school", "group:class:school"]);
        let parted = read("y ~ (1+x||g)").random;
        assert_eq!(parted.len(), 2);
        assert!(parted[0].slopes.is_empty() && !parted[1].has_intercept);
    }

    #[test]
    fn a_star_is_both_and_their_interaction() {
        let formula = read("y ~ -1 + a*b + a + factor(год) + (1|`параллель 5`)");
        let labels: Vec<Vec<String>> =
            formula.fixed.iter().map(|term| term.0.iter().map(Variable::label).collect()).collect();
        assert_eq!(labels, [vec!["a"], vec!["b"], vec!["factor(год)"], vec!["a", "b"]]);
        assert!(!formula.has_intercept);
        assert_eq!(formula.random[0].grouping, ["параллель 5"]);
    }

    #[test]
    fn a_wrong_formula_says_where() {
        assert_eq!(refused("y ~ x"), NotFormula::NoRandomTerm);
        assert_eq!(refused("y ~ x + (1|g"), NotFormula::Ends);
        assert_eq!(refused("y ~ x ^ 2 + (1|g)"), NotFormula::Unexpected { found: "^".to_owned(), at: 7 });
        assert_eq!(refused("y ~ 12 + (1|g)"), NotFormula::Unexpected { found: "1".to_owned(), at: 5 });
        assert_eq!(refused("y ~ (1|g) + (1|g)"), NotFormula::TwiceRandom("g".to_owned()));
        assert_eq!(refused("y ~ (0|g)"), NotFormula::EmptyRandomTerm("g".to_owned()));
        assert_eq!(refused("y ~ (1|g) x"), NotFormula::Unexpected { found: "x".to_owned(), at: 11 });
        assert_eq!(refused(""), NotFormula::Ends);
        assert_eq!(refused("y ~ `x"), NotFormula::Unexpected { found: "`".to_owned(), at: 5 });
        assert!(refused("y ~ x - z + (1|g)").to_string().contains("на месте 9"));
    }
}
