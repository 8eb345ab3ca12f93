//! Models in which every item has a slope.

use measure::Measured;
use measure::latent::likelihood_ratio;
use measure::latent::marginal::{ItemChiSquare, MarginalFit, MarginalModel, s_x2};

use super::{Sitting, error, put_abilities, put_expected, put_likelihood, put_notes};
use crate::Refusal;
use crate::answer::{Answer, Cell, Sheet, Value};

/// How a model is named in the answer.
pub(crate) struct FreeSlopes {
    pub(crate) model: MarginalModel,
    /// `2pl`: as in `mml_2pl_a`
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    /// the quantities of S-X²
    pub(crate) chi_square: &'static str,
    /// the quantity of the test against slopes of 1, if that model is a part of this one
    pub(crate) ratio: Option<&'static str>,
}

/// Fits and tells.
pub(crate) fn free_slopes(of: &FreeSlopes, sitting: &Sitting) -> Result<Answer, Refusal> {
    let fit = sitting.fit(of.model)?;
    let mut answer = Answer::new(of.title);
    put_items(&mut answer, of, sitting, &fit);
    put_likelihood(&mut answer, of.name, &fit);
    put_abilities(&mut answer, of.name, sitting, &fit);
    if let Some(name) = of.ratio {
        put_ratio(&mut answer, name, sitting, &fit);
    }
    put_expected(&mut answer, of.name, &format!("eap_reliability_{}", of.name), &fit);
    put_notes(&mut answer, sitting, &fit);
    for (name, item) in sitting.names.iter().zip(&fit.items).filter(|(_, item)| item.parameters.slope() < 0.0) {
        let slope = format!("{:.2}", item.parameters.slope()).replace('.', ",");
        answer.note(format!(
            "Крутизна задания «{name}» отрицательна ({slope}): сильные решают его реже слабых; проверьте ключ."
        ));
    }
    Ok(answer)
}

fn put_items(answer: &mut Answer, of: &FreeSlopes, sitting: &Sitting, fit: &MarginalFit) {
    let steps = usize::from(sitting.most_points());
    let mut headings: Vec<String> = ["Задание", "Крутизна", "Ошибка"].map(str::to_owned).to_vec();
    for step in 1..=steps {
        headings.push(if steps == 1 {
            "Трудность, логиты".to_owned()
        } else {
            format!("Порог {step}, логиты")
        });
        headings.push("Ошибка".to_owned());
    }
    headings.extend(["S-X²", "ст. св.", "p"].map(str::to_owned));
    let mut sheet = Sheet::new("Задания", headings);
    for ((name, item), chi_square) in sitting.names.iter().zip(&fit.items).zip(s_x2(fit)) {
        let slope_error = error(item.slope_error);
        answer.put(format!("mml_{}_a", of.name), name, item.parameters.slope());
        answer.put(format!("mml_{}_a_se", of.name), name, slope_error.clone());
        let mut cells =
            vec![Cell::plain(name.as_str()), Cell::fixed(item.parameters.slope(), 3), Cell::fixed(slope_error, 3)];
        for (step, threshold) in item.parameters.thresholds().iter().enumerate() {
            let threshold_error = error(item.threshold_errors[step]);
            let place = if of.name == "2pl" { String::new() } else { (step + 1).to_string() };
            answer.put(format!("mml_{}_b{place}", of.name), name, *threshold);
            answer.put(format!("mml_{}_b{place}_se", of.name), name, threshold_error.clone());
            cells.extend([Cell::fixed(*threshold, 3), Cell::fixed(threshold_error, 3)]);
        }
        cells.resize(3 + 2 * steps, Cell::plain(""));
        cells.extend(put_chi_square(answer, of.chi_square, name, chi_square));
        sheet.row(cells);
    }
    answer.show(sheet);
}

/// S-X² of an item into the long form and into three cells.
pub(super) fn put_chi_square(
    answer: &mut Answer,
    quantity: &str,
    name: &str,
    fit: Measured<ItemChiSquare>,
) -> [Cell; 3] {
    let (value, degrees, p) = (fit.map(|fit| fit.value), fit.map(|fit| fit.degrees), fit.map(|fit| fit.p));
    answer.put(quantity.to_owned(), name, value);
    answer.put(format!("{quantity}_df"), name, degrees);
    answer.put(format!("{quantity}_p"), name, p);
    [Cell::fixed(value, 2), Cell::plain(degrees), Cell::probability(p)]
}

fn put_ratio(answer: &mut Answer, name: &'static str, sitting: &Sitting, fit: &MarginalFit) {
    let smaller = if sitting.has_anchors() {
        Err("при закреплённых заданиях модели не вложены".to_owned())
    } else {
        sitting.tried(MarginalModel::PartialCredit).map_err(|not| sitting.say(not))
    };
    let ratio = smaller.map(|smaller| {
        likelihood_ratio((smaller.log_likelihood, smaller.parameters), (fit.log_likelihood, fit.parameters))
    });
    let of = |pick: fn(measure::latent::LikelihoodRatio) -> Value| match &ratio {
        Ok(ratio) => Value::from(ratio.map(pick)),
        Err(why) => Value::unknown("not_computed", why.as_str()),
    };
    let (chi_square, degrees, p) =
        (of(|ratio| ratio.chi_square.into()), of(|ratio| ratio.degrees.into()), of(|ratio| ratio.p.into()));
    answer.put(name, "chi2", chi_square.clone());
    answer.put(name, "df", degrees.clone());
    answer.put(name, "p", p.clone());
    let mut sheet = Sheet::new("Нужна ли заданиям разная крутизна", ["χ²", "ст. св.", "p"]);
    sheet.row([Cell::fixed(chi_square, 2), Cell::plain(degrees), Cell::probability(p)]);
    answer.show(sheet);
}
