internal import CNcursesw

extension Terminal {
  /// Waits for what comes next.
  /// - Parameter timeout: How long; for ever without it.
  /// - Returns: The event. One that nobody has a name for is not told.
  public func nextEvent(timeout: Duration? = nil) -> TerminalEvent {
    let clock = ContinuousClock()
    let end = timeout.map { clock.now.advanced(by: $0) }
    while true {
      let event = screen_read(end.map { Self.milliseconds(clock.now.duration(to: $0)) } ?? -1)
      if let told = told(event) { return told }
    }
  }

  /// Stops the program as Ctrl-Z does elsewhere, and comes back when it is continued.
  ///
  /// The next event is a `resize`.
  public func suspend() {
    screen_suspend()
    forget()
  }

  /// Lets another program have the terminal: an editor, something that asks for a passphrase.
  /// - Parameter body: What runs meanwhile; it must not draw.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws.
  public func withReleased<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    screen_release()
    defer { reacquire() }
    return try body()
  }

  /// Lets another program have the terminal while something is awaited.
  /// - Parameters:
  ///   - isolation: Where this runs: where the caller does.
  ///   - body: What runs meanwhile; it must not draw.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws.
  public func withReleased<Result, Failure: Error>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: () async throws(Failure) -> Result
  ) async throws(Failure) -> Result {
    screen_release()
    defer { reacquire() }
    return try await body()
  }

  /// Asks the terminal to put a text on the clipboard of the machine that it runs on (OSC 52).
  ///
  /// Terminals do not answer, and many are set to ignore it.
  /// - Parameter text: What to copy, at most 70,000 bytes: terminals drop what is longer.
  /// - Returns: Whether it was sent.
  @discardableResult
  public func copy(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count <= 70_000 else { return false }
    let sequence = Array("\u{1B}]52;c;\(Base64.encode(bytes))\u{7}".utf8)
    screen_send(sequence, Int64(sequence.count))
    return true
  }

  private func reacquire() {
    screen_reacquire()
    forget()
  }

  /// The event for one of the shim's; nil for a key without a name.
  private func told(_ event: screen_event) -> TerminalEvent? {
    switch event.kind {
    case SCREEN_TIMEOUT: return .timeout
    case SCREEN_TEXT: return Self.text(UInt32(bitPattern: event.value))
    case SCREEN_ALT:
      return Unicode.Scalar(UInt32(bitPattern: event.value)).map { .key(.alt(Character($0))) }
    case SCREEN_KEY: return Self.key(event.value).map { .key($0) }
    case SCREEN_PASTE:
      let bytes = UnsafeBufferPointer(start: event.bytes, count: Int(event.length))
      return .paste(String(decoding: bytes, as: UTF8.self))
    case SCREEN_RESIZED, SCREEN_RESUMED:
      forget()
      return .resize(columns: size.columns, rows: size.rows)
    case SCREEN_SIGNAL: return .signal(event.value)
    default: return .ended
    }
  }

  private static func text(_ code: UInt32) -> TerminalEvent? {
    if let key = Key(controlCode: code) { return .key(key) }
    // C1 controls do not come from keys.
    guard !(0x80...0x9F).contains(code), let scalar = Unicode.Scalar(code) else { return nil }
    return .text(Character(scalar))
  }

  private static func key(_ number: Int32) -> Key? {
    switch number {
    case SCREEN_KEY_UP: .up
    case SCREEN_KEY_DOWN: .down
    case SCREEN_KEY_LEFT: .left
    case SCREEN_KEY_RIGHT: .right
    case SCREEN_KEY_HOME: .home
    case SCREEN_KEY_END: .end
    case SCREEN_KEY_PAGE_UP: .pageUp
    case SCREEN_KEY_PAGE_DOWN: .pageDown
    case SCREEN_KEY_BACK_TAB: .backTab
    case SCREEN_KEY_ENTER: .enter
    case SCREEN_KEY_ESCAPE: .escape
    case SCREEN_KEY_BACKSPACE: .backspace
    case SCREEN_KEY_DELETE: .delete
    case SCREEN_KEY_WORD_LEFT: .wordLeft
    case SCREEN_KEY_WORD_RIGHT: .wordRight
    case SCREEN_KEY_ALT_BACKSPACE: .altBackspace
    case (SCREEN_KEY_FUNCTION + 1)...: .function(Int(number - SCREEN_KEY_FUNCTION))
    default: nil
    }
  }

  /// Whole milliseconds, rounded up, so that a wait is never too short.
  private static func milliseconds(_ duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    guard seconds < Int64.max / 10_000 else { return Int64.max / 2 }
    return seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
  }
}
