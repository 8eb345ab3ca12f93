//! A row of the cyclogram as people read and type it: in the form of one procedure, in the table of all, in papers.

use std::sync::OnceLock;

use chrono::NaiveDate;
use formula::Catalogue;
use roster::staff::queries::{StaffMember, staff};
use roster::subjects::queries::{Subject, subjects};
use school::{SchoolYear, name_key, ru};
use store::{Reads, new_id};
use web::forms::Fields;

use super::naming::NamedIndicators;
use super::{Area, Column, Procedure, ProcedureKind, labels};
use crate::grid::GridReader;
use crate::indicators::CatalogueOf;

/// What rows refer to: people, subjects, indicators.
pub(crate) struct Known {
    pub(crate) people: Vec<StaffMember>,
    pub(crate) subjects: Vec<Subject>,
    pub(crate) catalogue: &'static Catalogue,
    named: OnceLock<NamedIndicators>,
}

impl Known {
    pub(crate) async fn load(db: &mut impl Reads, catalogue: CatalogueOf) -> store::Result<Self> {
        let (people, subjects) = (staff(db).await?, subjects(db).await?);
        Ok(Self { people, subjects, catalogue: catalogue(), named: OnceLock::new() })
    }

    /// Only the indicators: for pages that show rows and read none.
    pub(crate) fn indicators_of(catalogue: CatalogueOf) -> Self {
        Self { people: Vec::new(), subjects: Vec::new(), catalogue: catalogue(), named: OnceLock::new() }
    }

    /// Those who may be given something to do.
    pub(crate) fn present(&self) -> impl Iterator<Item = &StaffMember> {
        self.people.iter().filter(|member| member.left_on.is_none())
    }

    /// What a row says in a column, as it is typed.
    pub(crate) fn typed(&self, column: Column, row: &Procedure) -> String {
        match column {
            Column::Area => labels::area(row.area).to_owned(),
            Column::Kind => labels::kind(row.kind).to_owned(),
            Column::Indicators => self.named().typed(&row.indicators),
            Column::StartsOn => row.starts_on.map(ru::date_short).unwrap_or_default(),
            Column::DueOn => row.due_on.map(ru::date_short).unwrap_or_default(),
            Column::Subject => self.subject_name(row.subject_id),
            _ => column.words(row).cloned().unwrap_or_default(),
        }
    }

    /// The same as it is read: indicators by name.
    pub(crate) fn read_out(&self, column: Column, row: &Procedure) -> String {
        match column {
            Column::Indicators => self.indicator_names(row).join("; "),
            _ => self.typed(column, row),
        }
    }

    pub(crate) fn indicator_names(&self, row: &Procedure) -> Vec<String> {
        let name = |code: &String| match self.catalogue.indicator(code) {
            Some(known) => known.short_name.clone(),
            None => code.clone(),
        };
        row.indicators.iter().map(name).collect()
    }

    pub(crate) fn subject_name(&self, id: Option<i64>) -> String {
        let known = self.subjects.iter().find(|subject| Some(subject.id) == id);
        known.map(|subject| subject.name.clone()).unwrap_or_default()
    }

    /// The row that the fields with this suffix describe, on the ground of what it was before; with complaints at the fields
    /// where there are any.
    pub(crate) fn read(&self, fields: &mut Fields, suffix: &str, before: &Procedure) -> Procedure {
        let mut row = before.clone();
        for column in Column::ALL {
            self.read_column(fields, (column, &format!("{}{suffix}", column.code())), &mut row);
        }
        if let (Some(from), Some(until)) = (row.starts_on, row.due_on)
            && until < from
        {
            fields.refuse(&format!("due_on{suffix}"), labels::DUE_BEFORE_START);
        }
        row
    }

    fn read_column(&self, fields: &mut Fields, (column, name): (Column, &str), row: &mut Procedure) {
        match column {
            Column::Name => row.name = fields.text(name, labels::NAMELESS).unwrap_or_default(),
            Column::Object => row.object = line(fields, name),
            Column::Method => row.method = line(fields, name),
            Column::Instrument => row.instrument = line(fields, name),
            Column::Periodicity => row.periodicity = line(fields, name),
            Column::Classes => row.classes = line(fields, name),
            Column::Performers => row.performers = line(fields, name),
            Column::LocalAct => row.local_act = line(fields, name),
            Column::ResultForm => row.result_form = line(fields, name),
            Column::ConsideredAt => row.considered_at = line(fields, name),
            Column::DecisionForm => row.decision_form = line(fields, name),
            Column::Area => match read_area(fields.get(name)) {
                Some(area) => row.area = area,
                None => fields.refuse(name, labels::NO_SUCH_AREA),
            },
            Column::Kind if fields.get(name).is_empty() => {}
            Column::Kind => match read_kind(fields.get(name)) {
                Some(kind) => row.kind = kind,
                None => fields.refuse(name, labels::NO_SUCH_KIND),
            },
            Column::StartsOn => row.starts_on = date(fields, name, row.school_year),
            Column::DueOn => row.due_on = date(fields, name, row.school_year),
            Column::Indicators => row.indicators = self.indicators(fields, name),
            Column::Subject => row.subject_id = self.subject(fields, name),
            Column::Responsible => self.responsible(fields, name, row),
        }
    }

