//! `vsoko measure 2pl`: each item with a difficulty and a slope.

use clap::Args;
use measure::latent::marginal::MarginalModel;

use super::marginal::{FreeSlopes, Integral, Sitting, free_slopes};
use super::{Ask, Output};
use crate::Refusal;
use crate::answer::Answer;
use crate::options::{Input, ItemColumns};

/// Items of 0 or 1.
#[derive(Debug, Args)]
pub(crate) struct TwoParameters {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    items: ItemColumns,
    #[command(flatten)]
    integral: Integral,
}

const OF: FreeSlopes = FreeSlopes {
    model: MarginalModel::GeneralisedPartialCredit,
    name: "2pl",
    title: "Двухпараметрическая модель (2PL)",
    chi_square: "s_x2",
    ratio: Some("lr_rasch_vs_2pl"),
};

impl Ask for TwoParameters {
    const NAME: &'static str = "2pl";
    const ABOUT: &'static str = "Двухпараметрическая модель: трудность и крутизна заданий с 0 или 1 баллом";
    const USAGE: &'static str = "ФАЙЛ.csv";
    const MANUAL: &'static str = "\
Строка — участник, столбец — задание с баллом 0 или 1; пусто или NA — ответа нет.
P(1) = 1/(1 + exp(−a(θ − b))), логиты без множителя 1,7; подготовка N(0, 1), с --population у первой группы.
Метод — маргинальное правдоподобие; ошибки — по наблюдаемой информации (как Оукс), для трудностей дельта-метод.
Отказ: задание решили все или никто, совершенная шкала Гутмана, варианты без общих заданий, крутизна без предела.
До двухсот участников крутизна отдельного задания слишком неточна, чтобы по ней судить.";
    const OUTPUT: &'static [Output] = &[
        Output("mml_2pl_a", "задание", "крутизна, 1/логит"),
        Output("mml_2pl_a_se", "задание", "её стандартная ошибка"),
        Output("mml_2pl_b", "задание", "трудность, логиты"),
        Output("mml_2pl_b_se", "задание", "её стандартная ошибка (дельта-метод)"),
        Output("s_x2", "задание", "согласие задания с моделью: хи-квадрат Орландо — Тиссена"),
        Output("s_x2_df", "задание", "его степени свободы"),
        Output("s_x2_p", "задание", "вероятность такого или большего S-X², если модель верна"),
        Output("mml_2pl_loglik", "", "логарифм правдоподобия"),
        Output("mml_2pl_deviance", "", "девианс −2 ln L"),
        Output("mml_2pl_aic", "", "критерий Акаике"),
        Output("mml_2pl_bic", "", "критерий Шварца"),
        Output("mml_2pl_parameters", "", "сколько параметров оценено"),
        Output("mml_2pl_persons", "", "сколько участников дали хотя бы один ответ"),
        Output("mml_2pl_steps", "", "сколько шагов сделал поиск"),
        Output("mml_2pl_mean", "группа", "среднее подготовки, логиты"),
        Output("mml_2pl_mean_se", "группа", "ошибка среднего подготовки"),
        Output("mml_2pl_variance", "группа", "дисперсия подготовки, логиты²"),
        Output("mml_2pl_variance_se", "группа", "ошибка дисперсии подготовки"),
        Output("lr_rasch_vs_2pl", "chi2, df, p", "отношение правдоподобий моделей Раша и 2PL"),
        Output("eap_2pl", "строка", "ожидаемая подготовка участника, логиты"),
        Output("eap_2pl_se", "строка", "её стандартное отклонение"),
        Output("eap_reliability_2pl", "", "надёжность этих оценок, доля"),
        Output("identification", "", "чем закреплены начало и единица шкалы"),
    ];

    fn answer(&self) -> Result<Answer, Refusal> {
        let sitting = Sitting::read(&self.input, &self.items, &self.integral, OF.model)?;
        sitting.refuse_points("gpcm или graded")?;
        free_slopes(&OF, &sitting)
    }
}
