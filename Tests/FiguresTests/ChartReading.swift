import Foundation
import Testing

@testable import Figures

extension VegaLiteChart {
  /// The parsed specification.
  func parsed() throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: json()) as? [String: Any])
  }

  /// The rows of the shared data.
  func rows() throws -> [[String: Any]] {
    let data = try #require(try parsed()["data"] as? [String: Any])
    return try #require(data["values"] as? [[String: Any]])
  }
}

extension Layer {
  /// The layer's own rows.
  func values() throws -> [[String: Any]] {
    let spec = try #require(
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(self)) as? [String: Any])
    return try #require((spec["data"] as? [String: Any])?["values"] as? [[String: Any]])
  }
}
