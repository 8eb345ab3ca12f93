use crate::testing::{HEAD, load, schema};
use crate::{Better, Catalogue, Exact, LevelName, PackText, Verdict};

fn complaints(more: &str) -> Vec<String> {
    let line = HEAD.lines().count();
    let text = format!("{HEAD}\n{more}");
    let found = Catalogue::load(&[PackText::new("p.toml", text)], schema()).err().unwrap_or_default();
    let relative = |complaint: &crate::Complaint| {
        let at = complaint.line.map_or(0, |at| at.saturating_sub(line + 1));
        let code = complaint.code.as_ref().map_or_else(String::new, |code| format!("{code}: "));
        format!("{at}: {code}{}", complaint.text)
    };
    found.iter().map(relative).collect()
}

#[test]
fn complaints_name_lines_and_what_was_meant() {
    let found = complaints(
        "[[indicator]]\ncode = \"x\"\nname = \"Икс\"\nunit = \"shre\"\nformla = 'count(students)'\n\
         levels = { lower = 1, base = \"много\" }\nvalid_from = \"2024\"\nbreakdowns = [\"clas\"]\n",
    );
    insta::assert_snapshot!(found.join("\n"));
}

#[test]
fn all_faults_come_at_once() {
    let found = complaints(
        "[[indicator]]\ncode = \"x\"\nname = \"x\"\nunit = \"share\"\nformula = 'count(studens)'\n\
         [[indicator]]\ncode = \"x\"\nname = \"x\"\nunit = \"share\"\nformula = '1 +'\n\
         [[check]]\ncode = \"c\"\nleft = '[x]'\nop = \"=\"\nright = '[z]'\nmessage = \"m\"\n",
    );
    insta::assert_snapshot!(found.join("\n"));
}

#[test]
fn broken_toml_is_a_complaint() {
    let found = complaints("[[indicator]\ncode = 1");
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("1: файл не разобран как TOML"), "{}", found[0]);
}

#[test]
fn circles_are_shown() {
    let found = load(&[
        ("a", "share", "[b] + 1", ""),
        ("b", "share", "[c] at previous_year", ""),
        ("c", "share", "if([a] > 1, 1, 2)", ""),
    ]);
    let text = found.unwrap_err()[0].to_string();
    assert!(text.contains("по кругу: a → b → c → a"), "{text}");
}

#[test]
fn doubling_chains_are_refused() {
    let rows: Vec<(String, String)> =
        (0..15).map(|n| (format!("i{n}"), format!("[i{}] + [i{}]", n + 1, n + 1))).collect();
    let mut rows: Vec<(&str, &str, &str, &str)> =
        rows.iter().map(|(code, formula)| (code.as_str(), "share", formula.as_str(), "")).collect();
    rows.push(("i15", "share", "count(students)", ""));
    assert!(load(&rows).unwrap_err()[0].text.contains("слишком велика"));
}

#[test]
fn forbidden_use_is_found_through_other_indicators() {
    let found = load(&[
        ("papers.mean", "mark", "mean(mark of papers)", ""),
        ("papers.level", "mark", "[papers.mean] * 2", ""),
        ("teacher.points", "points", "[papers.level] + 1", "use = \"teacher_incentive\""),
    ]);
    let found = found.unwrap_err();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code.as_deref(), Some("teacher.points"));
    assert_eq!(found[0].text, "Оценивать учителя по работам недопустимо: письмо № 1");
}

#[test]
fn levels_and_rules_compare_exactly() {
    let catalogue = load(&[(
        "q",
        "share",
        "share(students where wins > 0)",
        "better = \"higher\"\nlevels = { low = 0, base = \"57%\", high = \"60%\" }\n\
         [[rule]]\ncode = \"r\"\nkind = \"item_below\"\ntitle = \"т\"\nindicator = \"q\"\nthreshold = \"57%\"\n\
         certain_from = \"60%\"\nfinding = \"ф\"",
    )])
    .unwrap();
    let quality = catalogue.indicator("q").unwrap();
    let level = |value: &Exact| quality.levels.of(value, quality.better).map(|(level, _)| level);
    let exactly = Exact::new(57, 100);
    let below = exactly - Exact::new(1, 1_000_000);
    assert_eq!(level(&exactly), Some(LevelName::Base));
    assert_eq!(level(&below), Some(LevelName::Low));
    let rule = catalogue.rules().next().unwrap();
    assert_eq!(rule.judge(&exactly, Better::Higher), Verdict::Uncertain);
    assert_eq!(rule.judge(&below, Better::Higher), Verdict::Crossed);
    assert_eq!(rule.judge(&Exact::new(60, 100), Better::Higher), Verdict::Fine);
}

#[test]
fn scales_must_cover_every_score() {
    let scale = |upper: &str| {
        complaints(&format!(
            "[[scale]]\nprogramme = \"vpr\"\nsubject = \"Русский язык\"\nyear_group = 4\nmax = 24\nupper = {upper}\n\
             source = \"с\"\nverified = true\n"
        ))
    };
    assert!(scale("[9, 15, 20, 24]").is_empty());
    for faulty in ["[9, 15, 20]", "[9, 9, 20, 24]", "[9, 15, 20, 23]", "[-1, 15, 20, 24]"] {
        assert_eq!(scale(faulty).len(), 1, "{faulty}");
    }
}
