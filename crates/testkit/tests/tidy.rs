//! The house rules, run over the checkout. What each means, and why: the modules of `testkit::tidy`.

use testkit::tidy::{Tree, Violations, arrows, lints, purity, refusals, sizes, tables, text};

fn check(rule: fn(&Tree) -> Violations) {
    let violations = rule(&Tree::of_checkout());
    assert!(violations.is_empty(), "{} violations:\n{}", violations.len(), violations.join("\n"));
}

#[test]
fn crates_depend_only_where_the_arrows_point() {
    check(arrows::violations);
}

#[test]
fn pure_crates_touch_nothing_outside() {
    check(purity::outside);
}

#[test]
fn one_place_asks_the_clock() {
    check(purity::clocks);
}

#[test]
fn sql_stands_in_its_place() {
    check(tables::sql_out_of_place);
}

#[test]
fn each_table_is_written_by_its_owner() {
    check(tables::wrong_writers);
}

#[test]
fn both_databases_have_the_same_migrations() {
    check(tables::uneven_migrations);
}

#[test]
fn what_a_refusal_says_stands_in_words() {
    check(refusals::out_of_place);
}

#[test]
fn lints_are_on_in_every_crate() {
    check(lints::switched_off);
}

#[test]
fn exceptions_say_why() {
    check(lints::unexplained);
}

#[test]
fn nothing_is_left_for_later() {
    check(text::unfinished);
}

#[test]
fn no_file_names_a_folder_of_a_machine() {
    check(text::machine_paths);
}

#[test]
fn every_file_says_what_it_is_for() {
    check(text::without_introduction);
}

/// Shown by `cargo nextest run -p testkit --no-capture longest`.
#[test]
fn the_longest_functions_and_files_are_shown() {
    println!("{}", sizes::report(&Tree::of_checkout()));
}
