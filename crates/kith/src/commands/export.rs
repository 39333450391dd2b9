//! `kith export`.

use std::io::Write;

use app::features::keeping::export::{self, Format};

use super::{Failure, Outcome, Session, print_json};
use crate::args::{ExportArgs, ExportFormat};
use crate::show::{heard, say};

/// Writes everything that is held to a folder, or to standard output in canonical form.
pub async fn run(session: &Session, args: &ExportArgs) -> Outcome {
    let formats = match args.format {
        ExportFormat::All => Format::ALL.to_vec(),
        ExportFormat::Vcf => vec![Format::Cards],
        ExportFormat::Ics => vec![Format::Meetings],
        ExportFormat::Csv => vec![Format::Sheets],
        ExportFormat::Json => vec![Format::Tables],
        ExportFormat::Graphml => vec![Format::GraphMl],
        ExportFormat::Gexf => vec![Format::Gexf],
        ExportFormat::Canonical => return canonical(session).await,
    };
    let Some(folder) = &args.folder else {
        return Err(Failure("name a folder to write to: kith export DIR".into()));
    };
    let written = export::export(&session.cx, folder, &formats).await?;
    if session.json {
        return print_json(&written);
    }
    for file in &written {
        say!("{:>9}  {}", file.rows, folder.join(&file.file).display());
    }
    say!("This folder holds everything that Kith knows, readable by whoever has it.");
    Ok(())
}

async fn canonical(session: &Session) -> Outcome {
    let lines = export::canonical_export(&session.cx).await?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let written = lines.iter().try_for_each(|line| writeln!(out, "{line}"));
    heard(written.and_then(|()| out.flush()))
}
