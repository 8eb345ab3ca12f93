//! Why a model of the Rasch family has no estimate by conditional likelihood.

use std::fmt;

use crate::latent::Identification;

/// Why there are no estimates. Items are counted from 0.
#[derive(Debug, Clone, PartialEq)]
pub enum NotFitted {
    /// Fewer than two items.
    TooFewItems,
    /// Fewer than two persons have a total that is neither 0 nor the greatest.
    TooFewPersons {
        /// How many have.
        informative: usize,
    },
    /// Nobody has points on the item.
    NoResponses {
        /// The item.
        item: usize,
    },
    /// The model is for items of 0 or 1.
    NotDichotomous {
        /// The item.
        item: usize,
    },
    /// The rating scale model wants one and the same number of categories.
    UnequalGreatest {
        /// The first item that has fewer than the others.
        item: usize,
        /// Its greatest points.
        own: usize,
        /// The greatest points of all.
        most: usize,
    },
    /// Nobody got a point, among those whose total is neither 0 nor the greatest.
    NeverSolved {
        /// The item.
        item: usize,
    },
    /// Everybody got all points, among those whose total is neither 0 nor the greatest.
    AlwaysSolved {
        /// The item.
        item: usize,
    },
    /// Nobody got exactly so many points, among those whose total is neither 0 nor the greatest.
    EmptyCategory {
        /// The item; none if it is so for all items together.
        item: Option<usize>,
        /// The points.
        points: usize,
    },
    /// These items share no person with the rest: there is no common scale.
    NoCommonItems {
        /// The smaller side.
        items: Vec<usize>,
    },
    /// Nobody got a point on one side without getting all points on the other: the distance is infinite.
    Separated {
        /// The harder side.
        harder: Vec<usize>,
    },
    /// The paper is too long, or its items too far apart, for the floating-point numbers.
    TooLong,
    /// The search ran away to infinity or did not come to an end.
    NoMaximum {
        /// The item whose parameters were farthest.
        item: usize,
    },
    /// A test between groups wants at least two of them, and a group for every person.
    TooFewGroups,
    /// The conditional likelihood knows nothing of the distribution of ability.
    Unsuited(Identification),
}

impl NotFitted {
    /// The reason in Russian, with items named by the caller.
    #[must_use]
    pub fn say(&self, name: impl Fn(usize) -> String) -> String {
        let names = |items: &[usize]| items.iter().map(|&item| name(item)).collect::<Vec<_>>().join(", ");
        let among = "среди тех, кто набрал не ноль и не наибольшую сумму,";
        match self {
            NotFitted::TooFewItems => "нужно не менее двух заданий".to_owned(),
            NotFitted::TooFewPersons { informative } => format!(
                "участников, набравших не ноль и не наибольшую сумму: {informative}; нужно не менее двух, только они \
                 позволяют сравнить задания"
            ),
            NotFitted::NoResponses { item } => format!("задание {}: ни одного ответа", name(*item)),
            NotFitted::NotDichotomous { item } => {
                format!("задание {}: модель Раша — для заданий с баллами 0 и 1", name(*item))
            }
            NotFitted::UnequalGreatest { item, own, most } => format!(
                "задание {}: наибольший балл {own}, у других {most}, а модель рейтинговой шкалы требует одинакового; если высший \
                 балл просто никто не получил, задайте наибольший балл {most} для всех",
                name(*item)
            ),
            NotFitted::NeverSolved { item } => {
                format!("задание {}: {among} его не решил никто; трудность бесконечна", name(*item))
            }
            NotFitted::AlwaysSolved { item } => {
                format!("задание {}: {among} его решили все; трудность бесконечна", name(*item))
            }
            NotFitted::EmptyCategory { item: Some(item), points } => format!(
                "задание {}: {among} никто не получил за него ровно {points}; порог не определён, объедините баллы",
                name(*item)
            ),
            NotFitted::EmptyCategory { item: None, points } => {
                format!("{among} никто ни за одно задание не получил ровно {points}; порог не определён")
            }
            NotFitted::NoCommonItems { items } => format!(
                "нет общих заданий: задания {} не связаны с остальными ни одним участником, общей шкалы нет",
                names(items)
            ),
            NotFitted::Separated { harder } => format!(
                "никто не получил баллов за задания {}, не решив полностью всех остальных (совершенная шкала Гуттмана): \
                 разность трудностей бесконечна",
                names(harder)
            ),
            NotFitted::TooLong => "работа слишком длинна для точного расчёта условного правдоподобия".to_owned(),
            NotFitted::NoMaximum { item } => format!(
                "у правдоподобия нет наибольшего значения: параметры задания {} уходят в бесконечность",
                name(*item)
            ),
            NotFitted::TooFewGroups => "для сравнения нужно не менее двух групп участников".to_owned(),
            NotFitted::Unsuited(condition) => {
                format!("условие «{condition}» не годится для условного правдоподобия")
            }
        }
    }
}

impl fmt::Display for NotFitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(|item| (item + 1).to_string()))
    }
}

impl std::error::Error for NotFitted {}
