//! Writes the files of an invented school into a folder: `school_files FOLDER STUDENTS YEARS [NEWEST]`.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, usual: i64| arguments.get(at).and_then(|text| text.parse().ok()).unwrap_or(usual);
    let Some(folder) = arguments.first().map(Path::new) else {
        eprintln!("school_files FOLDER STUDENTS YEARS [NEWEST]");
        return ExitCode::FAILURE;
    };
    let students = usize::try_from(number(1, 300)).unwrap_or(300);
    match server::demo::write_files(folder, students, number(2, 1), number(3, 2025)) {
        Ok(files) => {
            files.iter().for_each(|file| println!("{}", file.display()));
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
