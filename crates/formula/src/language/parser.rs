//! Tokens to syntax, by recursive descent.
//!
//! ```text
//! or      = and { "or" and }          and  = not { "and" not }        not = "not" not | compared
//! compared= sum [ ("="|"!="|"<"|"<="|">"|">=") sum | ["not"] "in" "(" or {"," or} ")" | "is" ["not"] "missing" ]
//! sum     = product { ("+"|"-") product }    product = unary { ("*"|"/") unary }    unary = "-" unary | primary
//! primary = number | text | "true" | "false" | name | "[" code "]" [ "at" "previous_year" ] | call | "(" or ")"
//! call    = "count" "(" [ "distinct" name "of" ] source ")" | "share" "(" source [ "of" source ] ")"
//!         | "simonov_index" "(" source ")" | ("sum"|"mean"|"median"|"min"|"max") "(" or "of" source ")"
//!         | ("ratio"|"if"|"missing"|"setting"|"condition") "(" or { "," or } ")"
//! source  = name [ "where" or ]
//! ```

mod calls;

use std::ops::Range;

use crate::complaint::Fault;

use super::lexer::{Piece, Token, tokens};
use super::syntax::{Expr, Node, Operator};
use super::{MOST_DEPTH, MOST_NODES};

const KEYWORDS: [&str; 13] =
    ["where", "of", "and", "or", "not", "in", "is", "missing", "distinct", "at", "previous_year", "true", "false"];

/// Parses a whole formula.
pub(super) fn parse(text: &str) -> Result<Expr, Fault> {
    let mut parser = Parser { tokens: tokens(text)?, at: 0, nodes: 0, depth: 0 };
    let expr = parser.or()?;
    match parser.piece() {
        Piece::End => Ok(expr),
        _ => Err(parser.fault("здесь формула должна была закончиться")),
    }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    nodes: usize,
    depth: usize,
}

impl Parser {
    fn token(&self) -> &Token {
        &self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    fn piece(&self) -> &Piece {
        &self.token().piece
    }

    fn next(&mut self) -> Token {
        let token = self.token().clone();
        self.at += 1;
        token
    }

    fn fault(&self, text: impl Into<String>) -> Fault {
        Fault::new(self.token().span.clone(), text)
    }

    fn is_symbol(&self, symbol: &str) -> bool {
        matches!(self.piece(), Piece::Symbol(here) if *here == symbol)
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.piece(), Piece::Name(here) if here == word)
    }

    fn eat_symbol(&mut self, symbol: &str) -> bool {
        let found = self.is_symbol(symbol);
        self.at += usize::from(found);
        found
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        self.at += usize::from(found);
        found
    }

    fn need_symbol(&mut self, symbol: &str) -> Result<Range<usize>, Fault> {
        if self.is_symbol(symbol) {
            Ok(self.next().span)
        } else {
            Err(self.fault(format!("здесь ожидается «{symbol}»")))
        }
    }

    fn need_word(&mut self, word: &str) -> Result<(), Fault> {
        if self.eat_word(word) { Ok(()) } else { Err(self.fault(format!("здесь ожидается «{word}»"))) }
    }

    /// Builds a node, counting it against the limits.
    fn make(&mut self, span: Range<usize>, children: usize, node: Node) -> Result<Expr, Fault> {
        self.nodes += 1;
        let depth = children + 1;
        if self.nodes > MOST_NODES || depth > MOST_DEPTH {
            return Err(Fault::new(span, "формула слишком велика: разбейте её на несколько показателей"));
        }
        Ok(Expr { span, depth, node })
    }

