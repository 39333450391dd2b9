//! Who is connected, and how many of them one address may be.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;

use super::Bounds;

/// Who is connected.
pub struct Guests {
    bounds: Bounds,
    seats: Arc<Semaphore>,
    by_address: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

impl Guests {
    /// Nobody yet.
    pub fn new(bounds: Bounds) -> Guests {
        Guests { bounds, seats: Arc::new(Semaphore::new(bounds.connections)), by_address: Arc::default() }
    }

    /// A seat, unless there is none left, or none for this address. One who gets none is hung up on: waiting in line for a
    /// seat would let those who hold all of them keep out everybody else.
    pub fn admit(&self, address: IpAddr, is_ours: bool) -> Option<impl Send + use<>> {
        let seat = self.seats.clone().try_acquire_owned().ok()?;
        let neighbours = neighbours(address);
        let mut by_address = self.by_address.lock().unwrap_or_else(PoisonError::into_inner);
        let count = by_address.entry(neighbours).or_default();
        if *count >= self.bounds.of_one && !is_ours {
            return None;
        }
        *count += 1;
        Some((seat, Leaving { neighbours, by_address: self.by_address.clone() }))
    }

    /// Comes back when nobody is connected any more.
    pub async fn all_gone(&self) {
        let all = u32::try_from(self.bounds.connections).unwrap_or(u32::MAX);
        // It fails only when the semaphore is closed, which nobody does.
        let _ = self.seats.acquire_many(all).await;
    }
}

/// Whoever has one IPv6 address has a network of 2⁶⁴.
fn neighbours(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
    }
}

/// Gives the seat of an address back when the connection ends.
struct Leaving {
    neighbours: IpAddr,
    by_address: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

impl Drop for Leaving {
    fn drop(&mut self) {
        let mut by_address = self.by_address.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = by_address.get_mut(&self.neighbours) {
            *count -= 1;
            if *count == 0 {
                by_address.remove(&self.neighbours);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_does_not_take_all_seats() {
        let guests = Guests::new(Bounds { of_one: 2, ..Bounds::default() });
        let admit = |address: &str| guests.admit(address.parse().unwrap(), false);
        let first = admit("2001:db8::1");
        let second = admit("2001:db8::2");
        assert!(first.is_some() && second.is_some());
        assert!(admit("2001:db8::3").is_none(), "the same network");
        assert!(admit("2001:db8:0:1::3").is_some(), "another network");
        assert!(guests.admit("2001:db8::4".parse().unwrap(), true).is_some(), "a proxy brings many");
        drop(first);
        assert!(admit("2001:db8::3").is_some(), "a seat came free");
        drop(second);
    }
}
