/// Fills facts into a command that is shown to a reader.
///
/// Postflight never runs it.
public enum CommandTemplate {
  /// A command as shown.
  public struct Filled: Sendable, Equatable {
    /// The command; what could not be filled in is still a placeholder.
    public var text: String
    /// The placeholders that are left, each once, in order.
    public var unfilled: [Unfilled]
  }

  /// A placeholder that is left, and why.
  public struct Unfilled: Sendable, Equatable {
    /// The fact's identifier.
    public var name: String
    /// `not known`, or `not safe in a command`.
    public var reason: String
  }

  /// A piece of a command.
  enum Part: Equatable {
    case text(String)
    case placeholder(String)
  }

  /// Puts values in the place of `{{fact}}`.
  ///
  /// - Parameters:
  ///   - command: the command as the author wrote it.
  ///   - value: the value of a fact, or nil where it is not known or not asked.
  /// - Returns: the command; a value that is empty counts as not known, and one that the shell
  ///   might read as more than a word stays out.
  public static func fill(_ command: String, value: (String) -> String?) -> Filled {
    var filled = Filled(text: "", unfilled: [])
    for part in parts(of: command) {
      switch part {
      case .text(let text): filled.text += text
      case .placeholder(let name):
        let known = value(name).flatMap { $0.isEmpty ? nil : $0 }
        if let known, Identifier.isValid(name), Identifier.isSafeInCommand(known) {
          filled.text += known
          continue
        }
        filled.text += "{{\(name)}}"
        let isKnown = known != nil && Identifier.isValid(name)
        let reason = isKnown ? "not safe in a command" : "not known"
        if !filled.unfilled.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
          filled.unfilled.append(Unfilled(name: name, reason: reason))
        }
      }
    }
    return filled
  }

  /// Cuts a command at its placeholders.
  ///
  /// A placeholder is `{{`, letters, digits, `.`, `_` and `-` with a letter or digit first, and
  /// `}}`; spaces may stand inside, which lint refuses. Anything else in double braces, such as
  /// `{{.Names}}` or `{{json .}}` of another program, is text.
  static func parts(of command: String) -> [Part] {
    let bytes = Array(command.utf8)
    var parts: [Part] = []
    var textStart = 0
    var place = 0
    while place + 1 < bytes.count {
      guard bytes[place] == UInt8(ascii: "{"), bytes[place + 1] == UInt8(ascii: "{"),
        let end = placeholderEnd(bytes, from: place + 2)
      else {
        place += 1
        continue
      }
      if textStart < place {
        parts.append(.text(String(decoding: bytes[textStart..<place], as: UTF8.self)))
      }
      parts.append(.placeholder(String(decoding: bytes[(place + 2)..<end], as: UTF8.self)))
      place = end + 2
      textStart = place
    }
    if textStart < bytes.count {
      parts.append(.text(String(decoding: bytes[textStart...], as: UTF8.self)))
    }
    return parts
  }

  /// Where `}}` stands when what precedes it is a name, perhaps with spaces around it.
  private static func placeholderEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    var place = start
    func skipSpaces() {
      while place < bytes.count, bytes[place] == 0x20 { place += 1 }
    }
    skipSpaces()
    guard place < bytes.count, isAlphanumeric(bytes[place]) else { return nil }
    while place < bytes.count, place - start <= 202,
      isAlphanumeric(bytes[place]) || [0x2E, 0x5F, 0x2D].contains(bytes[place])
    {
      place += 1
    }
    skipSpaces()
    guard place + 1 < bytes.count, bytes[place] == UInt8(ascii: "}"),
      bytes[place + 1] == UInt8(ascii: "}")
    else { return nil }
    return place
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}
