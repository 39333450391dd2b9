//! Acts of a member on a workspace, and the database.
