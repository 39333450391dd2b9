//! The pages, a module each: its routes and handlers, its plain structs, its views.

mod account;
mod accuracy;
mod acts;
mod colleagues;
mod data;
mod delegates;
mod erasure;
mod find;
mod goals;
mod human;
mod join;
mod kept_out;
mod key_people;
mod keys;
mod map;
mod openid;
mod organizations;
mod owner;
mod passkeys;
mod paths;
mod people;
mod person;
mod queue;
mod settings;
mod sign_in;
mod sources;
mod theme;
mod today;
mod tray;
mod welcome;
mod without;
mod world;

use crate::routes::Routes;

/// All pages.
pub fn routes() -> Routes {
    Routes::new()
        .merge(account::routes())
        .merge(accuracy::routes())
        .merge(acts::routes())
        .merge(colleagues::routes())
        .merge(data::routes())
        .merge(delegates::routes())
        .merge(erasure::routes())
        .merge(find::routes())
        .merge(goals::routes())
        .merge(human::routes())
        .merge(join::routes())
        .merge(kept_out::routes())
        .merge(key_people::routes())
        .merge(keys::routes())
        .merge(map::routes())
        .merge(world::routes())
        .merge(openid::routes())
        .merge(organizations::routes())
        .merge(owner::routes())
        .merge(passkeys::routes())
        .merge(paths::routes())
        .merge(people::routes())
        .merge(person::routes())
        .merge(queue::routes())
        .merge(settings::routes())
        .merge(sign_in::routes())
        .merge(sources::routes())
        .merge(theme::routes())
        .merge(today::routes())
        .merge(tray::routes())
        .merge(welcome::routes())
        .merge(without::routes())
}
