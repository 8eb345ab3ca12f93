//! Each chart over one small story, and the promises all charts share.

use num_rational::Ratio;

use crate::{Bar, Bars, Figure, Gantt, GanttBar, Look, Reading, Scale, Sparkline, samples};

#[test]
fn pages_get_these_pictures() {
    for (name, chart) in samples::all(Look::page()) {
        insta::with_settings!({ description => chart.alt.clone(), omit_expression => true }, {
            insta::assert_snapshot!(format!("page_{name}"), lines(&chart.svg));
        });
    }
}

#[test]
fn documents_get_fixed_colours_and_no_links() {
    for (name, chart) in samples::all(Look::print()) {
        for absent in ["currentColor", "<a ", "class=", "<title>"] {
            assert!(!chart.svg.contains(absent), "{name} has {absent}");
        }
        assert!(chart.svg.contains(r#"font-family="PT Sans"#), "{name} names its font");
    }
}

#[test]
fn a_chart_is_drawn_the_same_each_time() {
    assert_eq!(samples::all(Look::page()), samples::all(Look::page()));
}

#[test]
fn every_chart_says_what_it_shows() {
    for (name, chart) in samples::all(Look::page()) {
        let role = if chart.svg.contains("<a ") { "group" } else { "img" };
        assert!(chart.svg.contains(&format!(r#"role="{role}" aria-label="{}""#, chart.alt)), "{name}");
    }
}

#[test]
fn numbers_are_read_with_a_comma() {
    for (name, chart) in samples::all(Look::page()) {
        for text in chart.svg.split('>').filter_map(|piece| piece.split('<').next()) {
            let dotted = text.split(' ').any(|word| word.contains('.') && word.contains('%'));
            assert!(!dotted, "{name}: {text}");
        }
    }
}

#[test]
fn words_never_become_markup() {
    let name = "</text><script>alert('1')</script>&\u{0}\u{1b}\"\u{ffff}";
    let bar = |href: &str| Bar {
        label: name.to_owned(),
        reading: Reading::known(&Ratio::new(1, 3), name),
        href: Some(href.to_owned()),
    };
    let bars =
        Bars { alt: name.to_owned(), scale: Scale::Share, bars: vec![bar("javascript:alert(1)")], thresholds: vec![] };
    let svg = bars.draw(Look::page()).svg;
    assert!(
        !svg.contains("<script") && !svg.contains("javascript") && !svg.contains('\u{0}') && !svg.contains('\u{1b}')
    );
    assert!(svg.contains("&lt;script&gt;"));
    resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).unwrap();
}

#[test]
fn nothing_at_all_still_draws() {
    let empty = Bars { alt: String::new(), scale: Scale::Amount, bars: vec![], thresholds: vec![] };
    assert!(empty.draw(Look::page()).svg.starts_with("<svg"));
    let line = Sparkline { alt: String::new(), scale: Scale::Mark, readings: vec![Reading::absent("")] };
    assert!(!line.draw(Look::page()).svg.contains("NaN"));
}

#[test]
fn figures_beyond_the_scale_stay_on_the_sheet() {
    let figure = Figure::new(&Ratio::new(7, 5), "140\u{a0}%");
    let bars = Bars {
        alt: String::new(),
        scale: Scale::Share,
        bars: vec![Bar { label: "Итого".to_owned(), reading: Reading::Known(figure), href: None }],
        thresholds: vec![],
    };
    let chart = bars.draw(Look::page());
    let widths = chart.svg.split("width=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<f64>().ok());
    assert!(widths.into_iter().all(|width| width <= chart.width));
}

/// One element a line, so that a change reads as a diff.
fn lines(svg: &str) -> String {
    svg.replace("><", ">\n<")
}

#[test]
fn days_beyond_the_axis_stay_on_the_sheet() {
    let bar = GanttBar { label: "А".to_owned(), from: 500, until: 3, group: 9, hint: String::new(), href: None };
    let gantt =
        Gantt { alt: String::new(), days: 0, parts: vec![], groups: vec![], bars: vec![bar], marked: Some(900) };
    let chart = gantt.draw(Look::page());
    assert!(!chart.svg.contains("NaN") && !chart.svg.contains("inf"));
    let end = |rect: &str| number_of(rect, "x") + number_of(rect, "width");
    assert!(chart.svg.split("<rect ").skip(1).all(|rect| end(rect) <= chart.width));
}

fn number_of(rect: &str, name: &str) -> f64 {
    let from = rect.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
    rect[from..].split('"').next().unwrap().parse().unwrap()
}
