//! Why a mixed model has no answer.

use std::fmt;

/// Why a mixed model is not fitted to a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotMixed {
    /// The formula names a column that the table does not have.
    NoColumn {
        /// The name.
        name: String,
    },
    /// The column to explain holds words.
    NotNumbers {
        /// The name.
        name: String,
    },
    /// A column is longer or shorter than the column to explain.
    UnequalLength {
        /// The name.
        name: String,
    },
    /// Each row misses something the formula names.
    NoRows,
    /// All rows are of one group: nothing to compare.
    OneGroup {
        /// The grouping.
        group: String,
    },
    /// There are as many random effects as rows (for example one row in each group).
    GroupsAsRows {
        /// The grouping.
        group: String,
        /// How many groups.
        groups: usize,
        /// How many rows.
        rows: usize,
    },
    /// A column of words has one value only.
    OneLevel {
        /// The name.
        name: String,
    },
    /// The column to explain has one value only.
    ConstantResponse,
    /// There are not more rows than fixed effects.
    TooFewRows {
        /// How many rows.
        rows: usize,
        /// How many fixed effects.
        effects: usize,
    },
    /// The columns that vary over a grouping depend on each other.
    DependentSlopes {
        /// The grouping.
        group: String,
    },
    /// The groups besides the largest grouping are too many to be solved together.
    TooManyGroups {
        /// How many random effects.
        effects: usize,
        /// How many are allowed.
        limit: usize,
    },
    /// The model explains each row exactly: there is no residual variance to compare with.
    ExactFit,
    /// The search for the most likely variances came to no end.
    NoOptimum,
}

impl fmt::Display for NotMixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotMixed::NoColumn { name } => write!(f, "в таблице нет столбца «{name}»"),
            NotMixed::NotNumbers { name } => write!(f, "столбец «{name}» должен быть числовым"),
            NotMixed::UnequalLength { name } => write!(f, "в столбце «{name}» другое число строк"),
            NotMixed::NoRows => f.write_str("нет ни одной строки без пропусков"),
            NotMixed::OneGroup { group } => {
                write!(f, "по «{group}» только одна группа: различия между группами не оценить")
            }
            NotMixed::GroupsAsRows { group, groups, rows } => write!(
                f,
                "по «{group}» групп {groups}, а строк {rows}: различия между группами не отделить от случайных"
            ),
            NotMixed::OneLevel { name } => write!(f, "в столбце «{name}» одно и то же значение: сравнивать не с чем"),
            NotMixed::ConstantResponse => f.write_str("объясняемый показатель у всех одинаков: объяснять нечего"),
            NotMixed::TooFewRows { rows, effects } => {
                write!(f, "строк {rows}, а постоянных эффектов {effects}: строк должно быть больше")
            }
            NotMixed::DependentSlopes { group } => {
                write!(f, "столбцы в скобке по «{group}» зависят друг от друга: уберите лишний")
            }
            NotMixed::TooManyGroups { effects, limit } => write!(
                f,
                "кроме самой крупной группировки остаётся {effects} случайных эффектов, совместно решается не более \
                 {limit}"
            ),
            NotMixed::ExactFit => {
                f.write_str("модель повторяет данные точно: остаточной дисперсии нет, ошибки не оценить")
            }
            NotMixed::NoOptimum => {
                f.write_str("наиболее правдоподобные дисперсии не найдены: модель не подходит к данным")
            }
        }
    }
}

impl std::error::Error for NotMixed {}
