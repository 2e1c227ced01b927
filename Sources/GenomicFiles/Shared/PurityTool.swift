/// Tools whose tables of purity and ploidy are told apart by their columns.
package enum PurityTool: String {
  case purple = "PURPLE"
  case facets = "FACETS"
  case ascat = "ASCAT"
  case sequenza = "Sequenza"
  case sequenzaSolutions = "Sequenza's solutions"
  case battenberg = "Battenberg"
  case absolute = "ABSOLUTE"
  /// `purity`, and perhaps `sample` and `ploidy`.
  case plain = "purity and ploidy"

  /// Recognises a table by its columns' names in lower case.
  package init?(columns names: Set<String>) {
    let named = names.contains("purity")
    let cellularity = names.contains("cellularity")
    if named, names.contains("polyclonalproportion") || names.contains("diploidproportion") {
      self = .purple
    } else if named, names.contains("diplogr") {
      self = .facets
    } else if names.contains("aberrantcellfraction") {
      self = .ascat
    } else if cellularity, names.contains("ploidy.estimate") {
      self = .sequenza
    } else if cellularity, names.contains("slpp") {
      self = .sequenzaSolutions
    } else if cellularity {
      self = .battenberg
    } else if named, names.contains("call status") || names.contains("genome doublings") {
      self = .absolute
    } else if named {
      self = .plain
    } else {
      return nil
    }
  }
}