    fn nested<T>(&mut self, inner: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        if self.depth >= MOST_DEPTH {
            return Err(self.fault("слишком глубокая вложенность"));
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    fn binary(&mut self, operator: Operator, left: Expr, right: Expr) -> Result<Expr, Fault> {
        let span = left.span.start..right.span.end;
        let depth = left.depth.max(right.depth);
        self.make(span, depth, Node::Binary(operator, Box::new(left), Box::new(right)))
    }

    fn or(&mut self) -> Result<Expr, Fault> {
        self.nested(|parser| {
            let mut left = parser.and()?;
            while parser.eat_word("or") {
                let right = parser.and()?;
                left = parser.binary(Operator::Or, left, right)?;
            }
            Ok(left)
        })
    }

    fn and(&mut self) -> Result<Expr, Fault> {
        let mut left = self.not()?;
        while self.eat_word("and") {
            let right = self.not()?;
            left = self.binary(Operator::And, left, right)?;
        }
        Ok(left)
    }

    fn not(&mut self) -> Result<Expr, Fault> {
        let start = self.token().span.start;
        if !self.eat_word("not") {
            return self.compared();
        }
        let inner = self.nested(Self::not)?;
        self.make(start..inner.span.end, inner.depth, Node::Not(Box::new(inner)))
    }

    fn compared(&mut self) -> Result<Expr, Fault> {
        let left = self.sum()?;
        if let Piece::Symbol(symbol) = *self.piece()
            && let Some(operator) = comparison(symbol)
        {
            self.at += 1;
            let right = self.sum()?;
            return self.binary(operator, left, right);
        }
        if self.eat_word("is") {
            let negated = self.eat_word("not");
            let end = self.token().span.end;
            self.need_word("missing")?;
            let node = Node::IsMissing { negated, of: Box::new(left.clone()) };
            return self.make(left.span.start..end, left.depth, node);
        }
        if self.is_word("not") || self.is_word("in") {
            return self.contained(left);
        }
        Ok(left)
    }

    /// `… in ("a", "b")`
    fn contained(&mut self, left: Expr) -> Result<Expr, Fault> {
        let start = left.span.start;
        let depth = left.depth;
        let negated = self.eat_word("not");
        self.need_word("in")?;
        self.need_symbol("(")?;
        let mut list = vec![self.or()?];
        while self.eat_symbol(",") {
            list.push(self.or()?);
        }
        let end = self.need_symbol(")")?.end;
        let depth = list.iter().map(|expr| expr.depth).fold(depth, usize::max);
        let within = self.make(start..end, depth, Node::In(Box::new(left), list))?;
        if negated {
            let depth = within.depth;
            return self.make(start..end, depth, Node::Not(Box::new(within)));
        }
        Ok(within)
    }

    fn sum(&mut self) -> Result<Expr, Fault> {
        let mut left = self.product()?;
        loop {
            let operator = match self.piece() {
                Piece::Symbol("+") => Operator::Add,
                Piece::Symbol("-") => Operator::Subtract,
                _ => return Ok(left),
            };
            self.at += 1;
            let right = self.product()?;
            left = self.binary(operator, left, right)?;
        }
    }

    fn product(&mut self) -> Result<Expr, Fault> {
        let mut left = self.unary()?;
        loop {
            let operator = match self.piece() {
                Piece::Symbol("*") => Operator::Multiply,
                Piece::Symbol("/") => Operator::Divide,
                _ => return Ok(left),
            };
            self.at += 1;
            let right = self.unary()?;
            left = self.binary(operator, left, right)?;
        }
    }

    fn unary(&mut self) -> Result<Expr, Fault> {
        let start = self.token().span.start;
        if !self.eat_symbol("-") {
            return self.primary();
        }
        let inner = self.nested(Self::unary)?;
        self.make(start..inner.span.end, inner.depth, Node::Negate(Box::new(inner)))
    }

    fn primary(&mut self) -> Result<Expr, Fault> {
        let token = self.next();
        let span = token.span;
        match token.piece {
            Piece::Number(value) => self.make(span, 0, Node::Number(value)),
            Piece::Text(text) => self.make(span, 0, Node::Text(text)),
            Piece::Reference(code) => self.reference(code, span),
            Piece::Symbol("(") => {
                let inner = self.or()?;
                let end = self.need_symbol(")")?.end;
                Ok(Expr { span: span.start..end, ..inner })
            }
            Piece::Name(name) if self.is_symbol("(") => self.call(&name, span),
            Piece::Name(name) if name == "true" || name == "false" => self.make(span, 0, Node::Flag(name == "true")),
            Piece::Name(name) if KEYWORDS.contains(&name.as_str()) => {
                Err(Fault::new(span, format!("слово «{name}» здесь не на месте")))
            }
            Piece::Name(name) => self.make(span, 0, Node::Name(name)),
            Piece::End => Err(Fault::new(span, "формула оборвана")),
            Piece::Symbol(symbol) => Err(Fault::new(span, format!("знак «{symbol}» здесь не на месте"))),
        }
    }

    fn reference(&mut self, code: String, span: Range<usize>) -> Result<Expr, Fault> {
        let previous = self.eat_word("at");
        if previous {
            self.need_word("previous_year")?;
        }
        self.make(span, 0, Node::Reference { code, previous })
    }
}

fn comparison(symbol: &str) -> Option<Operator> {
    Some(match symbol {
        "=" => Operator::Equal,
        "!=" => Operator::NotEqual,
        "<" => Operator::Less,
        "<=" => Operator::LessOrEqual,
        ">" => Operator::Greater,
        ">=" => Operator::GreaterOrEqual,
        _ => return None,
    })
}
