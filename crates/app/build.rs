//! Cargo does not see that migrations are compiled in.
fn main() {
    println!("cargo::rerun-if-changed=src/db/migrations");
}
