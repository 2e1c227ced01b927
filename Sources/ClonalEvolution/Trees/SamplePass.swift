import Glibc

/// A tree of some of a patient's clones while it is built: places that are ``absent`` are not in it.
struct PartialTree: Hashable, Sendable {
  /// The parent of each clone; ``CloneTree/normal`` under the root.
  var parents: [Int]

  /// The parent of clones that are not in the tree.
  static let absent = -2

  /// Whether the root, then each clone, is one of some places or on the way from the root to one.
  func isOnWay(to places: [Int]) -> [Bool] {
    var isOnWay = [Bool](repeating: false, count: parents.count + 1)
    isOnWay[0] = true
    for start in places {
      var place = start
      while !isOnWay[place + 1] {
        isOnWay[place + 1] = true
        place = parents[place]
      }
    }
    return isOnWay
  }

  /// The clones, each after its parent.
  func order(children: [[Int]]) -> [Int] {
    var order: [Int] = []
    var stack = children[0]
    while let clone = stack.popLast() {
      order.append(clone)
      stack += children[clone + 1]
    }
    return order
  }

  /// The children of the root, then of each clone.
  var children: [[Int]] {
    var lists = [[Int]](repeating: [], count: parents.count + 1)
    for (clone, parent) in parents.enumerated() where parent != Self.absent {
      lists[parent + 1].append(clone)
    }
    return lists
  }
}

/// What one sample says of a tree, and of all that could be done to it: messages from the clones to the root
/// and back.
struct SamplePass {
  private let model: TreeModel
  private let sample: Int
  private let children: [[Int]]
  /// What each clone's cells and those of its descendants have: see ``TreeModel/message(_:_:children:)``.
  private var messages: [ShareMeasure?]
  /// What the children of the root, then of each clone, have between them.
  private var inner: [ShareMeasure?]
  /// The likelihood as a function of ``inner``.
  private var outer: [ShareFunction?]

  /// What is taken from the messages of another tree, by clone; empty for nothing.
  private var isKept: [Bool] = []
  private var keptMessages: [ShareMeasure?] = []
  private var keptInner: [ShareMeasure?] = []

  /// What is known of another tree of some of the same clones, which keeps nothing of others.
  struct Former {
    /// What the sample says of that tree.
    let pass: SamplePass
    /// Whether a clone or a descendant of it has other children than there, by clone.
    let isChanged: [Bool]
  }

  /// Sends messages to the root and, from there, to some places.
  ///
  /// - Parameters:
  ///   - model: The clones.
  ///   - sample: The sample.
  ///   - children: The children of the root, then of each clone.
  ///   - order: The clones of the tree, each after its parent.
  ///   - former: What is known before.
  ///   - isWanted: The places to which something may be added, and all from there to the root: the root, then
  ///     each clone; empty for none, `nil` for all.
  /// - Complexity: Products of cells for each changed clone and wanted place, where both have any.
  init(
    _ model: TreeModel, _ sample: Int, children: [[Int]], order: [Int], former: Former? = nil,
    isWanted: [Bool]? = nil
  ) {
    (self.model, self.sample, self.children) = (model, sample, children)
    let count = model.clones
    messages = [ShareMeasure?](repeating: nil, count: count)
    inner = [ShareMeasure?](repeating: nil, count: count + 1)
    outer = [ShareFunction?](repeating: nil, count: count + 1)
    let cells = model.cells[sample]
    let isInward = isWanted?.isEmpty ?? false
    if let former {
      if isInward {
        // To be kept for others.
        for clone in order where !former.isChanged[clone] {
          messages[clone] = former.pass.messages[clone]
          inner[clone + 1] = former.pass.inner[clone + 1]
        }
      } else {
        isKept = former.isChanged.map(!)
        (keptMessages, keptInner) = (former.pass.messages, former.pass.inner)
      }
    }
    for clone in order.reversed() where former?.isChanged[clone] ?? true {
      let within = sum(children[clone + 1]) ?? ShareMeasure(cells: cells)
      messages[clone] = model.message(clone, sample, children: within)
      inner[clone + 1] = within
    }
    if isInward { return }
    inner[0] = sum(children[0]) ?? ShareMeasure(cells: cells)
    outer[0] = model.rootFunction(sample)
    descend(0, isWanted)
    for clone in order where isWanted?[clone + 1] ?? true { descend(clone + 1, isWanted) }
  }

  private func message(_ clone: Int) -> ShareMeasure? {
    isKept.isEmpty || !isKept[clone] ? messages[clone] : keptMessages[clone]
  }

