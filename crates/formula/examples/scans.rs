//! Prints the SELECTs of a full recalculation, or of the given indicators, for `EXPLAIN` and for a look.
//!
//! `cargo run -p formula --example scans -- 2024 2025-05-31 [code…]`; a line `S` is a SELECT, a line `P` a parameter.

use chrono::NaiveDate;
use formula::{Catalogue, Drill, Param, Request, Scan, Which, packs};

#[expect(unreachable_pub, reason = "this file is a module of the crate that owns the tables")]
#[path = "../../analyse/src/populations/mod.rs"]
mod populations;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let year = arguments.next().unwrap_or_default().parse().unwrap_or(2024);
    let as_of: NaiveDate = arguments.next().unwrap_or_default().parse().unwrap_or_default();
    let codes: Vec<String> = arguments.collect();
    let catalogue = match Catalogue::load(&packs::builtin(), populations::schema(&[])) {
        Ok(catalogue) => catalogue,
        Err(complaints) => {
            complaints.iter().for_each(|complaint| eprintln!("{complaint}"));
            return Err("the packs are faulty".into());
        }
    };
    let request = Request::whole(year, as_of);
    if codes.is_empty() {
        catalogue.plan_everything(&request).scans().iter().for_each(print);
        return Ok(());
    }
    catalogue.plan(&codes, &request, &[vec![]])?.scans().iter().for_each(print);
    for code in &codes {
        println!("F {}", catalogue.explain(code, &request)?.formula);
        for which in [Which::Numerator, Which::Rest, Which::Base] {
            if let Ok(Drill { rows, count, .. }) = catalogue.drill(code, which, &request, (0, 20)) {
                print(&rows);
                print(&count);
            }
        }
        catalogue.batches(code, &request).iter().for_each(print);
    }
    Ok(())
}

fn print(scan: &Scan) {
    println!("S {}", scan.sql);
    for param in &scan.params {
        match param {
            Param::Int(number) => println!("P int {number}"),
            Param::Text(text) => println!("P text {text}"),
            Param::Date(date) => println!("P date {date}"),
        }
    }
}
