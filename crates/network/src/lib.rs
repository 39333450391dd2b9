//! Interactions to ties: rhythm, warmth, closeness, each with a receipt.
