//! A mixed model of the size of a university's evaluations: 73,421 rows, 2,972 students, 1,128 lecturers, crossed.

use std::time::Instant;

use measure::mixed::{Column, Criterion, fit_mixed};

/// A generator good enough to make data to be timed.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f64 / 16_777_216.0
    }

    fn below(&mut self, limit: f64) -> f64 {
        (self.next() * limit).floor()
    }

    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.next()).sum::<f64>() - 6.0
    }
}

fn main() {
    let mut numbers = Numbers(7);
    let students: Vec<f64> = (0..2_972).map(|_| 0.33 * numbers.normal()).collect();
    let lecturers: Vec<f64> = (0..1_128).map(|_| 0.51 * numbers.normal()).collect();
    let mut columns: [Vec<Option<f64>>; 4] = std::array::from_fn(|_| Vec::new());
    let place = |value: f64| format!("{value}").parse::<usize>().unwrap_or(0);
    for _ in 0..73_421 {
        let student = numbers.below(2_972.0);
        // Some lecturers are heard by many.
        let lecturer = (numbers.next() * numbers.next() * 1_128.0).floor();
        let service = numbers.below(2.0);
        let score =
            3.2 - 0.1 * service + students[place(student)] + lecturers[place(lecturer)] + 1.18 * numbers.normal();
        for (column, value) in columns.iter_mut().zip([score, service, student, lecturer]) {
            column.push(Some(value));
        }
    }
    let columns = columns.map(Column::Numbers);
    let table: Vec<(&str, &Column)> = ["y", "service", "s", "d"].into_iter().zip(&columns).collect();
    let formula = "y ~ service + (1|s) + (1|d)".parse().expect("a formula");
    for criterion in [Criterion::Restricted, Criterion::Full] {
        let begun = Instant::now();
        let fit = fit_mixed(&formula, &table, criterion).expect("a fit");
        let seconds = begun.elapsed().as_secs_f64();
        let variances: Vec<f64> = fit.random.iter().map(|part| part.variance(0)).collect();
        println!(
            "mixed 73,421 rows, 2,972 x 1,128 crossed, {criterion:?}: {seconds:.2} s; variances {variances:.5?}, residual {:.5}, log-likelihood {:.4}",
            fit.residual_variance, fit.log_likelihood
        );
    }
}
