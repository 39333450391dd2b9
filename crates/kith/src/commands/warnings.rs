//! What whoever starts the server is told before the address: what works no more, and what to do.
//!
//! Each is a warning of the log, which a terminal shows too, so that it is seen by who sits there and by who reads later.

use app::Cx;
use app::features::passkeys::{self, Bound};
use app::features::secrets;

use super::Outcome;

/// Says everything that is to be said.
pub async fn tell(cx: &Cx, public_host: Option<&str>) -> Outcome {
    if let Some(trouble) = secrets::standing(cx).await?.trouble {
        tracing::warn!("{trouble}");
    }
    let Some(host) = public_host else { return Ok(()) };
    for words in orphaned(passkeys::bound(&cx.app).await?, host) {
        tracing::warn!("{words}");
    }
    Ok(())
}

/// Passkeys are bound to the name they were made under: nobody comes in with these any more under another.
fn orphaned(bound: Vec<Bound>, host: &str) -> impl Iterator<Item = String> {
    let of_others = bound.into_iter().filter(move |bound| bound.site != host && bound.site != "localhost");
    of_others.map(move |Bound { site, name, count }| {
        format!("passkeys of {name} ({count}) are bound to {site} and of no use under {host}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_of_another_name_are_told_and_those_of_this_one_or_this_machine_are_not() {
        let bound = |site: &str, count| Bound { site: site.into(), name: "Marit Aldersund".into(), count };
        let all = vec![bound("kith.example", 1), bound("localhost", 1), bound("old.example", 2)];
        let told: Vec<String> = orphaned(all, "kith.example").collect();
        assert_eq!(
            told,
            ["passkeys of Marit Aldersund (2) are bound to old.example and of no use under kith.example"]
        );
    }
}
