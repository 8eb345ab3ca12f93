//! Why there is no marginal fit.

use std::fmt;

use crate::NotResponses;

/// Why a model was not fitted. Items, persons and groups are counted from 0 here and from 1 in words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NotFitted {
    /// There is no item.
    NoItems,
    /// Fewer than two persons gave any answer.
    TooFewPersons {
        /// How many did.
        persons: usize,
    },
    /// All who answered the item got the same points.
    ConstantItem {
        /// The item.
        item: usize,
        /// The points; none if nobody answered.
        points: Option<u8>,
    },
    /// Nobody got these points, so the threshold lies nowhere.
    EmptyCategory {
        /// The item.
        item: usize,
        /// The points.
        points: u8,
    },
    /// One item alone, and its slope is free: nothing shows how it separates abilities.
    OneItem,
    /// Whoever solved an item solved all easier ones: slopes grow without bound.
    PerfectScale,
    /// Nobody answered both items or items that lead from the one to the other: there is no common scale.
    NotConnected {
        /// An item.
        item: usize,
        /// An item that nothing connects with it.
        other: usize,
    },
    /// The likelihood grows while the slope of the item does.
    SlopeDiverges {
        /// The item.
        item: usize,
    },
    /// The answers do not show that abilities differ.
    NoSpread {
        /// The group.
        group: usize,
    },
    /// The likelihood grows while the abilities spread beyond the nodes.
    SpreadDiverges {
        /// The group.
        group: usize,
    },
    /// The answers do not determine the parameters: too few items for the model.
    NotIdentified,
    /// The search did not end at the top.
    NotConverged {
        /// How many steps it took.
        steps: usize,
    },
    /// The quadrature has fewer than 5 or more than 1001 nodes, or no range.
    BadQuadrature,
    /// There is not one group for each person, or a group without persons.
    BadGroups,
    /// An anchor names no item, or an item twice, or does not fit its item or model.
    BadAnchor {
        /// The item.
        item: usize,
    },
    /// The condition on the scale does not fit the model.
    BadIdentification,
    /// The responses themselves do not hold together.
    Responses(NotResponses),
}

impl NotFitted {
    /// The reason in Russian, with items named by the caller.
    #[must_use]
    pub fn say(&self, name: impl Fn(usize) -> String) -> String {
        match *self {
            NotFitted::NoItems => "нет ни одного задания".to_owned(),
            NotFitted::TooFewPersons { persons } => format!("участников с ответами {persons}, нужно не менее двух"),
            NotFitted::ConstantItem { item, points: None } => format!("на задание {} нет ни одного ответа", name(item)),
            NotFitted::ConstantItem { item, points: Some(points) } => {
                let name = name(item);
                format!("у всех ответивших на задание {name} один балл: {points}; его трудность оценить нельзя")
            }
            NotFitted::EmptyCategory { item, points } => {
                let name = name(item);
                format!(
                    "в задании {name} ни у кого нет балла {points}: порог оценить нельзя, объедините соседние баллы"
                )
            }
            NotFitted::PerfectScale => "ответы образуют совершенную шкалу Гутмана: решивший задание решил и все более \
                                        лёгкие, поэтому крутизна заданий растёт без предела"
                .to_owned(),
            NotFitted::NotConnected { item, other } => {
                let (item, other) = (name(item), name(other));
                format!("задания {item} и {other} не связаны общими участниками или заданиями: единой шкалы нет")
            }
            NotFitted::SlopeDiverges { item } => {
                let name = name(item);
                format!("крутизна задания {name} растёт без предела: по этим ответам модель не оценивается")
            }
            NotFitted::BadAnchor { item } => format!("закреплённые параметры не подходят к заданию {}", name(item)),
            NotFitted::Responses(not) => not.to_string(),
            _ => self.say_of_all(),
        }
    }

    /// The reasons that name no item.
    fn say_of_all(&self) -> String {
        match self {
            NotFitted::NoSpread { group } => {
                format!("ответы группы {} не показывают различий в подготовке: разброс равен нулю", group + 1)
            }
            NotFitted::SpreadDiverges { group } => {
                format!("разброс подготовки группы {} выходит за узлы интегрирования", group + 1)
            }
            NotFitted::NotConverged { steps } => format!("оценивание не сошлось, сделано шагов: {steps}"),
            NotFitted::OneItem => {
                "задание одно: его крутизну не с чем сравнить, нужно не менее двух заданий".to_owned()
            }
            NotFitted::BadQuadrature => {
                "узлов интегрирования должно быть от 5 до 1001, а их размах — положительным числом".to_owned()
            }
            NotFitted::BadGroups => {
                "у каждого участника должна быть одна группа, и в каждой группе — участники с ответами".to_owned()
            }
            NotFitted::BadIdentification => "условие, задающее начало шкалы, не подходит к модели".to_owned(),
            _ => "заданий слишком мало: ответы не определяют параметров модели".to_owned(),
        }
    }
}

impl fmt::Display for NotFitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(|item| (item + 1).to_string()))
    }
}

impl std::error::Error for NotFitted {}

impl From<NotResponses> for NotFitted {
    fn from(not: NotResponses) -> NotFitted {
        NotFitted::Responses(not)
    }
}
