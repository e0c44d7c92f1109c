/// A key as the reader pressed it.
public enum KeyPress: Hashable, Sendable {
  case character(Character)
  case control(Character)
  case alt(Character)
  case up
  case down
  case left
  case right
  case home
  case end
  case pageUp
  case pageDown
  case tab
  case backTab
  case enter
  case escape
  case backspace
  case delete
  /// To the word before: Ctrl-Left, or Alt-Left.
  case wordLeft
  /// To the word after: Ctrl-Right, or Alt-Right.
  case wordRight
  case altBackspace
  /// A key that no command uses.
  case other

  /// The key as help and the key bar name it.
  public var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let letter): "Ctrl-\(letter)"
    case .alt(let character): "Alt-\(character)"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .enter: "Enter"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .wordLeft: "Ctrl-Left"
    case .wordRight: "Ctrl-Right"
    case .altBackspace: "Alt-Backspace"
    case .other: "?"
    }
  }
}
