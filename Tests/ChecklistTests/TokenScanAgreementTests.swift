import Testing
import Yams

@testable import Checklist

/// The scan before parsing must see what the parser would see: texts are made at random from the
/// pieces that matter to YAML, and whenever Yams can read one, both must agree.
@Suite struct TokenScanAgreementTests {
  private static let pieces = [
    "a", "b", "-", "- ", "-  ", "? ", "?", ": ", ":", ",", "[", "]", "{", "}", "&a ", "*a ", "*a",
    "!", "!!str ", "!<x> ", "!t ", "#", " #", "\n", "\n  ", "\n ", "\n    ", "\n- ", "\n  - ", "\t",
    " ", "  ", "'", "\"", "\\", "|\n", ">\n", "|2\n ", ">-\n", "|+\n  ", "\n---\n", "\n...\n",
    "--- ",
    "%YAML 1.1\n", "@", "`", "é", "\r\n", "\r", "\u{85}", "\u{2028}", "a: b", "\na: ", "\nb:\n",
    "x y",
    "\n  a: ", "{a: ", "[a, ", "'q'", "\"q\"", "\"q\\\n", "~", "<<", "\n? ", "\n: ",
  ]

  @Test(arguments: 0..<8) func randomTexts(seed: Int) {
    var generator = SplitMix(state: UInt64(seed + 1))
    var readable = 0
    for _ in 0..<Self.rounds {
      var text = ""
      for _ in 0..<Int.random(in: 1...18, using: &generator) {
        text += Self.pieces.randomElement(using: &generator) ?? ""
      }
      let bytes = Array(text.utf8)
      let scan = TokenScan(bytes)
      guard let root = compose(text, scan.end) else { continue }
      readable += 1
      var seen = Seen()
      seen.look(root, bytes: Lines(text))
      let kinds = Set(scan.findings.map(\.kind))
      #expect(kinds.contains(.collectionKey) || !seen.hasCollectionKey, "\(text.debugDescription)")
      #expect(!kinds.contains(.collectionKey) || seen.hasCollectionKey, "\(text.debugDescription)")
      let aliases = kinds.contains(.alias)
      if scan.isComposable {
        #expect(
          seen.hasProperty == (kinds.contains(.anchor) || kinds.contains(.tag)) || aliases,
          "\(text.debugDescription) \(kinds)")
      }
    }
    #expect(readable > Self.rounds / 50)
  }

  private static let rounds = 5_000

  /// The first document, as Yams reads it.
  private func compose(_ text: String, _ end: Int) -> Node? {
    try? SourceDocument.compose(Array(text.utf8.prefix(end)))
  }

  private struct Lines {
    var lines: [[Unicode.Scalar]] = [[]]

    init(_ text: String) {
      var last: Unicode.Scalar?
      for scalar in text.unicodeScalars {
        if scalar == "\n", last == "\r" {
          last = scalar
          continue
        }
        if ["\n", "\r", "\u{85}", "\u{2028}"].contains(scalar) {
          lines.append([])
        } else {
          lines[lines.count - 1].append(scalar)
        }
        last = scalar
      }
    }

    func scalar(_ node: Node) -> Unicode.Scalar? {
      guard let mark = node.mark, mark.line <= lines.count,
        mark.column <= lines[mark.line - 1].count
      else { return nil }
      return lines[mark.line - 1][mark.column - 1]
    }
  }

  /// What Yams' nodes show: a node with an anchor or a tag is marked at that.
  private struct Seen {
    var hasProperty = false
    var hasCollectionKey = false

    mutating func look(_ node: Node, bytes: Lines) {
      if let scalar = bytes.scalar(node), scalar == "&" || scalar == "!" { hasProperty = true }
      switch node {
      case .mapping(let mapping):
        for (key, value) in mapping {
          switch key {
          case .mapping, .sequence: hasCollectionKey = true
          default: break
          }
          look(key, bytes: bytes)
          look(value, bytes: bytes)
        }
      case .sequence(let sequence):
        for item in sequence { look(item, bytes: bytes) }
      default: break
      }
    }
  }
}

/// Numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
