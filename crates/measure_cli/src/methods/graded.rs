//! `vsoko measure graded`: graded response.

use clap::Args;
use measure::latent::marginal::MarginalModel;

use super::marginal::{FreeSlopes, Integral, Sitting, free_slopes};
use super::{Ask, Output};
use crate::Refusal;
use crate::answer::Answer;
use crate::options::{Input, ItemColumns};

/// Items of any points.
#[derive(Debug, Args)]
pub(crate) struct Graded {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    items: ItemColumns,
    #[command(flatten)]
    integral: Integral,
}

const OF: FreeSlopes = FreeSlopes {
    model: MarginalModel::Graded,
    name: "graded",
    title: "Модель упорядоченных ответов (Самэдзима)",
    chi_square: "s_x2_graded",
    ratio: None,
};

impl Ask for Graded {
    const NAME: &'static str = "graded";
    const ABOUT: &'static str = "Модель упорядоченных ответов: крутизна и пороги заданий с любым числом баллов";
    const USAGE: &'static str = "ФАЙЛ.csv";
    const MANUAL: &'static str = "\
Строка — участник, столбец — задание с целыми баллами от 0; пусто или NA — ответа нет.
Порог b_k — подготовка, при которой k баллов и больше так же вероятны, как меньше k: P(≥k) = 1/(1 + exp(−a(θ − b_k))).
Пороги всегда возрастают; логиты без множителя 1,7.
Метод — маргинальное правдоподобие, подготовка N(0, 1); ошибки — по наблюдаемой информации, для порогов дельта-метод.
Отказ: балл, которого никто не получил, совершенная шкала Гутмана, варианты без общих заданий, крутизна без предела.";
    const OUTPUT: &'static [Output] = &[
        Output("mml_graded_a", "задание", "крутизна, 1/логит"),
        Output("mml_graded_a_se", "задание", "её стандартная ошибка"),
        Output("mml_graded_b*", "задание", "порог с этим номером, логиты; с _se — его стандартная ошибка"),
        Output("s_x2_graded", "задание", "согласие задания с моделью: хи-квадрат Орландо — Тиссена (Кан, Чен)"),
        Output("s_x2_graded_df", "задание", "его степени свободы"),
        Output("s_x2_graded_p", "задание", "вероятность такого или большего S-X², если модель верна"),
        Output("mml_graded_loglik", "", "логарифм правдоподобия"),
        Output("mml_graded_deviance", "", "девианс −2 ln L"),
        Output("mml_graded_aic", "", "критерий Акаике"),
        Output("mml_graded_bic", "", "критерий Шварца"),
        Output("mml_graded_parameters", "", "сколько параметров оценено"),
        Output("mml_graded_persons", "", "сколько участников дали хотя бы один ответ"),
        Output("mml_graded_steps", "", "сколько шагов сделал поиск"),
        Output("mml_graded_mean", "группа", "среднее подготовки, логиты"),
        Output("mml_graded_mean_se", "группа", "ошибка среднего подготовки"),
        Output("mml_graded_variance", "группа", "дисперсия подготовки, логиты²"),
        Output("mml_graded_variance_se", "группа", "ошибка дисперсии подготовки"),
        Output("eap_graded", "строка", "ожидаемая подготовка участника, логиты"),
        Output("eap_graded_se", "строка", "её стандартное отклонение"),
        Output("eap_reliability_graded", "", "надёжность этих оценок, доля"),
        Output("identification", "", "чем закреплены начало и единица шкалы"),
    ];

    fn answer(&self) -> Result<Answer, Refusal> {
        let sitting = Sitting::read(&self.input, &self.items, &self.integral, OF.model)?;
        free_slopes(&OF, &sitting)
    }
}
