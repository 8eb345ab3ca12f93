//! `vsoko measure gpcm`: generalised partial credit.

use clap::Args;
use measure::latent::marginal::MarginalModel;

use super::marginal::{FreeSlopes, Integral, Sitting, free_slopes};
use super::{Ask, Output};
use crate::Refusal;
use crate::answer::Answer;
use crate::options::{Input, ItemColumns};

/// Items of any points.
#[derive(Debug, Args)]
pub(crate) struct Gpcm {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    items: ItemColumns,
    #[command(flatten)]
    integral: Integral,
}

const OF: FreeSlopes = FreeSlopes {
    model: MarginalModel::GeneralisedPartialCredit,
    name: "gpcm",
    title: "Обобщённая модель частичных баллов (GPCM)",
    chi_square: "s_x2_gpcm",
    ratio: Some("lr_pcm_vs_gpcm"),
};

impl Ask for Gpcm {
    const NAME: &'static str = "gpcm";
    const ABOUT: &'static str = "Обобщённая модель частичных баллов: крутизна и пороги заданий с любым числом баллов";
    const USAGE: &'static str = "ФАЙЛ.csv";
    const MANUAL: &'static str = "\
Строка — участник, столбец — задание с целыми баллами от 0; пусто или NA — ответа нет.
Порог b_k — подготовка, при которой баллы k−1 и k равновероятны: ln P(k)/P(k−1) = a(θ − b_k), логиты без множителя 1,7.
Пороги не обязаны возрастать: обратный порядок значит, что промежуточный балл нигде не самый вероятный.
Метод — маргинальное правдоподобие, подготовка N(0, 1); ошибки — по наблюдаемой информации, для порогов дельта-метод.
Отказ: балл, которого никто не получил, совершенная шкала Гутмана, варианты без общих заданий, крутизна без предела.";
    const OUTPUT: &'static [Output] = &[
        Output("mml_gpcm_a", "задание", "крутизна, 1/логит"),
        Output("mml_gpcm_a_se", "задание", "её стандартная ошибка"),
        Output("mml_gpcm_b*", "задание", "порог с этим номером, логиты; с _se — его стандартная ошибка"),
        Output("s_x2_gpcm", "задание", "согласие задания с моделью: хи-квадрат Орландо — Тиссена (Кан, Чен)"),
        Output("s_x2_gpcm_df", "задание", "его степени свободы"),
        Output("s_x2_gpcm_p", "задание", "вероятность такого или большего S-X², если модель верна"),
        Output("mml_gpcm_loglik", "", "логарифм правдоподобия"),
        Output("mml_gpcm_deviance", "", "девианс −2 ln L"),
        Output("mml_gpcm_aic", "", "критерий Акаике"),
        Output("mml_gpcm_bic", "", "критерий Шварца"),
        Output("mml_gpcm_parameters", "", "сколько параметров оценено"),
        Output("mml_gpcm_persons", "", "сколько участников дали хотя бы один ответ"),
        Output("mml_gpcm_steps", "", "сколько шагов сделал поиск"),
        Output("mml_gpcm_mean", "группа", "среднее подготовки, логиты"),
        Output("mml_gpcm_mean_se", "группа", "ошибка среднего подготовки"),
        Output("mml_gpcm_variance", "группа", "дисперсия подготовки, логиты²"),
        Output("mml_gpcm_variance_se", "группа", "ошибка дисперсии подготовки"),
        Output("lr_pcm_vs_gpcm", "chi2, df, p", "отношение правдоподобий моделей PCM и GPCM"),
        Output("eap_gpcm", "строка", "ожидаемая подготовка участника, логиты"),
        Output("eap_gpcm_se", "строка", "её стандартное отклонение"),
        Output("eap_reliability_gpcm", "", "надёжность этих оценок, доля"),
        Output("identification", "", "чем закреплены начало и единица шкалы"),
    ];

    fn answer(&self) -> Result<Answer, Refusal> {
        let sitting = Sitting::read(&self.input, &self.items, &self.integral, OF.model)?;
        free_slopes(&OF, &sitting)
    }
}
