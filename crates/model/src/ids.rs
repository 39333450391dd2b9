//! Keys of stored things: a 64-bit number each, unique within a workspace.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(/** One principal's network; the unit of isolation. */ WorkspaceId);
id!(/** A human. */ PersonId);
id!(/** One address of a person. */ IdentityId);
id!(/** One dated contact among people. */ InteractionId);
id!(/** One run of an import. */ ImportId);
id!(/** One change by a member. */ ActId);
