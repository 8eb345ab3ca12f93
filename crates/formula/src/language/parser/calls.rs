//! Functions and populations.

use std::ops::Range;

use crate::complaint::{Fault, meant};
use crate::language::lexer::Piece;
use crate::language::syntax::{Aggregate, Expr, Function, Node, Source};

use super::Parser;

const CALLS: [&str; 13] = [
    "count",
    "share",
    "simonov_index",
    "sum",
    "mean",
    "median",
    "min",
    "max",
    "ratio",
    "if",
    "missing",
    "setting",
    "condition",
];
impl Parser {
    pub(super) fn call(&mut self, name: &str, span: Range<usize>) -> Result<Expr, Fault> {
        self.need_symbol("(")?;
        let function = match name {
            "count" => Function::Count,
            "share" => Function::Share,
            "simonov_index" => Function::Simonov,
            "sum" => Function::Sum,
            "mean" => Function::Mean,
            "median" => Function::Median,
            "min" => Function::Min,
            "max" => Function::Max,
            "ratio" | "if" | "missing" | "setting" | "condition" => {
                return self.plain_call(name, span.start);
            }
            _ => {
                return Err(Fault::new(span, format!("нет такой функции{}", meant(name, CALLS))));
            }
        };
        let measured = self.measured(function)?;
        let source = self.source()?;
        let whole = if function == Function::Share && self.eat_word("of") { Some(self.source()?) } else { None };
        let end = self.need_symbol(")")?.end;
        let conditions = [Some(&source), whole.as_ref()].into_iter().flatten().filter_map(|s| s.condition.as_ref());
        let depth = conditions.chain(measured.as_ref()).map(|expr| expr.depth).max().unwrap_or(0);
        self.make(span.start..end, depth, Node::Aggregate(Box::new(Aggregate { function, measured, source, whole })))
    }

    fn measured(&mut self, function: Function) -> Result<Option<Expr>, Fault> {
        let measured = match function {
            Function::Share | Function::Simonov => return Ok(None),
            Function::Count if !self.eat_word("distinct") => return Ok(None),
            _ => self.or()?,
        };
        self.need_word("of")?;
        Ok(Some(measured))
    }

    fn plain_call(&mut self, name: &str, start: usize) -> Result<Expr, Fault> {
        let mut arguments = vec![self.or()?];
        while self.eat_symbol(",") {
            arguments.push(self.or()?);
        }
        let end = self.need_symbol(")")?.end;
        let depth = arguments.iter().map(|expr| expr.depth).max().unwrap_or(0);
        self.make(start..end, depth, Node::Call { name: name.to_owned(), arguments })
    }

    fn source(&mut self) -> Result<Source, Fault> {
        let token = self.next();
        let Piece::Name(name) = token.piece else {
            return Err(Fault::new(token.span, "здесь ожидается имя совокупности, например students"));
        };
        let condition = if self.eat_word("where") { Some(self.or()?) } else { None };
        Ok(Source { name, span: token.span, condition })
    }
}
