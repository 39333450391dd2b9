//! The pieces that pages are made of: marks and names, strips, heads and sections, notices and toasts.
//!
//! Each is a function from plain values to [`maud::Markup`] and knows nothing of requests.

mod furniture;
mod marks;
mod people;
mod strip;
mod toast;

pub use furniture::{actions, empty, notice, notice_bad, on_its_way, pagehead, sec};
pub use marks::{Band, band_mark, diamond, icon, mark, mark_or_icon, warmth};
pub use people::{name_link, name_of, native, script_of};
pub use strip::{Strip, StripWeek, WEEKS, strip};
pub use toast::{Done, toast};
