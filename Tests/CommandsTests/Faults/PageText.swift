import CZlib
import Foundation

/// What a written HTML page holds: its own text, and all that its packed blocks hold.
struct PageText {
  /// The page without scripts and styles.
  let visible: String
  /// Every text in the packed blocks, keys of objects left out.
  let packed: [String]

  /// Reads a page.
  ///
  /// - Returns: `nil` where it has no packed block, or one that cannot be unpacked.
  init?(_ html: String) {
    let blocks = html.matches(
      of: /<script type="text\/plain" id="data-[a-z0-9-]+">([^<]*)<\/script>/)
    guard !blocks.isEmpty else { return nil }
    var texts: [String] = []
    for block in blocks {
      guard let data = Data(base64Encoded: String(block.1)), let json = Self.unpacked(data),
        let value = try? JSONSerialization.jsonObject(with: json, options: .fragmentsAllowed)
      else { return nil }
      texts += Self.texts(value)
    }
    packed = texts
    visible = html.replacing(/(?s)<(script|style)[^>]*>.*?<\/(script|style)>/, with: "")
  }

  /// The texts between tags, and those of attributes that people read; spaces that do not break are
  /// like any other.
  var pieces: [String] {
    (visible.matches(of: />([^<]+)</).map {
      String($0.1).trimmingCharacters(in: .whitespacesAndNewlines)
    }
      + visible.matches(of: /(?:title|aria-label|alt)="([^"]*)"/).map { String($0.1) })
      .map { $0.replacing("&#39;", with: "'").replacing("\u{A0}", with: " ") }
  }

  private static func texts(_ value: Any) -> [String] {
    switch value {
    case let text as String: [text]
    case let list as [Any]: list.flatMap(texts)
    case let object as [String: Any]: object.values.flatMap(texts)
    default: []
    }
  }

  private static func unpacked(_ packed: Data) -> Data? {
    var size = uLong(max(1024, packed.count * 8))
    while size < 1 << 30 {
      var text = Data(count: Int(size))
      let status = text.withUnsafeMutableBytes { output in
        packed.withUnsafeBytes { input in
          uncompress(
            output.bindMemory(to: UInt8.self).baseAddress, &size,
            input.bindMemory(to: UInt8.self).baseAddress, uLong(packed.count))
        }
      }
      if status == Z_OK { return text.prefix(Int(size)) }
      guard status == Z_BUF_ERROR else { return nil }
      size = uLong(text.count * 4)
    }
    return nil
  }
}
