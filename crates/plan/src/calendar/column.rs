//! The columns of the cyclogram: what a row can say, and where it stands in the table that is edited. Pure.

use super::{Procedure, labels};
use crate::grid::GridRow;

/// A column of the cyclogram («графа»).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// «направление»
    Area,
    /// «объект»
    Object,
    /// «процедура»
    Name,
    /// «вид»
    Kind,
    /// «метод»
    Method,
    /// «показатели»
    Indicators,
    /// «инструментарий»
    Instrument,
    /// «периодичность»
    Periodicity,
    /// «начало»
    StartsOn,
    /// «срок»
    DueOn,
    /// «классы, охват»
    Classes,
    /// «предмет»
    Subject,
    /// «ответственный»
    Responsible,
    /// «исполнители»
    Performers,
    /// «локальный акт»
    LocalAct,
    /// «форма результата»
    ResultForm,
    /// «где рассматривается»
    ConsideredAt,
    /// «управленческое решение»
    DecisionForm,
}

impl Column {
    /// All, in the order of the cyclogram.
    pub const ALL: [Column; 18] = [
        Column::Area,
        Column::Object,
        Column::Name,
        Column::Kind,
        Column::Method,
        Column::Indicators,
        Column::Instrument,
        Column::Periodicity,
        Column::StartsOn,
        Column::DueOn,
        Column::Classes,
        Column::Subject,
        Column::Responsible,
        Column::Performers,
        Column::LocalAct,
        Column::ResultForm,
        Column::ConsideredAt,
        Column::DecisionForm,
    ];

    /// The name of its field in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Column::Area => "area",
            Column::Object => "object",
            Column::Name => "name",
            Column::Kind => "kind",
            Column::Method => "method",
            Column::Indicators => "indicators",
            Column::Instrument => "instrument",
            Column::Periodicity => "periodicity",
            Column::StartsOn => "starts_on",
            Column::DueOn => "due_on",
            Column::Classes => "classes",
            Column::Subject => "subject",
            Column::Responsible => "responsible",
            Column::Performers => "performers",
            Column::LocalAct => "local_act",
            Column::ResultForm => "result_form",
            Column::ConsideredAt => "considered_at",
            Column::DecisionForm => "decision_form",
        }
    }

    /// The text of a column that holds nothing but text.
    #[must_use]
    pub fn words(self, row: &Procedure) -> Option<&String> {
        match self {
            Column::Object => Some(&row.object),
            Column::Name => Some(&row.name),
            Column::Method => Some(&row.method),
            Column::Instrument => Some(&row.instrument),
            Column::Periodicity => Some(&row.periodicity),
            Column::Classes => Some(&row.classes),
            Column::Responsible => Some(&row.responsible),
            Column::Performers => Some(&row.performers),
            Column::LocalAct => Some(&row.local_act),
            Column::ResultForm => Some(&row.result_form),
            Column::ConsideredAt => Some(&row.considered_at),
            Column::DecisionForm => Some(&row.decision_form),
            Column::Area | Column::Kind | Column::Indicators | Column::StartsOn | Column::DueOn | Column::Subject => {
                None
            }
        }
    }

    /// Whether two rows say the same here.
    #[must_use]
    pub fn is_same(self, one: &Procedure, other: &Procedure) -> bool {
        match self {
            Column::Area => one.area == other.area,
            Column::Kind => one.kind == other.kind,
            Column::Indicators => one.indicators == other.indicators,
            Column::StartsOn => one.starts_on == other.starts_on,
            Column::DueOn => one.due_on == other.due_on,
            Column::Subject => one.subject_id == other.subject_id,
            _ => self.words(one) == self.words(other),
        }
    }

    /// Puts what `from` says here into `into`.
    pub fn copy(self, from: &Procedure, into: &mut Procedure) {
        match self {
            Column::Area => into.area = from.area,
            Column::Object => into.object.clone_from(&from.object),
            Column::Name => into.name.clone_from(&from.name),
            Column::Kind => into.kind = from.kind,
            Column::Method => into.method.clone_from(&from.method),
            Column::Indicators => into.indicators.clone_from(&from.indicators),
            Column::Instrument => into.instrument.clone_from(&from.instrument),
            Column::Periodicity => into.periodicity.clone_from(&from.periodicity),
            Column::StartsOn => into.starts_on = from.starts_on,
            Column::DueOn => into.due_on = from.due_on,
            Column::Classes => into.classes.clone_from(&from.classes),
            Column::Subject => into.subject_id = from.subject_id,
            Column::Responsible => {
                into.responsible.clone_from(&from.responsible);
                into.responsible_staff_id = from.responsible_staff_id;
            }
            Column::Performers => into.performers.clone_from(&from.performers),
            Column::LocalAct => into.local_act.clone_from(&from.local_act),
            Column::ResultForm => into.result_form.clone_from(&from.result_form),
            Column::ConsideredAt => into.considered_at.clone_from(&from.considered_at),
            Column::DecisionForm => into.decision_form.clone_from(&from.decision_form),
        }
    }
}

