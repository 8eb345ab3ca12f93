//! `vsoko measure rsm`: the rating scale model.

use clap::Args;
use measure::latent::ConditionalModel;
use measure::latent::marginal::MarginalModel;

use super::conditional::Zero;
use super::marginal::{self, Estimator, Integral, SlopeOne, slope_one_outputs};
use super::pcm::Question;
use super::{Ask, Output};
use crate::Refusal;
use crate::answer::Answer;
use crate::options::{Input, ItemColumns};

/// Responses on one scale of answers.
#[derive(Debug, Args)]
pub(crate) struct Rsm {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    items: ItemColumns,
    /// Способ оценки: cml — условное правдоподобие, без предположений о распределении подготовки; mml — маргинальное, подготовка
    /// распределена нормально
    #[arg(long, value_name = "СПОСОБ", default_value = "cml")]
    estimator: Estimator,
    /// Чем закреплена шкала: sum — сумма трудностей равна 0 (обычно в cml), cumulated — сумма накопленных порогов, steps —
    /// среднее порогов, first — первый порог; только в mml: ability — среднее подготовки равно 0 (обычно), standard —
    /// подготовка N(0, 1) при общей крутизне
    #[arg(long, value_name = "УСЛОВИЕ")]
    zero: Option<Zero>,
    /// Столбец с группой: между группами проверяется, одинаковы ли пороги
    #[arg(long, value_name = "СТОЛБЕЦ")]
    group: Option<String>,
    #[command(flatten)]
    integral: Integral,
}

const MARGINAL: SlopeOne = SlopeOne {
    model: MarginalModel::RatingScale,
    name: "rsm",
    title: "Модель рейтинговой шкалы (RSM), маргинальное правдоподобие",
};

impl Ask for Rsm {
    const NAME: &'static str = "rsm";
    const ABOUT: &'static str = "Модель рейтинговой шкалы: одна шкала ответов для всех вопросов";
    const USAGE: &'static str = "ФАЙЛ.csv";
    const MANUAL: &'static str = "\
Для анкет: каждый столбец — вопрос с ответами 0, 1, 2 … на одной и той же шкале, каждая строка — участник; пусто или NA —
ответа нет. У каждого вопроса своё место на шкале, расстояния между порогами общие. Порог h — в логитах: при нём ответы
h − 1 и h равновероятны. Условное правдоподобие: без предположений о распределении участников.
Отказ, если наибольший балл у вопросов разный или какого-то ответа никто не дал ни на один вопрос.";
    const OUTPUT: &'static [Output] = slope_one_outputs!["rsm";
        Output("mml_rsm_b*", "задание", "mml: порог с этим номером, логиты; с _se — его стандартная ошибка"),
        Output("cml_rsm_threshold_*", "задание", "порог с этим номером, логиты; сумма накопленных порогов равна 0"),
        Output("cml_rsm_threshold_se_*", "задание", "его стандартная ошибка при том же условии"),
        Output("cml_rsm_threshold_mean0", "задание-C и номер порога", "порог, логиты; среднее всех порогов равно 0"),
        Output("cml_rsm_threshold_mean0_se", "задание-C и номер порога", "его стандартная ошибка при том же условии"),
        Output("cml_rsm_loglik", "", "логарифм условного правдоподобия"),
    ];

    fn answer(&self) -> Result<Answer, Refusal> {
        if self.estimator == Estimator::Mml {
            let Rsm { input, items, integral, zero, .. } = self;
            let group = self.group.as_deref();
            return marginal::Question { input, items, integral, zero: *zero, group }.answer(&MARGINAL);
        }
        self.integral.refuse_for_conditional()?;
        let question =
            Question { items: &self.items, zero: self.zero.unwrap_or(Zero::Sum), group: self.group.as_deref() };
        let mut answer = Answer::new("Модель рейтинговой шкалы (RSM), условное правдоподобие");
        question.put(&mut answer, &self.input, ConditionalModel::RatingScale, "rsm")?;
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{ask, refused};

    const ANSWERS: &str = "Q1,Q2,Q3\n2,1,0\n1,1,0\n0,1,2\n2,2,1\n1,0,0\n2,0,1\n0,0,1\n1,2,1\n2,1,1\n1,1,2\n";

    #[test]
    fn distances_between_steps_are_common() {
        let answer = ask(&["rsm"], ANSWERS);
        let distance = |item| answer.number("cml_rsm_threshold_2", item) - answer.number("cml_rsm_threshold_1", item);
        assert!((distance("Q1") - distance("Q3")).abs() < 1e-12);
        assert!(answer.number("cml_rsm_threshold_1", "Q1") < answer.number("cml_rsm_threshold_1", "Q3"));
        assert_eq!(answer.number("cml_parameters", ""), 3.0);
    }

    #[test]
    fn different_scales_are_refused() {
        assert!(refused(&["rsm", "--max", "Q1=3,Q2=2,Q3=2"], ANSWERS).contains("«Q2»: наибольший балл 2"));
        // Nobody reached the top of Q3: the file cannot say so, the option can.
        let low = "Q1,Q2,Q3\n3,1,0\n1,3,0\n0,1,2\n2,2,1\n1,0,0\n2,0,1\n0,0,1\n1,2,1\n2,1,1\n1,1,2\n";
        let why = refused(&["rsm"], low);
        assert!(why.contains("«Q3»: наибольший балл 2, у других 3") && why.contains("--max 3"), "{why}");
        assert!(ask(&["rsm", "--max", "3"], low).number("cml_rsm_threshold_3", "Q3").is_finite());
    }
}
