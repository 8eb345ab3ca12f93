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

impl std::str::FromStr for Formula {
    type Err = NotFormula;

    fn from_str(text: &str) -> Result<Formula, NotFormula> {
        let mut reader = Reader { tokens: tokens(text)?, next: 0 };
        let response = reader.name()?;
        reader.expect("~")?;
        let (has_intercept, fixed, random) = reader.sum()?;
        if let Some((token, at)) = reader.tokens.get(reader.next) {
            return Err(NotFormula::Unexpected { found: token.text(), at: *at });
        }
        if random.is_empty() {
            return Err(NotFormula::NoRandomTerm);
        }
        check_random(&random)?;
        Ok(Formula { response, has_intercept, fixed, random })
    }
}

fn check_random(random: &[RandomTerm]) -> Result<(), NotFormula> {
    for (place, term) in random.iter().enumerate() {
        if !term.has_intercept && term.slopes.is_empty() {
            return Err(NotFormula::EmptyRandomTerm(term.group_label()));
        }
        for other in random.iter().take(place).filter(|other| other.grouping == term.grouping) {
            let shares_slope = term.slopes.iter().any(|slope| other.slopes.contains(slope));
            if shares_slope || (term.has_intercept && other.has_intercept) {
                return Err(NotFormula::TwiceRandom(term.group_label()));
            }
        }
    }
    Ok(())
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Name(String),
    Sign(&'static str),
}

impl Token {
    fn text(&self) -> String {
        match self {
            Token::Name(name) => name.clone(),
            Token::Sign(sign) => (*sign).to_owned(),
        }
    }
}

const SIGNS: [&str; 11] = ["~", "+", "-", ":", "*", "/", "||", "|", "(", ")", "0"];

/// The tokens of a formula and where each begins, counted from 1.
fn tokens(text: &str) -> Result<Vec<(Token, usize)>, NotFormula> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let rest = letters.get(at..).unwrap_or_default();
        let (token, taken) = if letter.is_whitespace() {
            (None, 1)
        } else if letter == '`' {
            let name: String = rest.iter().skip(1).take_while(|c| **c != '`').collect();
            let taken = name.chars().count() + 2;
            if name.is_empty() || taken > rest.len() {
                return Err(NotFormula::Unexpected { found: "`".to_owned(), at: at + 1 });
            }
            (Some(Token::Name(name)), taken)
        } else if letter.is_alphabetic() || letter == '_' || letter == '.' {
            let name: String = rest.iter().take_while(|c| c.is_alphanumeric() || **c == '_' || **c == '.').collect();
            let taken = name.chars().count();
            (Some(Token::Name(name)), taken)
        } else {
            let sign = sign(rest).ok_or_else(|| NotFormula::Unexpected { found: letter.to_string(), at: at + 1 })?;
            (Some(Token::Sign(sign)), sign.len())
        };
        found.extend(token.map(|token| (token, at + 1)));
        at += taken;
    }
    Ok(found)
}

/// The sign that a text begins with; `0` and `1` count when no other digit follows.
fn sign(rest: &[char]) -> Option<&'static str> {
    let is_number = rest.get(1).is_some_and(|next| next.is_alphanumeric() || *next == '.');
    let starts = |sign: &&str| sign.chars().zip(rest).filter(|(one, other)| one == *other).count() == sign.len();
    SIGNS.into_iter().chain(["1"]).filter(|sign| !is_number || !matches!(*sign, "0" | "1")).find(starts)
}

struct Reader {
    tokens: Vec<(Token, usize)>,
    next: usize,
}

type Sum = (bool, Vec<Term>, Vec<RandomTerm>);

