use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds of 2025-01-01T00:00:00Z: ids count from here, so that 41 bits of time last until 2094.
const EPOCH_MS: u64 = 1_735_689_600_000;
/// Below the milliseconds: 12 bits of sequence and 10 bits that differ between processes.
const PROCESS_BITS: u32 = 10;
const SEQUENCE_BITS: u32 = 12;

static LAST: AtomicI64 = AtomicI64::new(0);

/// A new 63-bit id, larger than every earlier one of this process and practically never equal to another process's.
///
/// An id in an address is never a right: what a person may see is decided by permission and scope.
#[must_use]
pub fn new_id() -> i64 {
    let tick = tick_now();
    let step = 1_i64 << PROCESS_BITS;
    let next = LAST
        .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| Some((last + step).max(tick)))
        .expect("the closure never declines");
    (next + step).max(tick)
}

#[expect(
    clippy::disallowed_methods,
    reason = "ids are ordered by the time of their making; nothing reads that time back"
)]
fn tick_now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let ms = u64::try_from(since.as_millis()).unwrap_or(u64::MAX).saturating_sub(EPOCH_MS);
    let ms = i64::try_from(ms).unwrap_or(i64::MAX) & ((1 << 41) - 1);
    (ms << (SEQUENCE_BITS + PROCESS_BITS)) | process_bits()
}

fn process_bits() -> i64 {
    static BITS: std::sync::OnceLock<i64> = std::sync::OnceLock::new();
    *BITS.get_or_init(|| i64::from(rand::random::<u16>() & 0x3ff))
}
