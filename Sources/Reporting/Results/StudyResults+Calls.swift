extension StudyResults.Patient {
  /// The calls that decide: a joint call, where there is one, speaks for the pairs that it joins.
  public var decidingCalls: [CallRow] {
    struct Key: Hashable { var mutation, later: String }
    let joined = Set(
      calls.filter(\.isJoint).map { Key(mutation: $0.mutation, later: $0.later.sample) })
    return calls.filter {
      $0.isJoint || !joined.contains(Key(mutation: $0.mutation, later: $0.later.sample))
    }
  }
}
