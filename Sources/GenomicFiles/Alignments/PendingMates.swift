import HTSlib

/// Reads that wait for their mates, in memory that is used again.
///
/// A small hash table by the fragment's name, so that nothing is allocated for a read once the
/// memory of the deepest place is there.
final class PendingMates {
  /// A read that waits.
  struct Entry {
    fileprivate var hash: UInt32
    fileprivate var next: Int32
    fileprivate var memory: UnsafeMutableRawPointer
    fileprivate var capacity: Int
    /// The read, in memory of the entry's own.
    var read: AlignedRead
    /// The base after its last one.
    var end: Int
    /// The first site that it may cover.
    var site: Int
  }

  private static let none: Int32 = -1
  private var entries: [Entry] = []
  private var unused: [Int32] = []
  private var buckets = [Int32](repeating: none, count: 256)
  /// Reads that wait.
  private(set) var count = 0

  deinit { for entry in entries { entry.memory.deallocate() } }

  /// Keeps a copy of a read.
  func add(_ read: AlignedRead, hash: UInt32, end: Int, site: Int) {
    if count >= buckets.count { grow() }
    let slot: Int32
    if let free = unused.popLast() {
      slot = free
      if entries[Int(slot)].capacity < read.byteCount {
        entries[Int(slot)].memory.deallocate()
        entries[Int(slot)].capacity = read.byteCount
        entries[Int(slot)].memory = .allocate(byteCount: read.byteCount, alignment: 8)
      }
    } else {
      slot = Int32(entries.count)
      entries.append(
        Entry(
          hash: 0, next: Self.none,
          memory: .allocate(byteCount: read.byteCount, alignment: 8), capacity: read.byteCount,
          read: read, end: 0, site: 0))
    }
    let bucket = Int(hash) & (buckets.count - 1)
    entries[Int(slot)].hash = hash
    entries[Int(slot)].next = buckets[bucket]
    entries[Int(slot)].read = read.copy(to: entries[Int(slot)].memory)
    entries[Int(slot)].end = end
    entries[Int(slot)].site = site
    buckets[bucket] = slot
    count += 1
  }

  /// Takes out the read of the same name; it is valid until the next ``add(_:hash:end:site:)``.
  func take(mateOf read: AlignedRead, hash: UInt32) -> Entry? {
    let bucket = Int(hash) & (buckets.count - 1)
    var before = Self.none
    var slot = buckets[bucket]
    while slot != Self.none {
      let entry = entries[Int(slot)]
      if entry.hash == hash, Self.isSame(entry.read.name, read.name) {
        if before == Self.none {
          buckets[bucket] = entry.next
        } else {
          entries[Int(before)].next = entry.next
        }
        unused.append(slot)
        count -= 1
        return entry
      }
      before = slot
      slot = entry.next
    }
    return nil
  }

  /// Takes out the reads that end at or before a base: no mate that is still to come overlaps them.
  func take(endingBy position: Int, _ body: (Entry) -> Void) {
    for bucket in buckets.indices {
      var before = Self.none
      var slot = buckets[bucket]
      while slot != Self.none {
        let entry = entries[Int(slot)]
        if entry.end <= position {
          if before == Self.none {
            buckets[bucket] = entry.next
          } else {
            entries[Int(before)].next = entry.next
          }
          unused.append(slot)
          count -= 1
          body(entry)
        } else {
          before = slot
        }
        slot = entry.next
      }
    }
  }

  private func grow() {
    let old = buckets
    buckets = [Int32](repeating: Self.none, count: old.count * 2)
    for head in old {
      var slot = head
      while slot != Self.none {
        let next = entries[Int(slot)].next
        let bucket = Int(entries[Int(slot)].hash) & (buckets.count - 1)
        entries[Int(slot)].next = buckets[bucket]
        buckets[bucket] = slot
        slot = next
      }
    }
  }

  private static func isSame(
    _ left: UnsafePointer<CChar>, _ right: UnsafePointer<CChar>
  ) -> Bool {
    var index = 0
    while left[index] == right[index] {
      if left[index] == 0 { return true }
      index &+= 1
    }
    return false
  }
}
