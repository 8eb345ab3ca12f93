//! Columns of points as planes of bits: 64 persons in a word, so that a sum is a count of bits.

use crate::Responses;
use crate::responses::{is_not_administered, is_points};

/// Persons in a block: a block of many columns stays in the cache of a core.
const BLOCK: usize = 1 << 14;

/// What a response without points means for the sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Absence {
    /// No points, and out of the sums.
    LeavesOut,
    /// A missing answer is 0 points; what was not administered is out of the sums.
    MissingIsZero,
}

impl Absence {
    /// Whether a byte of a column belongs to the sums.
    fn counts(self, code: u8) -> bool {
        match self {
            Absence::LeavesOut => is_points(code),
            Absence::MissingIsZero => !is_not_administered(code),
        }
    }
}

/// Where the rows of bits of each item stand.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    /// The first plane of each item, and the end.
    first: Vec<usize>,
    /// Whether somebody is out of the sums, so that rows of presence follow the planes.
    pub(super) has_absent: bool,
}

impl Layout {
    fn of(responses: &Responses, has_absent: bool) -> Layout {
        let mut first = vec![0];
        for item in 0..responses.items() {
            let planes = u8::BITS - responses.greatest(item).leading_zeros();
            first.push(first[item] + planes as usize);
        }
        Layout { first, has_absent }
    }

    pub(super) fn items(&self) -> usize {
        self.first.len() - 1
    }

    fn planes(&self) -> usize {
        self.first[self.items()]
    }

    fn rows(&self) -> usize {
        self.planes() + if self.has_absent { self.items() } else { 0 }
    }
}

/// The bits of up to [`BLOCK`] neighbouring persons.
#[derive(Debug, Clone)]
pub(super) struct Block {
    words: usize,
    rows: Vec<u64>,
    /// The points of each person over the items that count.
    pub(super) totals: Vec<u16>,
    /// The points each person could have had; empty when nobody is out of the sums.
    pub(super) could: Vec<u16>,
}

impl Block {
    fn row(&self, row: usize) -> &[u64] {
        &self.rows[row * self.words..][..self.words]
    }

    /// Who is in the sums of an item; `None` when all are.
    pub(super) fn presence(&self, layout: &Layout, item: usize) -> Option<&[u64]> {
        layout.has_absent.then(|| self.row(layout.planes() + item))
    }

    /// The planes of an item with their worth.
    fn planes<'a>(&'a self, layout: &'a Layout, item: usize) -> impl Iterator<Item = (u32, &'a [u64])> {
        (0..).zip((layout.first[item]..layout.first[item + 1]).map(|row| self.row(row)))
    }

    /// Σ points of an item over the persons of a mask.
    pub(super) fn sum_in(&self, layout: &Layout, item: usize, mask: &[u64]) -> u64 {
        self.planes(layout, item).map(|(worth, plane)| ones_in_both(plane, mask) << worth).sum()
    }

    /// Σ points of an item.
    pub(super) fn sum(&self, layout: &Layout, item: usize) -> u64 {
        self.planes(layout, item).map(|(worth, plane)| ones_in_both(plane, plane) << worth).sum()
    }

    /// Σ points of one item × points of another.
    pub(super) fn product(&self, layout: &Layout, one: usize, other: usize) -> u64 {
        let mut sum = 0;
        for (worth, plane) in self.planes(layout, one) {
            for (more, with) in self.planes(layout, other) {
                sum += ones_in_both(plane, with) << (worth + more);
            }
        }
        sum
    }

    /// Who is in the sums of every item.
    pub(super) fn complete(&self, layout: &Layout) -> Vec<u64> {
        let mut all = first_ones(self.totals.len(), self.words);
        for item in 0..layout.items() {
            for (word, present) in all.iter_mut().zip(self.presence(layout, item).into_iter().flatten()) {
                *word &= present;
            }
        }
        all
    }

    /// Leaves only these persons in.
    pub(super) fn keep(&mut self, persons: &[u64]) {
        for row in self.rows.chunks_exact_mut(self.words) {
            for (word, kept) in row.iter_mut().zip(persons) {
                *word &= kept;
            }
        }
    }

    fn pack(responses: &Responses, layout: &Layout, absence: Absence, from: usize) -> Block {
        let persons = BLOCK.min(responses.persons() - from);
        let words = persons.div_ceil(64);
        let mut block = Block {
            words,
            rows: vec![0; layout.rows() * words],
            totals: vec![0; persons],
            could: vec![0; if layout.has_absent { persons } else { 0 }],
        };
        let mut cleaned = Vec::new();
        for item in 0..layout.items() {
            let mut codes = &responses.codes(item)[from..from + persons];
            if layout.has_absent {
                let row = layout.planes() + item;
                pack_where(codes, &mut block.rows[row * words..][..words], |code| absence.counts(code));
                let greatest = u16::from(responses.greatest(item));
                for (could, &code) in block.could.iter_mut().zip(codes) {
                    *could += if absence.counts(code) { greatest } else { 0 };
                }
                cleaned.clear();
                cleaned.extend(codes.iter().map(|&code| if is_points(code) { code } else { 0 }));
                codes = &cleaned;
            }
            for (total, &code) in block.totals.iter_mut().zip(codes) {
                *total += u16::from(code);
            }
            for (bit, row) in (0..).zip(layout.first[item]..layout.first[item + 1]) {
                pack_bit(codes, bit, &mut block.rows[row * words..][..words]);
            }
        }
        block
    }
}

