use proptest::prelude::*;

use super::*;

fn header(name: &str, uses: u32) -> GatheredName {
    GatheredName { name: name.to_owned(), source: NameSource::Header, uses, last_day: 20_000 }
}

fn from(source: NameSource, name: &str) -> GatheredName {
    GatheredName { source, ..header(name, 1) }
}

fn email(address: &str) -> Address {
    Address::Email(address.to_owned())
}

#[test]
fn one_name_is_freed_of_what_is_not_the_name() {
    for (given, expected) in [
        ("Jane Doe", "Jane Doe"),
        ("  \"Jane   Doe\" ", "Jane Doe"),
        ("'Jane Doe'", "Jane Doe"),
        ("Doe, Jane", "Jane Doe"),
        ("DOE, Jane (EXT)", "Jane Doe"),
        ("van der Berg, Jan", "Jan van der Berg"),
        ("GARCIA LOPEZ, María", "María Garcia Lopez"),
        ("Doe, Jane M.", "Jane M. Doe"),
        ("Jane M . Doe", "Jane M. Doe"),
        ("Jane Doe, PhD", "Jane Doe"),
        ("Jane Doe, MBA, CPA", "Jane Doe"),
        ("Jane Doe, Jr.", "Jane Doe"),
        ("Jane Doe, Head of Sales", "Jane Doe, Head of Sales"),
        ("Jane Doe (Example Ltd)", "Jane Doe"),
        ("[EXT] Jane Doe", "Jane Doe"),
        ("Jane Doe via DocuSign", "Jane Doe"),
        ("Jane Doe | Example Ltd", "Jane Doe"),
        ("Jane Doe - Example Ltd", "Jane Doe"),
        ("Mrs. Jane Doe", "Jane Doe"),
        ("Dr. Jane Doe", "Dr. Jane Doe"),
        ("Jane Doe 🚀", "Jane Doe"),
        ("JANE DOE", "Jane Doe"),
        ("jane doe", "Jane Doe"),
        ("JAN VAN DER BERG", "Jan van der Berg"),
        ("SEAN O'NEILL-SMITH", "Sean O'Neill-Smith"),
        ("Jean DUPONT", "Jean Dupont"),
        ("JP Morgan", "JP Morgan"),
        ("VINOTHKUMAR RK", "Vinothkumar RK"),
        ("John wang", "John Wang"),
        ("Jane Doe2", "Jane Doe"),
        ("CS20 Jane Doe", "Jane Doe"),
        ("Jane Doe/HQ/Example", "Jane Doe"),
        ("jane.doe", "Jane Doe"),
        ("jane_doe", "Jane Doe"),
        ("J.P.", "J.P."),
        ("渡辺 恵子", "渡辺 恵子"),
        ("渡辺, 恵子", "渡辺 恵子"),
        ("نور الخطيب", "نور الخطيب"),
        ("Ngô Thị Thanh Hằng", "Ngô Thị Thanh Hằng"),
    ] {
        assert_eq!(best_name(&[header(given, 1)], &[]), expected, "{given}");
    }
}

#[test]
fn the_better_name_wins_over_the_frequent_one() {
    for (story, gathered, expected) in [
        ("two words over one", vec![header("jane", 90), header("Jane Doe", 1)], "Jane Doe"),
        ("a name over a handle", vec![header("jdoe2", 90), header("Jane", 1)], "Jane"),
        ("a full name over an initial", vec![header("J. Doe", 90), header("Jane Doe", 1)], "Jane Doe"),
        (
            "written properly over shouted",
            vec![header("MARY MCDONALD", 90), header("Mary McDonald", 1)],
            "Mary McDonald",
        ),
        ("sound over broken", vec![header("J?rg M?ller", 90), header("Jörg Müller", 1)], "Jörg Müller"),
        (
            "the card over the header",
            vec![header("Janie Doe", 90), from(NameSource::Card, "Jane Doe")],
            "Jane Doe",
        ),
        ("used more over used less", vec![header("Jane Roe", 90), header("Jane Doe", 1)], "Jane Roe"),
        ("the owner's word over all", vec![header("Jane Doe", 90), from(NameSource::Owner, "mum")], "mum"),
        ("one human in two scripts", vec![header("渡辺恵子", 3), header("K. Watanabe", 9)], "渡辺恵子"),
    ] {
        assert_eq!(best_name(&gathered, &[]), expected, "{story}");
    }
}

