//! Known parameters of items from a CSV file.

use measure::latent::ItemParameters;
use measure::latent::marginal::{Anchor, MarginalModel};

use crate::Refusal;
use crate::csv_table::Table;

/// Reads the columns `item`, `a` (may be left out) and `b` or `b1, b2, …`.
pub(super) fn read(table: &Table, names: &[String], model: MarginalModel) -> Result<Vec<Anchor>, Refusal> {
    let item_column = table.column("item", "--anchors")?;
    let slope_column = table.names().iter().position(|name| name == "a");
    let steps = step_columns(table);
    if steps.is_empty() {
        return Err(Refusal::new("--anchors: в файле нужен столбец b или столбцы b1, b2, …"));
    }
    table.refuse_repeated(item_column, "--anchors")?;
    (0..table.rows())
        .map(|row| {
            let name = table.cell(row, item_column);
            let item = names.iter().position(|known| known == name).ok_or_else(|| {
                Refusal::new(format!("--anchors: {}: задания «{name}» нет", table.place(row, item_column)))
            })?;
            let slope = match slope_column {
                Some(column) => {
                    let slope = of_anchors(table.number(row, column))?.unwrap_or(1.0);
                    if slope <= 0.0 {
                        let place = table.place(row, column);
                        return Err(Refusal::new(format!(
                            "--anchors: {place}: крутизна {slope} — не положительное число"
                        )));
                    }
                    slope
                }
                None => 1.0,
            };
            let mut thresholds = Vec::new();
            for &column in &steps {
                thresholds.extend(of_anchors(table.number(row, column))?);
            }
            let parameters = ItemParameters::new(model.link(), slope, thresholds)
                .map_err(|not| Refusal::new(format!("--anchors: {}: {not}", table.place(row, item_column))))?;
            Ok(Anchor { item, parameters })
        })
        .collect()
}

/// A fault of the file of anchors, which is not the file of responses.
fn of_anchors<T>(read: Result<T, Refusal>) -> Result<T, Refusal> {
    read.map_err(|fault| Refusal::new(format!("--anchors: {fault}")))
}

fn step_columns(table: &Table) -> Vec<usize> {
    let find = |name: &str| table.names().iter().position(|known| known == name);
    match find("b") {
        Some(column) => vec![column],
        None => (1..).map_while(|step| find(&format!("b{step}"))).collect(),
    }
}
