//! The schema: a newer one is refused, an older one is upgraded with a backup before.

use std::path::PathBuf;

use app::App;
use app::features::keeping::backup::{self, Archive, Key, Order, Place};
use app::outer::clock::Clock;
use jiff::{Timestamp, tz::TimeZone};
use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqliteConnectOptions;
use testkit::{Where, databases};

use crate::support::World;

async fn run(place: &Where, sql: impl Into<String>) {
    let sql = sqlx::raw_sql(AssertSqlSafe(sql.into()));
    match place.url() {
        Some(url) => {
            let pool = sqlx::PgPool::connect(url).await.unwrap();
            sql.execute(&pool).await.unwrap();
            pool.close().await;
        }
        None => {
            let options = SqliteConnectOptions::new().filename(place.data().join("kith.db"));
            // A dump fills tables before those they point to.
            let options = options.create_if_missing(true).foreign_keys(false);
            let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
            sql.execute(&pool).await.unwrap();
            pool.close().await;
        }
    }
}

async fn open(place: &Where) -> app::Result<App> {
    App::open(place.url(), place.data(), Clock::Fixed(Timestamp::UNIX_EPOCH), TimeZone::UTC).await
}

#[tokio::test]
async fn a_database_of_a_newer_kith_is_refused_with_the_way_back() {
    for place in databases() {
        let app = open(&place).await.unwrap();
        let target = place.data().join("backups/mine.tar");
        backup::make(&app.cx(), Order { target: target.clone(), ..Order::default() }).await.unwrap();
        app.db.close().await;
        drop(app);
        run(
            &place,
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9999, 'from the future', TRUE, '', 0)",
        )
        .await;
        let Err(refused) = open(&place).await else { panic!("a newer schema was opened") };
        let words = refused.to_string();
        let command = format!("kith --data {} restore --force {}", place.data().display(), target.display());
        assert!(words.contains("schema 9999") && words.contains(&command), "{words}");
        back(&place, &Archive::open(&target).unwrap()).await.unwrap();
        open(&place).await.unwrap();
    }
}

#[tokio::test]
async fn a_newer_database_without_a_backup_says_that_there_is_none() {
    let Some(place) = databases().into_iter().next() else { return };
    open(&place).await.unwrap().db.close().await;
    run(&place, "UPDATE _sqlx_migrations SET version = 9999 WHERE version = 1").await;
    let Err(refused) = open(&place).await else { panic!("a newer schema was opened") };
    assert!(refused.to_string().contains("there is no backup in"), "{refused}");
}

#[tokio::test]
async fn opening_twice_changes_nothing_and_makes_no_backup() {
    for place in databases() {
        open(&place).await.unwrap().db.close().await;
        open(&place).await.unwrap().db.close().await;
        assert!(!place.data().join("backups").exists());
    }
}

/// Schemas there were, each with a database of it in `tests/fixtures/schemas`: several with the same network.
const SCHEMAS: [&[i64]; 2] = [&[1, 2, 3, 4, 5, 6], &[10, 17]];

/// A place with a database of this schema.
async fn of_schema(kind: &str, place: &Where, schema: i64) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/schemas");
    run(place, std::fs::read_to_string(format!("{folder}/{kind}-{schema:04}.sql")).unwrap()).await;
}

/// Everything but what only later schemas keep.
async fn network(world: &World) -> Vec<String> {
    world.network().await.into_iter().filter(|line| !line.contains("\"told\"")).collect()
}

#[tokio::test]
async fn every_schema_there_was_is_upgraded_with_a_backup_before_and_keeps_all_it_held() {
    for schemas in SCHEMAS {
        all_hold_the_same(schemas).await;
    }
}

async fn all_hold_the_same(schemas: &[i64]) {
    let mut first: Option<Vec<String>> = None;
    for &schema in schemas {
        for place in databases() {
            let kind = if place.url().is_some() { "postgres" } else { "sqlite" };
            of_schema(kind, &place, schema).await;
            let app = open(&place).await.unwrap();
            let world = World { app, place };
            let held = network(&world).await;
            assert!(held.len() > 30, "{held:?}");
            assert_eq!(&held, first.get_or_insert_with(|| held.clone()), "{kind} {schema}");
            assert_eq!(backup::verify_live(&world.cx()).await.unwrap().faults, [""; 0]);

            let World { app, place } = world;
            let is_newest = app.db.schema().await.unwrap().known == schema;
            app.db.close().await;
            drop(app);
            if is_newest {
                assert!(!place.data().join("backups").exists(), "nothing was upgraded");
                continue;
            }
            let kept = backups(&place);
            assert_eq!(kept.len(), 1, "{kept:?}");
            let archive = Archive::open(&kept[0]).unwrap();
            assert_eq!((archive.manifest.schema, archive.manifest.why), (schema, backup::Why::Upgrade));
            // Whoever goes back finds what was there.
            back(&place, &archive).await.unwrap();
            let world = World { app: open(&place).await.unwrap(), place };
            assert_eq!(network(&world).await, held);
        }
    }
}

fn backups(place: &Where) -> Vec<PathBuf> {
    std::fs::read_dir(place.data().join("backups")).unwrap().map(|entry| entry.unwrap().path()).collect()
}

async fn back(place: &Where, archive: &Archive) -> app::Result<backup::Restored> {
    let at = Place { url: place.url(), data: place.data() };
    backup::restore(at, archive, &Key::None, true, Timestamp::UNIX_EPOCH).await
}
