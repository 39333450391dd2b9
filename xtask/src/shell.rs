//! Running other programs, always showing what is run.

use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The checkout this program was built from.
pub fn checkout() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// The cargo that runs this program.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(checkout());
    command
}

/// Where a program is, if the search path has it.
pub fn find(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// Whether this runs as the administrator, who may install packages (and whom PostgreSQL refuses).
pub fn is_root() -> bool {
    answer(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}

/// What a program prints; nothing of it is shown unless it fails.
pub fn answer(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|e| format!("cannot run {}: {e}", shown(command)))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr).trim_end().to_owned();
        return Err(format!("{} failed ({}): {complaint}", shown(command), output.status));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
}

/// Runs a program that says itself what it does.
pub fn run(command: &mut Command) -> Result<(), String> {
    eprintln!("$ {}", shown(command));
    let status = command.status().map_err(|e| format!("cannot run {}: {e}", shown(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed ({status})", shown(command))) }
}

/// Which of a program's two streams is listened to.
#[derive(Clone, Copy)]
pub enum Stream {
    Out,
    Err,
}

/// Runs a program, passing one of its streams on line by line to `hear` as well.
pub fn overhear(command: &mut Command, stream: Stream, mut hear: impl FnMut(&str)) -> Result<(), String> {
    eprintln!("$ {}", shown(command));
    if std::io::stderr().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    match stream {
        Stream::Out => command.stdout(Stdio::piped()),
        Stream::Err => command.stderr(Stdio::piped()),
    };
    let mut child = command.spawn().map_err(|e| format!("cannot run {}: {e}", shown(command)))?;
    if let Some(out) = child.stdout.take() {
        pass_on(&mut BufReader::new(out), &mut std::io::stdout(), &mut hear);
    }
    if let Some(err) = child.stderr.take() {
        pass_on(&mut BufReader::new(err), &mut std::io::stderr(), &mut hear);
    }
    let status = child.wait().map_err(|e| format!("lost sight of {}: {e}", shown(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed ({status})", shown(command))) }
}

/// Copies until the end. A terminal that went away stops nothing: the program's exit code is what counts.
fn pass_on(from: &mut impl BufRead, to: &mut impl Write, hear: &mut impl FnMut(&str)) {
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        let _ = to.write_all(&line).and_then(|()| to.flush());
        hear(&without_colors(&String::from_utf8_lossy(&line)));
        line.clear();
    }
}

/// A line without the escape sequences (`ESC [ … m`) that colour it.
fn without_colors(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('m').map_or(part, |(_, text)| text));
    }
    plain
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy();
    let words = command.get_args().map(|argument| argument.to_string_lossy());
    std::iter::once(program).chain(words).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn colors_are_taken_out() {
        assert_eq!(without_colors("\u{1b}[32;1m  PASS\u{1b}[0m [ 0.1s] a\n"), "  PASS [ 0.1s] a\n");
        assert_eq!(without_colors("plain"), "plain");
    }

    #[test]
    fn one_stream_is_overheard_and_the_exit_code_counts() {
        let mut heard = String::new();
        let mut echo = Command::new("sh");
        echo.args(["-c", "echo one; echo two >&2; exit 3"]);
        let result = overhear(&mut echo, Stream::Out, |line| heard.push_str(line));
        assert_eq!(heard, "one\n");
        assert!(result.is_err_and(|reason| reason.contains("exit status: 3")));
    }
}
