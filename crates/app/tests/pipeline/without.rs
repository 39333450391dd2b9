//! If somebody left: what nobody would hold any more, and who could take over.

use app::features::people;
use app::features::without::{self, Loss, Whose, without};
use model::PersonId;
use testkit::{Mailbox, databases, mailbox};

use crate::support::{ANA, BEN, CARL, ME, World};

const EVA: &str = "Eva Berg <eva@acme.example>";
const SUE: &str = "Sue Park <sue@supplier.example>";

/// Ben alone writes with Sue of the supplier; Eva wrote to her once, long ago. Ana and Carl write with me.
fn story() -> Mailbox {
    let mut told = mailbox().mail("2024-01-10", EVA, SUE, "Hello").cc(ME);
    for day in [3, 9, 15, 21, 27] {
        let day = format!("2026-02-{day:02}");
        told = told.mail(&day, BEN, SUE, "Castings").mail(&day, SUE, BEN, "Re: Castings");
        told = told.mail(&day, ME, BEN, "Plans").mail(&day, BEN, ME, "Re: Plans");
        told = told.mail(&day, ME, EVA, "Plans").mail(&day, EVA, ME, "Re: Plans");
        told = told
            .mail(&day, ME, ANA, "Valves")
            .mail(&day, ANA, ME, "Re: Valves")
            .mail(&day, CARL, ME, "Lunch");
    }
    told
}

async fn id(world: &World, name: &str) -> PersonId {
    people::one(&world.cx(), name, world.cx().now).await.unwrap()
}

async fn loss(world: &World, names: &[&str], whose: Whose) -> Loss {
    let mut gone = Vec::new();
    for name in names {
        gone.push(id(world, name).await);
    }
    without::prepare(&world.cx(), whose).await.unwrap();
    without(&world.cx(), &gone, whose).await.unwrap().unwrap()
}

fn organizations(loss: &Loss) -> Vec<&str> {
    loss.organizations.iter().map(|lost| lost.organization.name.as_str()).collect()
}

#[tokio::test]
async fn without_ben_nobody_holds_the_supplier_and_eva_could_take_over() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &story().to_mbox()).await;
        let found = loss(&world, &["Ben Ito"], Whose::Ours).await;
        assert_eq!(organizations(&found), ["supplier.example"]);
        let (there, here) = &found.organizations[0].through[0];
        assert_eq!((there.name.as_str(), here.name.as_str()), ("Sue Park", "Ben Ito"));
        let further: Vec<_> =
            found.further.iter().map(|one| (one.person.name.as_str(), one.before, one.after)).collect();
        assert_eq!(further, [("Sue Park", 2, None)]);
        let heirs: Vec<&str> = found.heirs.iter().map(|heir| heir.person.name.as_str()).collect();
        assert_eq!(heirs, ["Eva Berg"], "she knows Sue, if only a little");
        assert_eq!(found.heirs[0].shared, None, "colleagues are not counted against one another");
        assert_eq!((found.before.groups, found.after.groups), (3, 2));
    }
}

#[tokio::test]
async fn without_two_more_is_lost_than_without_one() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &story().to_mbox()).await;
        assert_eq!(organizations(&loss(&world, &["Ana Lopez"], Whose::Ours).await), ["north.example"]);
        let both = loss(&world, &["Ana Lopez", "Ben Ito"], Whose::Ours).await;
        assert_eq!(organizations(&both).len(), 2);
        assert!(both.after.people < both.before.people);
        // I never wrote with the supplier myself.
        assert!(organizations(&loss(&world, &["Ben Ito"], Whose::Mine).await).is_empty());
        let bens = Whose::Theirs(id(&world, "Ben Ito").await);
        assert_eq!(organizations(&loss(&world, &["Sue Park"], bens).await), ["supplier.example"]);
    }
}

#[tokio::test]
async fn nobody_asks_what_would_be_without_themselves() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &story().to_mbox()).await;
        let (cx, me) = (world.cx(), id(&world, "Me Myself").await);
        assert!(without(&cx, &[me], Whose::Ours).await.is_err());
        assert!(without(&cx, &[], Whose::Ours).await.is_err());
        assert!(without(&cx, &[PersonId(987_654)], Whose::Ours).await.is_err());
    }
}
