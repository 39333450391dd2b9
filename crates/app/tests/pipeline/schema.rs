//! The schema: a newer one is refused, an older one is upgraded with a backup before.

use app::App;
use app::outer::clock::Clock;
use jiff::{Timestamp, tz::TimeZone};
use sqlx::Executor;
use testkit::{Where, databases};

async fn run(place: &Where, sql: &'static str) {
    match place.url() {
        Some(url) => {
            let pool = sqlx::PgPool::connect(url).await.unwrap();
            pool.execute(sql).await.unwrap();
            pool.close().await;
        }
        None => {
            let path = place.data().join("kith.db");
            let pool = sqlx::SqlitePool::connect(&format!("sqlite:{}", path.display())).await.unwrap();
            pool.execute(sql).await.unwrap();
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
        open(&place).await.unwrap().db.close().await;
        run(
            &place,
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9999, 'from the future', TRUE, '', 0)",
        )
        .await;
        let Err(refused) = open(&place).await else { panic!("a newer schema was opened") };
        let words = refused.to_string();
        assert!(words.contains("schema 9999") && words.contains("backup"), "{words}");
    }
}

#[tokio::test]
async fn opening_twice_changes_nothing_and_makes_no_backup() {
    for place in databases() {
        open(&place).await.unwrap().db.close().await;
        open(&place).await.unwrap().db.close().await;
        assert!(!place.data().join("backups").exists());
    }
}
