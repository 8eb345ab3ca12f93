//! `vsoko measure rsm`: the rating scale model.

use clap::Args;
use measure::latent::ConditionalModel;

use super::conditional::{Zero, outputs};
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
    /// Чем закреплён ноль шкалы в таблице: cumulated — сумма накопленных порогов равна 0, steps — среднее порогов, sum — сумма
    /// трудностей заданий, first — первый порог
    #[arg(long, value_name = "УСЛОВИЕ", default_value = "sum")]
    zero: Zero,
    /// Столбец с группой: между группами проверяется, одинаковы ли пороги
    #[arg(long, value_name = "СТОЛБЕЦ")]
    group: Option<String>,
}

impl Ask for Rsm {
    const NAME: &'static str = "rsm";
    const ABOUT: &'static str = "Модель рейтинговой шкалы: одна шкала ответов для всех вопросов";
    const USAGE: &'static str = "ФАЙЛ.csv";
    const MANUAL: &'static str = "\
Для анкет: каждый столбец — вопрос с ответами 0, 1, 2 … на одной и той же шкале, каждая строка — участник; пусто или NA —
ответа нет. У каждого вопроса своё место на шкале, расстояния между порогами общие. Порог h — в логитах: при нём ответы
h − 1 и h равновероятны. Условное правдоподобие: без предположений о распределении участников.
Отказ, если наибольший балл у вопросов разный или какого-то ответа никто не дал ни на один вопрос.";
    const OUTPUT: &'static [Output] = outputs![
        Output("cml_rsm_threshold_*", "задание", "порог с этим номером, логиты; сумма накопленных порогов равна 0"),
        Output("cml_rsm_threshold_se_*", "задание", "его стандартная ошибка при том же условии"),
        Output("cml_rsm_threshold_mean0", "задание-C и номер порога", "порог, логиты; среднее всех порогов равно 0"),
        Output("cml_rsm_threshold_mean0_se", "задание-C и номер порога", "его стандартная ошибка при том же условии"),
        Output("cml_rsm_loglik", "", "логарифм условного правдоподобия"),
    ];

    fn answer(&self) -> Result<Answer, Refusal> {
        let question = Question { items: &self.items, zero: self.zero, group: self.group.as_deref() };
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
        assert!(refused(&["rsm", "--max", "Q1=3,Q2=2,Q3=2"], ANSWERS).contains("«Q2»: наибольший балл не такой"));
    }
}
