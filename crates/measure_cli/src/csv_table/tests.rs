use measure::Response;
use rstest::rstest;

use super::choose::is_like;
use super::numbers::number;
use super::*;

fn table(text: &str) -> Table {
    Table::read(text.as_bytes()).unwrap()
}

#[rstest]
#[case("a,b\n1,x\n")]
#[case("a;b\n1;x\n")]
#[case("a\tb\r\n1\tx\r\n")]
#[case("\u{FEFF}\"a\",\"b\"\n\"1\", x \n\n")]
fn the_delimiter_is_recognised(#[case] text: &str) {
    let table = table(text);
    assert_eq!(table.names(), ["a", "b"]);
    assert_eq!((table.rows(), table.cell(0, 0), table.cell(0, 1)), (1, "1", "x"));
}

#[rstest]
#[case("", "файл пуст: нет строки заголовка")]
#[case("a,b\n", "под заголовком нет ни одной строки")]
#[case("a,\n1,2\n", "строка 1: у столбца 2 нет имени")]
#[case("a,b,a\n1,2,3\n", "строка 1: столбец «a» встречается дважды")]
#[case("a,b\n1,2\n1\n", "строка 3: 1 ячейка, а в заголовке 2")]
#[case("a,b\n\"1\n1\",2\n\n1,2,3\n", "строка 4: 3 ячейки, а в заголовке 2")]
#[case("a\n1\n\n2\n", "строка 3 пуста; пропуск обозначьте NA")]
fn a_wrong_file_is_refused_with_its_row(#[case] text: &str, #[case] why: &str) {
    assert_eq!(Table::read(text.as_bytes()).unwrap_err().to_string(), why);
}

#[test]
fn another_encoding_is_refused() {
    let refusal = Table::read(b"a,b\n1,\xEF\xF0\n").unwrap_err().to_string();
    assert_eq!(refusal, "строка 2: файл не в кодировке UTF-8; сохраните его как «CSV UTF-8»");
    let workbook = Table::read(b"PK\x03\x04\xFF").unwrap_err().to_string();
    assert_eq!(workbook, "это не CSV, а книга Excel; сохраните лист как «CSV UTF-8»");
}

#[test]
fn columns_are_chosen_by_names_and_patterns() {
    let table = table("id,Q1,Q2,\"A,B\",class\n1,1,1,1,8А\n");
    let choose = |wanted: &[&str], others: &[usize]| {
        let wanted: Vec<String> = wanted.iter().map(|text| (*text).to_owned()).collect();
        table.choose(&wanted, "--items", others).map_err(|refusal| refusal.to_string())
    };
    assert_eq!(choose(&[], &[0, 4]), Ok(vec![1, 2, 3]));
    assert_eq!(choose(&["Q2,Q*"], &[]), Ok(vec![2, 1]));
    assert_eq!(choose(&["A,B", "id"], &[]), Ok(vec![3, 0]));
    let none = "--items: столбца «R*» нет; есть «id», «Q1», «Q2», «A,B», «class»";
    assert_eq!(choose(&["Q1,R*"], &[]), Err(none.to_owned()));
    assert!(is_like("Q12", "Q??") && !is_like("Q1", "Q??") && is_like("a*b", "a*b") && !is_like("Q1x", "*1"));
}

#[rstest]
#[case("3.5", Some(3.5))]
#[case("-3,5", Some(-3.5))]
#[case("1e-3", Some(0.001))]
#[case("\u{2212}2", Some(-2.0))]
#[case("1,234,567", None)]
#[case("inf", None)]
#[case("1e999", None)]
#[case("4 5", None)]
fn numbers_have_a_point_or_a_comma(#[case] text: &str, #[case] value: Option<f64>) {
    assert_eq!(number(text), value);
}

#[test]
fn what_is_no_number_is_refused_with_its_place() {
    let table = table("x;y\n1;2\nNA;\n3;н\n");
    assert_eq!(table.numbers(0).unwrap(), [Some(1.0), None, Some(3.0)]);
    assert_eq!(table.numbers(1).unwrap_err().to_string(), "строка 4, столбец «y»: «н» — не число");
    assert!(table.is_numeric(0) && !table.is_numeric(1));
}

#[test]
fn levels_of_numbers_stand_in_their_order() {
    let table = table("school,sex\n10,M\n9,\n10,F\n");
    let schools = table.factor(0);
    assert_eq!((schools.levels, schools.codes), (vec!["9".into(), "10".into()], vec![Some(1), Some(0), Some(1)]));
    let sexes = table.factor(1);
    assert_eq!((sexes.levels, sexes.codes), (vec!["F".into(), "M".into()], vec![Some(1), None, Some(0)]));
}

fn items(text: &str, greatest: &[&str], absent: &[&str]) -> Result<Items, String> {
    let table = table(text);
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<String>>();
    let columns: Vec<usize> = (0..table.names().len()).collect();
    scored_items(&table, &columns, &owned(greatest), &owned(absent)).map_err(|refusal| refusal.to_string())
}

#[test]
fn items_are_points_blanks_and_what_was_not_in_the_paper() {
    let items = items("Q1,Q2,R1\n1,2.0,-\n,NA,0\n0,1,0\n", &["Q1=3"], &["-"]).unwrap();
    assert_eq!(items.names, ["Q1", "Q2", "R1"]);
    let greatest: Vec<u8> = (0..3).map(|item| items.responses.greatest(item)).collect();
    assert_eq!(greatest, [3, 2, 1]);
    assert!(items.responses.person(0).eq([Response::Points(1), Response::Points(2), Response::NotAdministered]));
    assert!(items.responses.person(1).eq([Response::Missing, Response::Missing, Response::Points(0)]));
    assert_eq!(items.notes[0], "Наибольший балл взят по данным: 2. Если он иной, укажите --max.");
    assert!(items.notes[1].starts_with("Баллов выше нуля нет: R1."));
}

#[rstest]
#[case("Q1,Q2\n1,1\n1,1.5\n", &[], "строка 3, столбец «Q2»: «1.5» — не баллы; баллы — целое число от 0 до 253")]
#[case("Q1\n-1\n", &[], "строка 2, столбец «Q1»: «-1» — не баллы; баллы — целое число от 0 до 253")]
#[case("Q1\n254\n", &[], "строка 2, столбец «Q1»: «254» — не баллы; баллы — целое число от 0 до 253")]
#[case("Q1\n1\n3\n", &["2"], "строка 3, столбец «Q1»: баллов 3, а наибольший балл задания 2")]
#[case("Q1\n1\n", &["R=2"], "--max: столбца «R» нет; есть «Q1»")]
#[case("Q1\n1\n", &["0"], "--max: «0» — не наибольший балл; например, 2 или Q1=2,R*=3")]
fn wrong_points_are_refused_with_their_place(#[case] text: &str, #[case] greatest: &[&str], #[case] why: &str) {
    assert_eq!(items(text, greatest, &[]).unwrap_err(), why);
}

#[test]
fn a_slip_among_numbers_makes_no_words_of_them() {
    let table =
        Table::read("x,g,t\n1,7,2020/21\n2,8А,2021/22\n3,8,2022/23\n1O,9Б,2023/24\n5,9,NA\n".as_bytes()).unwrap();
    let why = table.numeric(0).unwrap_err().to_string();
    assert_eq!(why, "строка 5, столбец «x»: «1O» — не число, а другие значения столбца — числа");
    assert!(!table.numeric(1).unwrap() && !table.numeric(2).unwrap());
}
