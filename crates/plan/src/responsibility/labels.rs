//! The Russian words of this feature.

pub(super) const MATRIX: &str = "Матрица ответственности";
pub(super) const LEAD: &str =
    "Кто отвечает за каждую процедуру циклограммы и кто её исполняет. Матрица складывается из циклограммы сама.";

pub(super) fn month(month: Option<(i32, u32)>) -> String {
    month.map_or_else(String::new, |(year, month)| format!("{} {year}", school::ru::month_name(month)))
}
