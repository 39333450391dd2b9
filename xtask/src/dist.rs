//! `cargo xtask dist`: what is given to others. A Debian package with the systemd unit, an archive with the program, what is
//! inside as a bill of materials (CycloneDX), and the checksums of all three.
//!
//! The time stamps inside are those of the commit, so that the same commit gives the same packages.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::install;
use crate::shell::{answer, cargo, checkout, run};

/// What an archive holds beside the program.
const BESIDE: [&str; 5] =
    ["README.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "packaging/kith.service"];

/// Makes all packages in a folder; `dist/` of the build folder unless another is named.
pub fn dist(folder: Option<&str>) -> Result<(), String> {
    install::cargo_command("deb")?;
    install::cargo_command("sbom")?;
    let built = target_folder()?;
    let out = folder.map_or_else(|| built.join("packages"), PathBuf::from);
    std::fs::create_dir_all(&out).map_err(|e| format!("{} cannot be made: {e}", out.display()))?;
    let moment = answer(Command::new("git").args(["log", "-1", "--format=%ct"]).current_dir(checkout()))?;

    run(&mut cargo(&["build", "--locked", "--profile", "dist", "-p", "kith"]))?;
    let mut deb = cargo(&["deb", "--no-build", "--profile", "dist", "-p", "kith", "--output"]);
    run(deb.arg(&out).env("SOURCE_DATE_EPOCH", &moment))?;
    let name = format!("kith-{}-{}", env!("CARGO_PKG_VERSION"), std::env::consts::ARCH);
    pack(&built.join("dist"), &out.join(format!("{name}.tar.gz")), &moment)?;
    list_materials(&out.join(format!("{name}.cdx.json")))?;
    write_checksums(&out)?;
    eprintln!("\nthe packages are in {}", out.display());
    Ok(())
}

/// Where cargo builds, whatever the environment says.
fn target_folder() -> Result<PathBuf, String> {
    let metadata = answer(&mut cargo(&["metadata", "--no-deps", "--format-version", "1"]))?;
    let (_, rest) =
        metadata.split_once("\"target_directory\":\"").ok_or("cargo does not say where it builds")?;
    Ok(PathBuf::from(rest.split('"').next().unwrap_or_default()))
}

fn pack(program: &Path, archive: &Path, moment: &str) -> Result<(), String> {
    let mut tar = Command::new("tar");
    tar.args(["--sort=name", "--owner=0", "--group=0", "--numeric-owner"])
        .arg(format!("--mtime=@{moment}"))
        .args(["--transform", "s,.*/,,", "--transform", "s,^,kith/,", "-I", "gzip -n9", "-cf"])
        .arg(archive)
        .arg("-C")
        .arg(program)
        .arg("kith")
        .arg("-C")
        .arg(checkout())
        .args(BESIDE);
    run(&mut tar)
}

/// What the program is made of, with versions and licences.
fn list_materials(file: &Path) -> Result<(), String> {
    let list =
        answer(&mut cargo(&["sbom", "--cargo-package", "kith", "--output-format", "cyclone_dx_json_1_6"]))?;
    std::fs::write(file, list).map_err(|e| format!("{} cannot be written: {e}", file.display()))
}

fn write_checksums(folder: &Path) -> Result<(), String> {
    let listed =
        std::fs::read_dir(folder).map_err(|e| format!("{} cannot be read: {e}", folder.display()))?;
    let mut names: Vec<_> = listed.flatten().map(|entry| entry.file_name()).collect();
    names.retain(|name| name != "SHA256SUMS");
    names.sort();
    let sums = answer(Command::new("sha256sum").args(&names).current_dir(folder))?;
    let file = folder.join("SHA256SUMS");
    std::fs::write(&file, sums + "\n").map_err(|e| format!("{} cannot be written: {e}", file.display()))
}
