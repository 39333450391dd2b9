//! The schema: a newer one is refused, an older one is upgraded with a backup before.

use app::App;
use app::outer::clock::Clock;
use jiff::{Timestamp, tz::TimeZone};
use sqlx::Executor;
use testkit::{Where, databases, mailbox};

use crate::support::{ANA, ME, World};

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

/// What takes a database back to schema 1.
const TO_SCHEMA_1: &[&str] = &[
    "DROP TABLE act_touch",
    "DROP INDEX act_by_member",
    "DROP TABLE account_event",
    "DROP TABLE account_key",
    "DROP TABLE recovery_code",
    "DROP TABLE second_factor",
    "DROP TABLE sign_in_attempt",
    "DROP TABLE session",
    "DROP TABLE account",
    "DROP INDEX member_by_account",
    "ALTER TABLE member DROP COLUMN scope",
    "ALTER TABLE member DROP COLUMN account_id",
    "ALTER TABLE member DROP COLUMN ended_at",
    "ALTER TABLE act DROP COLUMN origin",
    "DROP TABLE person_detail",
    "DROP TABLE identity_detail",
    "DROP TABLE dismissal",
    "DROP TABLE setting",
    "DROP INDEX record_by_import",
    "DROP INDEX person_set_aside",
    "ALTER TABLE note DROP COLUMN private",
    "ALTER TABLE import DROP COLUMN request",
    "ALTER TABLE import DROP COLUMN stopped",
    "ALTER TABLE source DROP COLUMN kept",
    "ALTER TABLE source DROP COLUMN reads",
    "ALTER TABLE source DROP COLUMN last_read_at",
    "DELETE FROM _sqlx_migrations WHERE version > 1",
];

#[tokio::test]
async fn an_older_database_is_upgraded_with_a_backup_before_and_keeps_all_it_held() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &mailbox().mail("2026-03-02", ME, ANA, "Valves").to_mbox()).await;
        let before = world.network().await;
        world.app.db.close().await;
        for statement in TO_SCHEMA_1 {
            run(&world.place, statement).await;
        }
        let app = open(&world.place).await.unwrap();
        let world = World { app, place: world.place };
        assert_eq!(world.network().await, before);
        let backups: Vec<_> = std::fs::read_dir(world.place.data().join("backups")).unwrap().collect();
        assert_eq!(backups.len(), 1);
        let backup = backups[0].as_ref().unwrap();
        assert!(backup.file_name().to_string_lossy().starts_with("before-upgrade-from-schema-1-"));
        assert!(backup.metadata().unwrap().len() > 10_000, "the backup holds the network");
    }
}
