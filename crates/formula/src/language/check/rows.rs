//! Conditions and amounts on the rows of a population.

use chrono::NaiveDate;

use crate::complaint::{Fault, meant};
use crate::language::syntax::{Expr, Node, Operator};
use crate::language::tree::{Amount, Filter};
use crate::schema::{Column, ColumnType, Population};

use super::{Checker, across, fault, is_arithmetic};

impl Checker<'_> {
    /// A condition on a row.
    pub(super) fn filter(&self, expr: &Expr, population: &Population) -> Result<Filter, Fault> {
        match &expr.node {
            Node::Binary(Operator::And, left, right) => {
                Ok(Filter::And(Box::new(self.filter(left, population)?), Box::new(self.filter(right, population)?)))
            }
            Node::Binary(Operator::Or, left, right) => {
                Ok(Filter::Or(Box::new(self.filter(left, population)?), Box::new(self.filter(right, population)?)))
            }
            Node::Not(inner) => Ok(Filter::Not(Box::new(self.filter(inner, population)?))),
            Node::Binary(operator, left, right) if !is_arithmetic(*operator) => {
                self.compare(*operator, left, right, population)
            }
            Node::In(of, list) => self.contained(of, list, population),
            Node::IsMissing { of, negated } => {
                Ok(Filter::Missing { column: self.column_name(of, population)?, negated: *negated })
            }
            Node::Name(_) => {
                let column = self.column(expr, population)?;
                match column.kind {
                    ColumnType::Bool => Ok(Filter::Flag { column: column.name, is: true }),
                    _ => fault(expr, format!("«{}» — не условие: сравните с чем-нибудь", column.name)),
                }
            }
            Node::Reference { .. } => fault(expr, "другой показатель нельзя назвать в условии на строку"),
            Node::Aggregate(_) => fault(expr, "в условии на строку нельзя считать по совокупности"),
            _ => fault(expr, "здесь ожидается условие"),
        }
    }

    fn compare(&self, operator: Operator, left: &Expr, right: &Expr, population: &Population) -> Result<Filter, Fault> {
        if let (Node::Name(_), Node::Text(text)) = (&left.node, &right.node) {
            return self.compare_text(operator, left, (right, text), population);
        }
        if let (Node::Text(_), _) | (_, Node::Text(_)) = (&left.node, &right.node) {
            return Err(Fault::new(across(left, right), "слева от текста должно стоять имя столбца"));
        }
        if let (Node::Name(_), Node::Flag(yes)) = (&left.node, &right.node) {
            let column = self.column(left, population)?;
            return match (column.kind, operator) {
                (ColumnType::Bool, Operator::Equal) => Ok(Filter::Flag { column: column.name, is: *yes }),
                (ColumnType::Bool, Operator::NotEqual) => Ok(Filter::Flag { column: column.name, is: !*yes }),
                _ => {
                    Err(Fault::new(across(left, right), format!("«{}» нельзя так сравнить с да или нет", column.name)))
                }
            };
        }
        Ok(Filter::Compare(operator, self.amount(left, population)?, self.amount(right, population)?))
    }

    fn compare_text(
        &self,
        operator: Operator,
        left: &Expr,
        (right, text): (&Expr, &str),
        population: &Population,
    ) -> Result<Filter, Fault> {
        let column = self.column(left, population)?;
        match (column.kind, operator) {
            (ColumnType::Text, Operator::Equal | Operator::NotEqual) => {
                known_value(right, text, column)?;
                let negated = operator == Operator::NotEqual;
                Ok(Filter::Text { column: column.name, negated, values: vec![text.to_owned()] })
            }
            (ColumnType::Date, _) => match NaiveDate::parse_from_str(text, "%Y-%m-%d") {
                Ok(date) => Ok(Filter::Date { column: column.name, operator, date }),
                Err(_) => fault(right, "дату пишут так: \"2024-09-01\""),
            },
            (ColumnType::Text, _) => {
                Err(Fault::new(across(left, right), "тексты можно сравнивать только знаками = и !="))
            }
            _ => Err(Fault::new(across(left, right), format!("«{}» — не текст", column.name))),
        }
    }

    fn contained(&self, of: &Expr, list: &[Expr], population: &Population) -> Result<Filter, Fault> {
        let is_text = matches!(list.first().map(|expr| &expr.node), Some(Node::Text(_)));
        if !is_text {
            let amount = self.amount(of, population)?;
            let numbers = list.iter().map(whole).collect::<Result<_, _>>()?;
            return Ok(Filter::OneOf(amount, numbers));
        }
        let column = self.column(of, population)?;
        if column.kind != ColumnType::Text {
            return fault(of, format!("«{}» — не текст", column.name));
        }
        let mut values = Vec::with_capacity(list.len());
        for expr in list {
            let Node::Text(text) = &expr.node else {
                return fault(expr, "в списке смешаны тексты и числа");
            };
            known_value(expr, text, column)?;
            values.push(text.clone());
        }
        Ok(Filter::Text { column: column.name, negated: false, values })
    }

    /// A whole number of a row.
    pub(super) fn amount(&self, expr: &Expr, population: &Population) -> Result<Amount, Fault> {
        match &expr.node {
            Node::Number(_) => whole(expr).map(Amount::Number),
            Node::Name(_) => {
                let column = self.column(expr, population)?;
                match column.kind {
                    ColumnType::Int => Ok(Amount::Column(column.name)),
                    _ => fault(expr, format!("«{}» — не число", column.name)),
                }
            }
            Node::Negate(inner) => Ok(Amount::Negate(Box::new(self.amount(inner, population)?))),
            Node::Binary(Operator::Divide, ..) => {
                fault(expr, "в строке нельзя делить: умножьте другую сторону сравнения")
            }
            Node::Binary(operator, left, right) if is_arithmetic(*operator) => Ok(Amount::Arithmetic(
                *operator,
                Box::new(self.amount(left, population)?),
                Box::new(self.amount(right, population)?),
            )),
            Node::Call { name, arguments } if name == "setting" && arguments.len() == 1 => {
                Ok(Amount::Setting(self.setting(&arguments[0])?))
            }
            Node::Reference { .. } => fault(expr, "другой показатель нельзя назвать в условии на строку"),
            Node::Aggregate(_) => fault(expr, "в условии на строку нельзя считать по совокупности"),
            _ => fault(expr, "здесь ожидается столбец или целое число"),
        }
    }

    fn column<'p>(&self, expr: &Expr, population: &'p Population) -> Result<&'p Column, Fault> {
        let Node::Name(name) = &expr.node else {
            return fault(expr, "здесь ожидается имя столбца");
        };
        population.column(name).ok_or_else(|| {
            let near = meant(name, population.columns.iter().map(|column| column.name));
            let text = format!("в совокупности «{}» нет столбца «{name}»{near}", population.name);
            Fault::new(expr.span.clone(), text)
        })
    }

    /// The name of a column.
    pub(super) fn column_name(&self, expr: &Expr, population: &Population) -> Result<&'static str, Fault> {
        Ok(self.column(expr, population)?.name)
    }
}

fn whole(expr: &Expr) -> Result<i64, Fault> {
    let (number, sign) = match &expr.node {
        Node::Number(number) => (number, 1),
        Node::Negate(inner) => match &inner.node {
            Node::Number(number) => (number, -1),
            _ => return fault(expr, "здесь ожидается целое число"),
        },
        _ => return fault(expr, "здесь ожидается целое число"),
    };
    match i64::try_from(number.to_integer()) {
        Ok(whole) if number.is_integer() => Ok(sign * whole),
        _ => fault(expr, "в строке допустимы только целые числа: долю перенесите умножением"),
    }
}

fn known_value(expr: &Expr, text: &str, column: &Column) -> Result<(), Fault> {
    if column.values.is_empty() || column.values.iter().any(|known| known.value == text) {
        return Ok(());
    }
    let near = meant(text, column.values.iter().map(|known| known.value));
    fault(expr, format!("у столбца «{}» нет значения «{text}»{near}", column.name))
}
