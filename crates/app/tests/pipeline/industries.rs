//! What organizations work in: what tells it, saying it, taking that back, and what it counts for.

use app::features::keeping::human;
use app::features::organizations::{self, Industry};
use app::features::snapshot::{
    self, Column, Direction, InIndustry, IndustryFrom, KnownIndustry, Order, PeopleFilter,
};
use app::features::{acts, health, people};
use app::{Cx, Error};
use testkit::{Where, cards, databases, mailbox};

use crate::support::{ANA, CARL, ME, World};

const LIU: &str = "Liu Wei <liu@leeds.ac.uk>";

/// In touch with Ana and Carl, each at a company, and with Liu at a university.
async fn world(place: Where) -> World {
    let world = World::at(place, "2026-03-10").await;
    let mut told = mailbox();
    for day in ["2026-01-05", "2026-01-20", "2026-02-05", "2026-02-20", "2026-03-05"] {
        for them in [ANA, CARL, LIU] {
            told = told.mail(day, ME, them, "Valves").mail(&format!("{day} 18:00"), them, ME, "Re: Valves");
        }
    }
    world.import("inbox.mbox", &told.to_mbox()).await;
    world
}

/// What is known of an organization.
async fn known(cx: &Cx, name: &str) -> Option<KnownIndustry> {
    organizations::named(cx, name).await.unwrap().industry()
}

fn said(industry: Industry) -> Option<KnownIndustry> {
    Some(KnownIndustry { industry, from: IndustryFrom::Said })
}

/// The names of those in an industry.
async fn people_in(cx: &Cx, industry: InIndustry) -> Vec<String> {
    let filter = PeopleFilter { industry: Some(industry), ..PeopleFilter::default() };
    let order = Order { column: Column::Name, direction: Direction::Ascending };
    let page = snapshot::current(cx).await.unwrap().page(&filter, order, 0, 50);
    page.rows.iter().map(|line| line.name.clone()).collect()
}

async fn say(cx: &Cx, name: &str, industry: Option<Industry>) -> app::Result<acts::Done> {
    let slug = organizations::named(cx, name).await?.slug.clone();
    organizations::say_industry(cx, &slug, industry).await
}

#[tokio::test]
async fn the_owners_word_stands_before_the_domain_until_it_is_taken_back() {
    for place in databases() {
        let world = world(place).await;
        let cx = world.cx();
        let by_domain = Some(KnownIndustry { industry: Industry::Education, from: IndustryFrom::Domain });
        assert_eq!(known(&cx, "leeds.ac.uk").await, by_domain);
        assert_eq!(known(&cx, "north.example").await, None, "nothing is guessed");
        let first = say(&cx, "leeds.ac.uk", Some(Industry::Health)).await.unwrap();
        let second = say(&cx, "leeds.ac.uk", Some(Industry::Finance)).await.unwrap();
        assert_eq!(known(&cx, "leeds.ac.uk").await, said(Industry::Finance));
        let refused = acts::undo(&cx, Some(first.act)).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "the newer word depends on it");
        acts::undo(&cx, Some(second.act)).await.unwrap();
        assert_eq!(known(&cx, "leeds.ac.uk").await, said(Industry::Health));
        say(&cx, "leeds.ac.uk", None).await.unwrap();
        assert_eq!(known(&cx, "leeds.ac.uk").await, by_domain);
        assert!(say(&cx, "leeds.ac.uk", None).await.is_err(), "nothing is said any more");
        assert!(matches!(organizations::named(&cx, "nowhere").await, Err(Error::NotFound(_))));
    }
}

#[tokio::test]
async fn people_are_found_by_the_industry_of_where_they_work() {
    for place in databases() {
        let world = world(place).await;
        let cx = world.cx();
        say(&cx, "north.example", Some(Industry::Mining)).await.unwrap();
        assert_eq!(people_in(&cx, InIndustry::Known(Industry::Mining)).await, ["Ana Lopez"]);
        assert_eq!(people_in(&cx, InIndustry::Known(Industry::Education)).await, ["Liu Wei"]);
        assert_eq!(people_in(&cx, InIndustry::Known(Industry::Culture)).await, [""; 0]);
        assert_eq!(people_in(&cx, InIndustry::Unknown).await, ["Carl Novak"]);
    }
}

#[tokio::test]
async fn what_was_said_of_a_domain_holds_once_the_organization_has_a_name() {
    for place in databases() {
        let world = world(place).await;
        say(&world.cx(), "north.example", Some(Industry::Mining)).await.unwrap();
        let book = cards().card("Ana Lopez", "ana@north.example").works_at("North Quarries", "Partner");
        world.import("book.vcf", &book.to_vcf()).await;
        let cx = world.cx();
        assert_eq!(known(&cx, "North Quarries").await, said(Industry::Mining));
        say(&cx, "North Quarries", None).await.unwrap();
        assert_eq!(known(&cx, "North Quarries").await, None);
    }
}

#[tokio::test]
async fn an_address_where_somebody_studied_says_nothing_of_their_company() {
    for place in databases() {
        let world = world(place).await;
        let book = cards().card("Liu Wei", "liu@leeds.ac.uk").works_at("Harbour Bank", "Analyst");
        world.import("book.vcf", &book.to_vcf()).await;
        assert_eq!(known(&world.cx(), "Harbour Bank").await, None);
    }
}

#[tokio::test]
async fn diversity_counts_industries_and_names_whom_nothing_is_known_of() {
    for place in databases() {
        let world = world(place).await;
        let cx = world.cx();
        say(&cx, "north.example", Some(Industry::Mining)).await.unwrap();
        let health = health::as_of(&cx, cx.now).await.unwrap();
        let spread = &health.now.industries;
        assert_eq!((health.now.live, spread.known, spread.blau), (3, 2, 0.5));
        assert_eq!(spread.kinds.len(), 2);
        assert_eq!(health.named.without_industry, [("south-example".to_owned(), 1)]);
    }
}

#[tokio::test]
async fn what_was_said_of_an_organization_called_like_somebody_is_forgotten_with_them() {
    for place in databases() {
        let world = world(place).await;
        let book = cards().card("Ana Lopez", "ana@north.example").works_at("Ana Lopez Consulting", "Owner");
        world.import("book.vcf", &book.to_vcf()).await;
        let cx = world.cx();
        say(&cx, "Ana Lopez Consulting", Some(Industry::Professional)).await.unwrap();
        say(&cx, "south.example", Some(Industry::Trade)).await.unwrap();
        let ana = people::one(&cx, "Ana Lopez", cx.now).await.unwrap();
        human::forget(&cx, ana).await.unwrap();
        let left: Vec<(String,)> =
            cx.app.db.fetch_all("SELECT organization FROM organization_industry", &[]).await.unwrap();
        assert_eq!(left, [("south example".to_owned(),)]);
        let touched: Vec<(String,)> =
            cx.app.db.fetch_all("SELECT thing FROM act_touch WHERE thing LIKE '%lopez%'", &[]).await.unwrap();
        assert!(touched.is_empty(), "nor in what acts concerned: {touched:?}");
    }
}
