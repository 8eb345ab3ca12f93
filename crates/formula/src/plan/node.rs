//! A formula ready to be evaluated: nodes that point at columns of scans.

use crate::exact::Exact;
use crate::language::tree::Operator;
use crate::outcome::Why;

/// A column of a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) scan: usize,
    pub(super) column: usize,
}

/// A formula ready to be evaluated for a group.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Number(Exact),
    Unknown(Why),
    Count(Place),
    /// Distinct values.
    Distinct(Place),
    Share {
        part: Place,
        whole: Place,
    },
    /// «5», «4», «3», «2», «н/а» and their weights.
    Simonov {
        counts: Vec<Place>,
        weights: Vec<Exact>,
    },
    Sum {
        sum: Place,
        count: Place,
    },
    Mean {
        sum: Place,
        count: Place,
    },
    Extreme {
        value: Place,
        count: Place,
    },
    Median {
        scan: usize,
        count: Place,
    },
    Condition {
        count: Place,
        numerator: Place,
        denominator: Place,
    },
    Negate(Box<Node>),
    Arithmetic(Operator, Box<Node>, Box<Node>),
    Ratio(Box<Node>, Box<Node>),
    If(Box<TestNode>, Box<Node>, Box<Node>),
    /// The value, if each requirement is above zero over the whole school.
    Guarded {
        requires: Vec<Node>,
        value: Box<Node>,
    },
}

/// A yes or no ready to be evaluated.
#[derive(Clone, Debug)]
pub(super) enum TestNode {
    Compare(Operator, Node, Node),
    Missing(Node),
    Not(Box<TestNode>),
    And(Box<TestNode>, Box<TestNode>),
    Or(Box<TestNode>, Box<TestNode>),
}
