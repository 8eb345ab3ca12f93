//! Reading a formula: tokens, then sums of terms.

use super::formula::{Formula, NotFormula, RandomTerm, Term, Variable};

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
