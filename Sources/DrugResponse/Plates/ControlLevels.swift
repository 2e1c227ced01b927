/// The means of the wells that responses are relative to.
struct ControlLevels {
  private var blanks: [String: Double] = [:]
  private var vehicles: [ControlGroup: Double] = [:]

  init(_ wells: [PlateWell]) {
    func mean(_ wells: [PlateWell]) -> Double {
      wells.reduce(0) { $0 + $1.value } / Double(wells.count)
    }
    for (plate, members) in Dictionary(grouping: wells.filter { $0.role == .blank }, by: \.plate) {
      blanks[plate] = mean(members)
    }
    let untreated = Dictionary(
      grouping: wells.filter { $0.role == .vehicle }, by: ControlGroup.init)
    for (group, members) in untreated { vehicles[group] = mean(members) }
  }

  /// The background of a plate: the mean of its blanks, 0 without any.
  func background(of plate: String) -> Double { blanks[plate] ?? 0 }

  /// The vehicle wells' mean above the background; `nil` without vehicle wells.
  func vehicle(of group: ControlGroup) -> Double? {
    vehicles[group].map { $0 - background(of: group.plate) }
  }
}
