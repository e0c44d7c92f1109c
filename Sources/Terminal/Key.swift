/// A key that is not text.
public enum Key: Hashable, Sendable {
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
  /// Left with the control key, or with the alt key.
  case wordLeft
  /// Right with the control key, or with the alt key.
  case wordRight
  /// Backspace with the alt key.
  case altBackspace
  /// A letter, in upper case, or one of `@ [ \ ] ^ _`, with the control key.
  case control(Character)
  /// A function key, from 1.
  case function(Int)
  /// A character with the alt key, or right after the escape key.
  case alt(Character)
}

extension Key {
  /// The key that a control character stands for.
  ///
  /// Ctrl-H counts as backspace, because some terminals send it for that key, and Ctrl-J as enter.
  init?(controlCode: UInt32) {
    switch controlCode {
    case 0x08, 0x7F: self = .backspace
    case 0x09: self = .tab
    case 0x0A, 0x0D: self = .enter
    case 0x1B: self = .escape
    case 0x00...0x1F: self = .control(Character(Unicode.Scalar(UInt8(controlCode) + 0x40)))
    default: return nil
    }
  }
}