/// All blocks of a rectangle of responses, made by a few threads; the order and the contents do not
/// depend on how many. The sum of the greatest points must be below 2¹⁶.
pub(super) fn blocks(responses: &Responses, absence: Absence) -> (Layout, Vec<Block>) {
    let greatest_code = |item| responses.codes(item).iter().fold(0_u8, |most, &code| most.max(code));
    let has_absent = (0..responses.items()).any(|item| !is_points(greatest_code(item)));
    let layout = Layout::of(responses, has_absent);
    let starts: Vec<usize> = (0..responses.persons()).step_by(BLOCK).collect();
    let made = in_parts(&starts, |from| Block::pack(responses, &layout, absence, *from));
    (layout, made)
}

/// Does the work for each element in a few threads, each a contiguous part; answers in order.
pub(super) fn in_parts<T: Sync, R: Send>(parts: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(parts.len()).max(1);
    if threads == 1 {
        return parts.iter().map(work).collect();
    }
    let share = parts.len().div_ceil(threads);
    std::thread::scope(|scope| {
        let work = &work;
        let mut chunks = parts.chunks(share);
        let own = chunks.next().unwrap_or_default();
        let others: Vec<_> =
            chunks.map(|chunk| scope.spawn(move || chunk.iter().map(work).collect::<Vec<R>>())).collect();
        let mut all: Vec<R> = own.iter().map(work).collect();
        for other in others {
            all.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        all
    })
}

/// Words of which the first `count` bits are set.
pub(super) fn first_ones(count: usize, words: usize) -> Vec<u64> {
    (0..words)
        .map(|word| match count.saturating_sub(word * 64) {
            0 => 0,
            64.. => u64::MAX,
            some => (1 << some) - 1,
        })
        .collect()
}

/// How many bits are set in both rows. Fields of four bits take three words before they are widened:
/// plain shifts and additions, which a compiler turns into vector instructions on every machine.
pub(super) fn ones_in_both(one: &[u64], other: &[u64]) -> u64 {
    const TWOS: u64 = 0x3333_3333_3333_3333;
    const FOURS: u64 = 0x0f0f_0f0f_0f0f_0f0f;
    let pairs = |word: u64| {
        let word = word - ((word >> 1) & 0x5555_5555_5555_5555);
        (word & TWOS) + ((word >> 2) & TWOS)
    };
    let mut sum = 0;
    let mut ones = one.chunks_exact(24);
    let mut others = other.chunks_exact(24);
    for (a, b) in ones.by_ref().zip(others.by_ref()) {
        let mut lanes = [0_u64; 8];
        for lane in 0..8 {
            let fields =
                pairs(a[lane] & b[lane]) + pairs(a[lane + 8] & b[lane + 8]) + pairs(a[lane + 16] & b[lane + 16]);
            lanes[lane] = (fields & FOURS) + ((fields >> 4) & FOURS);
        }
        let bytes = lanes.iter().sum::<u64>();
        // Bytes of at most 8 × 24 = 192: their halves are added apart.
        let halves = (bytes & 0x00ff_00ff_00ff_00ff) + ((bytes >> 8) & 0x00ff_00ff_00ff_00ff);
        sum += halves.wrapping_mul(0x0001_0001_0001_0001) >> 48;
    }
    sum + ones.remainder().iter().zip(others.remainder()).map(|(a, b)| u64::from((a & b).count_ones())).sum::<u64>()
}

/// One bit of each code: eight codes become eight bits by one multiplication.
pub(super) fn pack_bit(codes: &[u8], bit: u32, words: &mut [u64]) {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let gather = |eight: [u8; 8]| ((u64::from_le_bytes(eight) >> bit) & ONES).wrapping_mul(GATHER) >> 56;
    for (codes, word) in codes.chunks(64).zip(words) {
        let (eights, rest) = codes.as_chunks::<8>();
        for (place, eight) in eights.iter().enumerate() {
            *word |= gather(*eight) << (8 * place);
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        if !rest.is_empty() {
            *word |= gather(last) << (8 * eights.len());
        }
    }
}

fn pack_where(codes: &[u8], words: &mut [u64], holds: impl Fn(u8) -> bool) {
    let mut flags = [0_u8; 64];
    for (codes, word) in codes.chunks(64).zip(words.chunks_mut(1)) {
        for (flag, &code) in flags.iter_mut().zip(codes) {
            *flag = u8::from(holds(code));
        }
        pack_bit(&flags[..codes.len()], 0, word);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bits_in_both_are_counted(words in prop::collection::vec((any::<u64>(), any::<u64>()), 0..120)) {
            let (one, other): (Vec<u64>, Vec<u64>) = words.iter().copied().unzip();
            let plain: u64 = words.iter().map(|(a, b)| u64::from((a & b).count_ones())).sum();
            prop_assert_eq!(ones_in_both(&one, &other), plain);
        }

        #[test]
        fn a_packed_bit_stands_in_its_place(codes in prop::collection::vec(any::<u8>(), 1..200), bit in 0_u32..8) {
            let mut words = vec![0; codes.len().div_ceil(64)];
            pack_bit(&codes, bit, &mut words);
            for (place, code) in codes.iter().enumerate() {
                prop_assert_eq!((words[place / 64] >> (place % 64)) & 1, u64::from((code >> bit) & 1));
            }
            let set: u32 = words.iter().map(|word| word.count_ones()).sum();
            let plain: u32 = codes.iter().map(|code| u32::from((code >> bit) & 1)).sum();
            prop_assert_eq!(set, plain);
        }
    }

    #[test]
    fn all_bits_of_a_long_row_are_counted() {
        let full = vec![u64::MAX; 1000];
        assert_eq!(ones_in_both(&full, &full), 64_000);
        assert_eq!(first_ones(70, 3), [u64::MAX, 0b11_1111, 0]);
    }
}
