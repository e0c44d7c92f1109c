import TextGrid

/// A few things that are asked on one screen, each a line of text or a choice.
struct Form: Sendable, Equatable {
  /// One thing that is asked.
  struct Field: Sendable, Equatable {
    let label: String
    /// A sentence of help, shown where there is room.
    let hint: String
    var answer: Answer
  }

  enum Answer: Sendable, Equatable {
    case text(TextInput)
    case choice([String], selected: Int)
  }

  /// What a key did.
  enum Outcome: Equatable {
    case stays
    /// The last field was taken: all is there.
    case isDone
  }

  let title: String
  var fields: [Field]
  private(set) var focus = 0

  init(_ title: String, _ fields: [Field]) {
    self.title = title
    self.fields = fields
  }

  /// The text of a field; empty for a choice.
  func text(_ index: Int) -> String {
    if case .text(let input) = fields[index].answer { input.text } else { "" }
  }

  /// The choice of a field; 0 for a text.
  func choice(_ index: Int) -> Int {
    if case .choice(_, let selected) = fields[index].answer { selected } else { 0 }
  }

  /// Goes to a field, to say that it lacks something.
  mutating func go(to index: Int) { focus = index }

  /// Takes a key: Enter goes on, from the last field to the end.
  mutating func take(_ key: KeyPress) -> Outcome {
    switch key {
    case .enter:
      if focus == fields.count - 1 { return .isDone }
      focus += 1
    case .tab, .down: focus = (focus + 1) % fields.count
    case .backTab, .up: focus = (focus + fields.count - 1) % fields.count
    default: change(key)
    }
    return .stays
  }

  /// Takes a paste into the field, when it is a text.
  mutating func insert(_ text: String) -> Bool {
    guard case .text(var input) = fields[focus].answer else { return false }
    input.insert(text)
    fields[focus].answer = .text(input)
    return true
  }

  private mutating func change(_ key: KeyPress) {
    switch fields[focus].answer {
    case .text(var input):
      _ = input.take(key)
      fields[focus].answer = .text(input)
    case .choice(let choices, var selected):
      switch key {
      case .left, .character("h"), .character("k"): selected = max(selected - 1, 0)
      case .right, .character("l"), .character("j"):
        selected = min(selected + 1, choices.count - 1)
      case .character(" "): selected = (selected + 1) % choices.count
      case .character(let digit):
        if let number = digit.wholeNumberValue, (1...choices.count).contains(number) {
          selected = number - 1
        }
      default: break
      }
      fields[focus].answer = .choice(choices, selected: selected)
    }
  }

  /// The keys that the field in focus takes.
  var keys: [(key: String, label: String)] {
    let isLast = focus == fields.count - 1
    let enter = ("Enter", isLast ? "go" : "next")
    if case .choice = fields[focus].answer {
      return [enter, ("Esc", "back"), ("Left Right", "choose")]
    }
    return [enter, ("Esc", "back"), ("Up Down", "field")]
  }
}

extension Frame {
  /// Draws a form over the body; the cursor stands in the field in focus.
  mutating func form(_ form: Form, _ glyphs: Glyphs) {
    clearBody(form.title, glyphs)
    let isRoomy = bodyHeight >= 2 + form.fields.count * 3
    let step = isRoomy ? 3 : 1
    let left = 3 + (form.fields.map { DisplayWidth.of($0.label) }.max() ?? 0)
    for (index, field) in form.fields.enumerated() {
      let row = Self.bodyTop + (isRoomy ? 2 : 1) + index * step
      let isHere = index == form.focus
      put(isHere ? ">" : " ", row: row, column: 0, style: isHere ? .focus : .plain)
      put(field.label, row: row, column: 1, style: isHere ? .focus : .plain)
      switch field.answer {
      case .text(let input):
        fieldLine(
          input.lines[input.row], cursor: isHere ? input.column : nil, row: row, column: left,
          width: min(60, columns - left - 1))
      case .choice(let choices, let selected):
        choice(choices, selected, isHere: isHere, row: row, column: left)
      }
      if isRoomy {
        put(
          glyphs.shortened(field.hint, to: columns - left - 1), row: row + 1, column: left,
          style: .muted)
      }
    }
    keyBar(form.keys)
  }

  // All choices where they fit, else the one that is set.
  private mutating func choice(
    _ choices: [String], _ selected: Int, isHere: Bool, row: Int, column: Int
  ) {
    let width = choices.map { DisplayWidth.of($0) + 7 }.reduce(0, +)
    let shown = column + width <= columns ? Array(choices.indices) : [selected]
    var place = column
    for index in shown {
      let isSet = index == selected
      if isSet, isHere { cursor = (row: row, column: place + 1) }
      let text = (isSet ? "(*) " : "( ) ") + choices[index]
      place = put(text, row: row, column: place, style: isSet && isHere ? .focus : .plain) + 3
    }
  }
}