impl GridRow for Procedure {
    type Column = Column;
    const COLUMNS: &'static [Column] = &Column::ALL;
    const NAME: Column = Column::Name;

    fn code(column: Column) -> &'static str {
        column.code()
    }
    fn label(column: Column) -> &'static str {
        labels::column(column)
    }
    fn list(column: Column) -> &'static str {
        match column {
            Column::Area => "list-areas",
            Column::Kind => "list-kinds",
            Column::Indicators => "list-indicators",
            Column::Responsible => "list-people",
            Column::Subject => "list-subjects",
            _ => "",
        }
    }
    fn holds_many(column: Column) -> bool {
        column == Column::Indicators
    }
    fn is_same(&self, column: Column, other: &Self) -> bool {
        column.is_same(self, other)
    }
    fn take(&mut self, column: Column, from: &Self) {
        column.copy(from, self);
    }
    fn id(&self) -> i64 {
        self.id
    }
    fn version(&self) -> i64 {
        self.version
    }
    fn stand_as(&mut self, saved: &Self) {
        self.version = saved.version;
        self.place = saved.place;
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::grid::{differences, merge};

    fn row(object: &str, classes: &str) -> Procedure {
        Procedure { object: object.to_owned(), classes: classes.to_owned(), ..Procedure::blank(1, 2024, 1) }
    }

    #[rstest]
    // what both saw, what is saved, what the second wrote, what becomes of it
    #[case(("а", "5"), ("а", "5"), ("б", "5"), ("б", "5"), &[], &[])]
    #[case(("а", "5"), ("а", "6"), ("б", "5"), ("б", "6"), &[Column::Classes], &[])]
    #[case(("а", "5"), ("в", "5"), ("б", "5"), ("б", "5"), &[], &[Column::Object])]
    #[case(("а", "5"), ("б", "5"), ("б", "5"), ("б", "5"), &[], &[])]
    #[case(("а", "5"), ("в", "6"), ("б", "5"), ("б", "6"), &[Column::Classes], &[Column::Object])]
    fn nothing_that_either_wrote_is_lost(
        #[case] seen: (&str, &str),
        #[case] saved: (&str, &str),
        #[case] own: (&str, &str),
        #[case] outcome: (&str, &str),
        #[case] taken: &[Column],
        #[case] disputed: &[Column],
    ) {
        let merged = merge(&row(seen.0, seen.1), &row(saved.0, saved.1), &row(own.0, own.1));
        assert_eq!(merged.row, row(outcome.0, outcome.1));
        assert_eq!((merged.taken.as_slice(), merged.disputed.as_slice()), (taken, disputed));
    }

    #[test]
    fn every_column_is_told_apart_and_carried_over() {
        let one = Procedure::blank(1, 2024, 1);
        let other = Procedure {
            area: super::super::Area::Results,
            object: "о".to_owned(),
            name: "п".to_owned(),
            kind: super::super::ProcedureKind::Survey,
            method: "м".to_owned(),
            instrument: "и".to_owned(),
            indicators: vec!["1324.1.1".to_owned()],
            periodicity: "раз в год".to_owned(),
            starts_on: "2024-09-01".parse().ok(),
            due_on: "2024-09-02".parse().ok(),
            classes: "5".to_owned(),
            subject_id: Some(1),
            responsible_staff_id: Some(2),
            responsible: "Орлова А. В.".to_owned(),
            performers: "учителя".to_owned(),
            local_act: "положение".to_owned(),
            result_form: "справка".to_owned(),
            considered_at: "педсовет".to_owned(),
            decision_form: "приказ".to_owned(),
            ..one.clone()
        };
        assert_eq!(differences(&one, &other), Column::ALL);
        let mut copy = one.clone();
        for column in Column::ALL {
            column.copy(&other, &mut copy);
        }
        assert_eq!(copy, other);
    }
}