  /// What the children of a place have between them.
  private func within(_ place: Int) -> ShareMeasure? {
    isKept.isEmpty || place == 0 || !isKept[place - 1] ? inner[place] : keptInner[place]
  }

  private func sum(_ clones: [Int]) -> ShareMeasure? {
    var result: ShareMeasure?
    for clone in clones {
      guard let message = message(clone) else { continue }
      result = result?.adding(message) ?? message
    }
    return result
  }

  /// Finds the functions of the wanted children of a place.
  private mutating func descend(_ place: Int, _ isWanted: [Bool]?) {
    guard let function = outer[place] else { return }
    let own = children[place]
    func wanted(_ clone: Int) -> Bool { isWanted?[clone + 1] ?? true }
    guard let first = own.firstIndex(where: wanted), let last = own.lastIndex(where: wanted)
    else { return }
    // Sums of those before and after each.
    var after: [ShareMeasure?] = [nil]
    for clone in own[(first + 1)...].reversed() {
      guard let message = message(clone) else { continue }
      after.append((after.last ?? nil)?.adding(message) ?? message)
    }
    var before = sum(Array(own[..<first]))
    for clone in own[first...last] {
      let rest = after.removeLast()
      if wanted(clone) {
        let others: ShareMeasure? =
          if let before, let rest { before.adding(rest) } else { before ?? rest }
        let range = model.likelihoods[clone][sample].range
        let within = others.map { function.adding($0, range: range) } ?? function
        outer[clone + 1] = model.function(clone, sample, of: within)
      }
      if let message = message(clone) { before = before?.adding(message) ?? message }
    }
  }

  /// ln of the likelihood.
  var logLikelihood: Double {
    guard let all = inner[0] else { return -.infinity }
    return model.rootFunction(sample).log(of: all)
  }

  /// ln of the likelihood with a further share among the children of a place.
  func logLikelihood(adding measure: ShareMeasure, to place: Int) -> Double {
    guard let function = outer[place], let within = within(place) else { return -.infinity }
    if within.isAtom, within.absent > 0 {
      return function.log(of: measure) + within.logScale + log(within.absent)
    }
    return function.adding(within, range: measure.low..<max(measure.high + 1, measure.low))
      .log(of: measure)
  }

  /// ln of the likelihood with a further clone among the children of a place, some of which become its own.
  func logLikelihood(inserting clone: Int, to place: Int, adopting adopted: [Int]) -> Double {
    guard let function = outer[place] else { return -.infinity }
    let own = model.message(
      clone, sample, children: sum(adopted) ?? ShareMeasure(cells: model.cells[sample]))
    guard let rest = sum(children[place].filter { !adopted.contains($0) }) else {
      return function.log(of: own)
    }
    return function.adding(rest, range: own.low..<max(own.high + 1, own.low)).log(of: own)
  }

  /// What a clone and its descendants have.
  func message(of clone: Int) -> ShareMeasure? { message(clone) }

  /// The posterior of the proportion of a place's own cells: the probability of exactly 0, of each cell, and of
  /// exactly 1.
  func proportion(_ place: Int) -> (absent: Double, cells: [Double], whole: Double) {
    let count = model.cells[sample]
    var function: ShareFunction
    if place == 0 {
      function = ShareFunction(
        absent: 0, whole: 1, logScale: 0, values: [Double](repeating: 0, count: count))
    } else {
      // The function of the clone's own share, its descendants' taken with it.
      guard let parent = parentFunction(place - 1) else { return (1, [], 0) }
      let own = model.likelihoods[place - 1][sample]
      function = parent
      function.absent *= own.absent
      function.whole *= own.clonal
      for index in 0..<count { function.values[index] *= own.values[index] }
    }
    guard let within = within(place) else { return (1, [], 0) }
    let result = function.adding(within, range: 0..<count)
    let step = model.ratio / Double(count)
    let cells = result.values.map { $0 * step }
    let whole = model.ratio * result.whole
    let sum = result.absent + cells.reduce(0, +) + whole
    guard sum > 0 else { return (1, [], 0) }
    return (result.absent / sum, cells.map { $0 / sum }, whole / sum)
  }

  private func parentFunction(_ clone: Int) -> ShareFunction? {
    guard let place = children.firstIndex(where: { $0.contains(clone) }),
      let function = outer[place]
    else { return nil }
    guard let rest = sum(children[place].filter { $0 != clone }) else { return function }
    return function.adding(rest, range: 0..<model.cells[sample])
  }
}
