/// What the user wants of the full screen.
public struct TerminalOptions: Sendable {
  /// Whether colours may be used.
  public var usesColor: Bool
  /// Whether only ASCII is sent, whatever the locale says.
  public var isASCII: Bool

  /// The options; colours and Unicode without any.
  public init(usesColor: Bool = true, isASCII: Bool = false) {
    self.usesColor = usesColor
    self.isASCII = isASCII
  }
}

/// How text reaches the terminal.
public enum Codeset: Sendable {
  /// As UTF-8; the locale says so.
  case utf8
  /// As UTF-8, although the locale does not say so; signs of our own are ASCII.
  case assumedUTF8
  /// As ASCII, a question mark for all else.
  case ascii
}
