//! The syntax tree, before names are resolved.

use std::ops::Range;

use crate::exact::Exact;

/// A node with its place.
#[derive(Clone, Debug)]
pub(super) struct Expr {
    pub(super) span: Range<usize>,
    /// Height of the tree under this node.
    pub(super) depth: usize,
    pub(super) node: Node,
}

/// An operator between two expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
}

/// What an expression is.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Number(Exact),
    Text(String),
    Flag(bool),
    Name(String),
    /// `[code]`, `[code] at previous_year`
    Reference {
        code: String,
        previous: bool,
    },
    Negate(Box<Expr>),
    Not(Box<Expr>),
    Binary(Operator, Box<Expr>, Box<Expr>),
    In(Box<Expr>, Vec<Expr>),
    IsMissing {
        of: Box<Expr>,
        negated: bool,
    },
    /// `if(…)`, `ratio(…)`, `missing(…)`, `setting(…)`, `condition(…)`
    Call {
        name: String,
        arguments: Vec<Expr>,
    },
    Aggregate(Box<Aggregate>),
}

/// `count(…)`, `share(…)` and their like.
#[derive(Clone, Debug)]
pub(super) struct Aggregate {
    pub(super) function: Function,
    /// `distinct` column of a count, or what is summed, averaged….
    pub(super) measured: Option<Expr>,
    pub(super) source: Source,
    pub(super) whole: Option<Source>,
}

/// A function over a population.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    Count,
    Share,
    Simonov,
    Sum,
    Mean,
    Median,
    Min,
    Max,
}

/// A population with an optional condition.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub(super) name: String,
    pub(super) span: Range<usize>,
    pub(super) condition: Option<Expr>,
}