#[test]
fn the_address_helps_out() {
    let jane = [email("jane.doe@example.org")];
    assert_eq!(best_name(&[header("Jane", 9)], &jane), "Jane Doe");
    assert_eq!(best_name(&[header("Bob", 9)], &jane), "Bob");
    assert_eq!(best_name(&[header("Example", 9), header("Jane", 1)], &[email("jd@example.org")]), "Jane");
    assert_eq!(best_name(&[header("jane.doe@example.org", 9)], &jane), "Jane Doe");
    assert_eq!(best_name(&[header("jdoe2", 9)], &[email("jd@example.org")]), "Jd");
    assert_eq!(best_name(&[header("jdoe2", 9)], &[]), "jdoe2");
    assert_eq!(best_name(&[], &jane), "Jane Doe");
    assert_eq!(best_name(&[header("--", 1)], &[email("info@example.org")]), "info@example.org");
    assert_eq!(best_name(&[], &[]), "Unnamed");
}

#[test]
fn addresses_spell_names_out() {
    let name = |address: Address| name_from_address(&address);
    for (address, expected) in [
        ("jane.doe@example.org", Some("Jane Doe")),
        ("jane_doe2@example.org", Some("Jane Doe")),
        ("jane-doe@example.org", Some("Jane Doe")),
        ("jane.doe.ext@example.org", Some("Jane Doe")),
        ("jane@example.org", Some("Jane")),
        ("sean.o'neill@example.org", Some("Sean O'Neill")),
        ("4711@example.org", None),
        ("no-reply@example.org", None),
    ] {
        assert_eq!(name(email(address)).as_deref(), expected, "{address}");
    }
    assert_eq!(
        name(Address::Profile("linkedin.com/in/ana-lopez-12ab34".into())).as_deref(),
        Some("Ana Lopez")
    );
    assert_eq!(name(Address::Name("linkedin:Ana Lopez".into())).as_deref(), Some("Ana Lopez"));
    assert_eq!(name(Address::Phone("+4630123456".into())), None);
}

fn any_gathered() -> impl Strategy<Value = GatheredName> {
    let source = prop::sample::select(vec![
        NameSource::Owner,
        NameSource::Card,
        NameSource::LinkedIn,
        NameSource::Header,
        NameSource::Calendar,
    ]);
    let name = prop_oneof![
        prop::sample::select(vec!["Jane Doe", "jane", "DOE, Jane", "jane doe", "J. Doe", "", "渡辺恵子"])
            .prop_map(str::to_owned),
        "\\PC{0,30}",
    ];
    (name, source, 0u32..5, 0i32..5).prop_map(|(name, source, uses, last_day)| GatheredName {
        name,
        source,
        uses,
        last_day,
    })
}

proptest! {
    #[test]
    fn the_order_of_names_does_not_matter(
        (gathered, shuffled) in prop::collection::vec(any_gathered(), 0..6)
            .prop_flat_map(|names| (Just(names.clone()), Just(names).prop_shuffle())),
    ) {
        let addresses = [email("jane.doe@example.org"), email("jd@example.net")];
        let reversed = [addresses[1].clone(), addresses[0].clone()];
        prop_assert_eq!(best_name(&gathered, &addresses), best_name(&shuffled, &reversed));
    }

    #[test]
    fn a_name_is_never_empty_and_never_long(gathered in prop::collection::vec(any_gathered(), 0..6), address in "\\PC{0,300}") {
        let name = best_name(&gathered, &[Address::Email(address)]);
        prop_assert!(!name.trim().is_empty() && name.chars().count() <= LONGEST_NAME);
    }

    #[test]
    fn a_clean_name_stays_as_it_is(name in "[A-Z][a-z]{3,8} [A-Z][a-z]{3,8}") {
        prop_assert_eq!(best_name(&[header(&name, 1)], &[]), name);
    }
}
