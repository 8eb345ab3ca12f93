//! Texts with which a school begins its own local acts.

use super::super::ActKind;

/// Room for the name of a school that has not filled in its card.
const UNNAMED: &str = "____________________";

/// A template of a local act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Template {
    /// «положение о ВСОКО», with appendices made of model and plan
    QualityRegulation,
    /// «положение об экспертной группе»
    ExpertGroup,
    /// «положение о комиссии по внутреннему аудиту»
    InternalAudit,
    /// «положение о текущем контроле и промежуточной аттестации»
    Assessment,
    /// «порядок самообследования»
    SelfEvaluation,
}

impl Template {
    /// All, in the order in which they are offered.
    pub(crate) const ALL: [Template; 5] = [
        Template::QualityRegulation,
        Template::ExpertGroup,
        Template::InternalAudit,
        Template::Assessment,
        Template::SelfEvaluation,
    ];

    /// The word by which a form names it.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Template::QualityRegulation => "quality_regulation",
            Template::ExpertGroup => "expert_group",
            Template::InternalAudit => "internal_audit",
            Template::Assessment => "assessment",
            Template::SelfEvaluation => "self_evaluation",
        }
    }

    /// The template that a form names.
    pub(crate) fn from_code(code: &str) -> Option<Template> {
        Template::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What sort of act it makes.
    pub(crate) fn kind(self) -> ActKind {
        match self {
            Template::QualityRegulation => ActKind::QualityRegulation,
            Template::SelfEvaluation => ActKind::Procedure,
            _ => ActKind::Regulation,
        }
    }

    /// The title of the act.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Template::QualityRegulation => "Положение о внутренней системе оценки качества образования",
            Template::ExpertGroup => "Положение об экспертной группе ВСОКО",
            Template::InternalAudit => "Положение о комиссии по внутреннему аудиту",
            Template::Assessment => "Положение о текущем контроле успеваемости и промежуточной аттестации обучающихся",
            Template::SelfEvaluation => "Порядок проведения самообследования",
        }
    }

    /// The text for a school.
    pub(crate) fn text(self, school: &str) -> String {
        let text = match self {
            Template::QualityRegulation => include_str!("templates/quality_regulation.txt"),
            Template::ExpertGroup => include_str!("templates/expert_group.txt"),
            Template::InternalAudit => include_str!("templates/internal_audit.txt"),
            Template::Assessment => include_str!("templates/assessment.txt"),
            Template::SelfEvaluation => include_str!("templates/self_evaluation.txt"),
        };
        let named = if school.trim().is_empty() { UNNAMED } else { school };
        text.replace("{school}", named)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::paper::is_heading;
    use super::*;

    #[test]
    fn every_template_is_a_whole_act() {
        for template in Template::ALL {
            let text = template.text("МБОУ СОШ № 1");
            let headings: Vec<&str> = text.lines().filter(|line| is_heading(line)).collect();
            assert!(headings.len() >= 7, "{template:?}");
            assert!(headings.first().is_some_and(|line| *line == "1. Общие положения"), "{template:?}");
            assert!(headings.last().is_some_and(|line| line.ends_with("Заключительные положения")), "{template:?}");
            for (at, heading) in headings.iter().enumerate() {
                assert!(heading.starts_with(&format!("{}. ", at + 1)), "{template:?}: {heading}");
            }
            assert!(text.contains("МБОУ СОШ № 1") && !text.contains('{'), "{template:?}");
            assert!(text.contains("273-ФЗ"), "{template:?}");
            assert_eq!(Template::from_code(template.code()), Some(template));
        }
        assert_eq!(Template::QualityRegulation.text("Школа").lines().filter(|line| is_heading(line)).count(), 10);
    }
}