impl Reader {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(token, _)| token)
    }

    fn takes(&mut self, sign: &str) -> bool {
        let taken = matches!(self.peek(), Some(Token::Sign(found)) if *found == sign);
        self.next += usize::from(taken);
        taken
    }

    fn unexpected(&self) -> NotFormula {
        match self.tokens.get(self.next) {
            Some((token, at)) => NotFormula::Unexpected { found: token.text(), at: *at },
            None => NotFormula::Ends,
        }
    }

    fn expect(&mut self, sign: &str) -> Result<(), NotFormula> {
        if self.takes(sign) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn name(&mut self) -> Result<String, NotFormula> {
        match self.peek() {
            Some(Token::Name(name)) => {
                let name = name.clone();
                self.next += 1;
                Ok(name)
            }
            _ => Err(self.unexpected()),
        }
    }

    fn sum(&mut self) -> Result<Sum, NotFormula> {
        let (mut intercept, mut fixed, mut random) = (true, Vec::new(), Vec::new());
        let mut is_minus = self.takes("-");
        loop {
            if is_minus {
                if self.takes("1") {
                    intercept = false;
                } else {
                    return Err(self.unexpected());
                }
            } else if self.takes("0") {
                intercept = false;
            } else if self.takes("1") {
                intercept = true;
            } else if self.takes("(") {
                random.extend(self.random_terms()?);
            } else {
                fixed.extend(self.product()?);
            }
            if self.takes("+") {
                is_minus = false;
            } else if self.takes("-") {
                is_minus = true;
            } else {
                break;
            }
        }
        Ok((intercept, unlike(fixed), random))
    }

    /// `a`, `a:b`, `a*b`: the terms it stands for.
    fn product(&mut self) -> Result<Vec<Term>, NotFormula> {
        let mut terms = vec![self.interaction()?];
        while self.takes("*") {
            let factor = self.interaction()?;
            let crossed = terms.iter().map(|term| joined(term, &factor)).collect::<Vec<_>>();
            terms.push(factor);
            terms.extend(crossed);
        }
        Ok(terms)
    }

    fn interaction(&mut self) -> Result<Term, NotFormula> {
        let mut variables = vec![self.variable()?];
        while self.takes(":") {
            let variable = self.variable()?;
            if !variables.contains(&variable) {
                variables.push(variable);
            }
        }
        Ok(Term(variables))
    }

    fn variable(&mut self) -> Result<Variable, NotFormula> {
        let name = self.name()?;
        if name != "factor" || !self.takes("(") {
            return Ok(Variable { name, is_factor: false });
        }
        let name = self.name()?;
        self.expect(")")?;
        Ok(Variable { name, is_factor: true })
    }

    /// What stands between `(` and `)`: one random term, or several for `||` and `/`.
    fn random_terms(&mut self) -> Result<Vec<RandomTerm>, NotFormula> {
        let (has_intercept, slopes, inner) = self.sum()?;
        if !inner.is_empty() {
            return Err(self.unexpected());
        }
        let is_uncorrelated = self.takes("||");
        if !is_uncorrelated {
            self.expect("|")?;
        }
        let groupings = self.groupings()?;
        self.expect(")")?;
        let mut terms = Vec::new();
        for grouping in groupings {
            let term = |has_intercept, slopes| RandomTerm { has_intercept, slopes, grouping: grouping.clone() };
            if is_uncorrelated && !slopes.is_empty() {
                terms.extend(has_intercept.then(|| term(true, Vec::new())));
                terms.extend(slopes.iter().map(|slope| term(false, vec![slope.clone()])));
            } else {
                terms.push(term(has_intercept, slopes.clone()));
            }
        }
        Ok(terms)
    }

    /// `g`, `g:h`, or `g/h`, which is `g` and `h:g`.
    fn groupings(&mut self) -> Result<Vec<Vec<String>>, NotFormula> {
        let mut groupings: Vec<Vec<String>> = Vec::new();
        loop {
            let mut grouping = vec![self.name()?];
            while self.takes(":") {
                grouping.push(self.name()?);
            }
            grouping.extend(groupings.last().cloned().unwrap_or_default());
            groupings.push(grouping);
            if !self.takes("/") {
                return Ok(groupings);
            }
        }
    }
}

fn joined(one: &Term, other: &Term) -> Term {
    let more = other.0.iter().filter(|variable| !one.0.contains(variable));
    Term(one.0.iter().chain(more).cloned().collect())
}

/// Each term once, lower interactions first, the variables of each in the order in which the formula names them first.
fn unlike(terms: Vec<Term>) -> Vec<Term> {
    let named: Vec<Variable> = terms.iter().flat_map(|term| &term.0).cloned().collect();
    let first = |variable: &Variable| named.iter().position(|known| known == variable);
    let mut unlike: Vec<Term> = Vec::new();
    for mut term in terms {
        term.0.sort_by_key(first);
        if !unlike.contains(&term) {
            unlike.push(term);
        }
    }
    unlike.sort_by_key(|term| term.0.len());
    unlike
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