    /// Indicators by name or code, as the list of the table, the form and old tables give them.
    fn indicators(&self, fields: &mut Fields, name: &str) -> Vec<String> {
        let typed: Vec<String> = fields.all(name).into_iter().map(str::to_owned).collect();
        let mut codes: Vec<String> = Vec::new();
        for text in &typed {
            match self.named().read(text) {
                Ok(found) => codes.extend(found),
                Err(unknown) => fields.refuse(name, labels::no_such_indicator(&unknown)),
            }
        }
        codes
    }

    pub(crate) fn named(&self) -> &NamedIndicators {
        self.named.get_or_init(|| NamedIndicators::of(self.catalogue))
    }

    fn subject(&self, fields: &mut Fields, name: &str) -> Option<i64> {
        let typed = fields.get(name).to_owned();
        if typed.is_empty() {
            return None;
        }
        let is_meant = |subject: &&Subject| subject.id.to_string() == typed || subject.name_key == name_key(&typed);
        let known = self.subjects.iter().find(is_meant).map(|subject| subject.id);
        if known.is_none() {
            fields.refuse(name, labels::no_such_subject(&typed));
        }
        known
    }

    /// A member of staff picked by id or recognised by name; other words stay words.
    fn responsible(&self, fields: &mut Fields, name: &str, row: &mut Procedure) {
        let typed = line(fields, name);
        if typed == row.responsible {
            return;
        }
        let is_meant = |member: &&StaffMember| {
            let names =
                [member.id.to_string(), member.with_position(), member.name().full(), member.name().with_initials()];
            names.iter().any(|known| name_key(known) == name_key(&typed))
        };
        let meant: Vec<&StaffMember> = self.present().filter(is_meant).collect();
        let one = if let [one] = meant[..] { Some(one) } else { None };
        row.responsible_staff_id = one.map(|member| member.id);
        row.responsible = one.map_or(typed, StaffMember::with_position);
    }
}

/// Reads and fills the rows of a school year.
pub(crate) struct Entering<'k> {
    pub(crate) known: &'k Known,
    pub(crate) year: i64,
}

impl GridReader<Procedure> for Entering<'_> {
    fn typed(&self, column: Column, row: &Procedure) -> String {
        self.known.typed(column, row)
    }

    fn blank(&self, place: i64) -> Procedure {
        Procedure::blank(new_id(), self.year, place)
    }

    fn read(&self, fields: &mut Fields, suffix: &str, before: &Procedure) -> Procedure {
        self.known.read(fields, suffix, before)
    }
}

fn line(fields: &mut Fields, name: &str) -> String {
    fields.text_if_any(name).unwrap_or_default()
}

/// The area that a code or a Russian word means.
pub(crate) fn read_area(typed: &str) -> Option<Area> {
    let key = name_key(typed);
    let is_meant = |area: &Area| area.code() == typed || (!key.is_empty() && key.contains(labels::area_stem(*area)));
    Area::ALL.into_iter().find(is_meant)
}

fn read_kind(typed: &str) -> Option<ProcedureKind> {
    let key = name_key(typed);
    ProcedureKind::ALL.into_iter().find(|kind| kind.code() == typed || name_key(labels::kind(*kind)) == key)
}

/// A date within the school year; August before it belongs to its preparation.
fn date(fields: &mut Fields, name: &str, school_year: i64) -> Option<NaiveDate> {
    let date = fields.date_if_any(name)?;
    let (first, last) = bounds(school_year)?;
    if date < first || date > last {
        fields.refuse(name, labels::outside_year(SchoolYear(school_year), (first, last)));
        return None;
    }
    Some(date)
}

fn bounds(school_year: i64) -> Option<(NaiveDate, NaiveDate)> {
    let year = i32::try_from(school_year).ok()?;
    Some((NaiveDate::from_ymd_opt(year, 8, 1)?, NaiveDate::from_ymd_opt(year + 1, 8, 31)?))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Результаты", Some(Area::Results))]
    #[case("качество условий", Some(Area::Conditions))]
    #[case("process", Some(Area::Process))]
    #[case("УДОВЛЕТВОРЁННОСТЬ", Some(Area::Satisfaction))]
    #[case("", None)]
    #[case("прочее", None)]
    fn an_area_is_read_as_people_write_it(#[case] typed: &str, #[case] area: Option<Area>) {
        assert_eq!(read_area(typed), area);
    }

    #[test]
    fn every_area_and_kind_is_read_back() {
        for area in Area::ALL {
            assert_eq!(read_area(labels::area(area)), Some(area));
            assert_eq!(read_area(area.code()), Some(area));
        }
        for kind in ProcedureKind::ALL {
            assert_eq!(read_kind(labels::kind(kind)), Some(kind));
            assert_eq!(read_kind(kind.code()), Some(kind));
        }
    }
}
