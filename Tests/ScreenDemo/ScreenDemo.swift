import Terminal
import TextGrid

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A screen for tests: a list, the last event in words, and keys for what a test wants to see.
///
/// `SCREEN_DEMO_LOG` names a file that gets a line for each event. Exit codes: 0 after `q`, 3
/// without a screen, 4 when the terminal is gone, 128 and the number after a signal.
@main
struct ScreenDemo {
  private static let items = 15
  private var chosen = 0
  private var last = "none"
  private var events = 0
  private let log: UnsafeMutablePointer<FILE>?

  static func main() {
    let options = TerminalOptions(
      usesColor: variable("NO_COLOR") == nil, isASCII: CommandLine.arguments.contains("--ascii"))
    do {
      let terminal = try Terminal(options: options)
      var demo = ScreenDemo(log: variable("SCREEN_DEMO_LOG").flatMap { fopen($0, "a") })
      let code = demo.run(terminal)
      terminal.close()
      exit(code)
    } catch {
      let message = Array("screen-demo: \(error.message)\n".utf8)
      _ = write(STDERR_FILENO, message, message.count)
      exit(3)
    }
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  private init(log: UnsafeMutablePointer<FILE>?) { self.log = log }

  private mutating func run(_ terminal: Terminal) -> Int32 {
    note("open \(terminal.codeset) \(getpid())")
    while true {
      terminal.draw(frame(terminal))
      note("drawn")
      let event = terminal.nextEvent()
      events += 1
      note("\(event)")
      switch event {
      case .text("q"): return 0
      case .text("!"): print(Self.trap(items: []))
      case .text("O"): print(Self.overflow(1))
      case .text("X"): exit(7)
      case .text("t"): note("\(terminal.nextEvent(timeout: .milliseconds(30))) after a wait")
      case .text("y"): terminal.copy("copied ✓")
      case .text("e"): last = "released \(terminal.withReleased { system("cat; echo left") })"
      case .text("m"): chosen = 3
      case .text("j"), .key(.down): chosen = min(chosen + 1, Self.items - 1)
      case .text("k"), .key(.up): chosen = max(chosen - 1, 0)
      case .key(.control("L")): terminal.redraw()
      case .key(.control("Z")): terminal.suspend()
      case .signal(let number): return 128 + number
      case .ended: return 4
      default: break
      }
      last = Self.words(event)
    }
  }

  private func frame(_ terminal: Terminal) -> Frame {
    let (columns, rows) = terminal.size
    let glyphs = terminal.glyphs
    var frame = Frame(columns: columns, rows: rows)
    frame.put("Screen demo \(columns)x\(rows)", row: 0, column: 1, style: .title)
    frame.fill(row: 1, with: glyphs.horizontal, style: .border)
    for item in 0..<Self.items {
      let sign = item % 2 == 0 ? glyphs.pass : glyphs.fail
      let style: Style = item % 2 == 0 ? .pass : .fail
      frame.put("\(sign)", row: item + 2, column: 1, style: style)
      frame.put("item \(item) \(Self.texts[item % Self.texts.count])", row: item + 2, column: 3)
      frame.put("right", row: item + 2, column: columns - 5)
      if item == chosen { frame.restyle(row: item + 2, .focus) }
    }
    frame.put("event \(events): \(last)", row: rows - 1, column: 0, style: .input)
    frame.cursor = (chosen + 2, 1)
    return frame
  }

  private static let texts = [
    "plain text to read", "日本語 wide", "cafe\u{301} marks", "👩🏾‍🔧 joined| after", "❤️ heart| after",
    "🇫🇷 flag| after", "1️⃣ keycap| after",
  ]

  private static func words(_ event: TerminalEvent) -> String {
    switch event {
    case .paste(let text): "paste of \(text.unicodeScalars.count): \(SafeText.line(text))"
    case .text(let character): "text \(character)"
    case .key(let key): "key \(key)"
    case .resize(let columns, let rows): "resize \(columns)x\(rows)"
    case .signal(let number): "signal \(number)"
    case .ended: "ended"
    case .timeout: "timeout"
    }
  }

  private func note(_ text: String) {
    guard let log else { return }
    fputs(text + "\n", log)
    fflush(log)
  }

  private static func trap(items: [Int]) -> Int { items[items.count] }

  /// Does not end before the stack does.
  private static func overflow(_ depth: Int) -> Int {
    depth == 0 ? 0 : overflow(depth &+ 1) &+ overflow(depth &+ 2)
  }
}
