/// Reads the subset of regular expressions that `ValuePattern` allows.
struct PatternParser {
  /// A pattern as a tree; at most 200 deep, as its text has at most 200 bytes.
  indirect enum Piece {
    case scalar(ScalarSet)
    case sequence([Piece])
    case choice([Piece])
    case repeated(Piece, Int, Int?)

    /// Whether anything in it may come more than once.
    var repeats: Bool {
      switch self {
      case .scalar: false
      case .sequence(let pieces), .choice(let pieces): pieces.contains(where: \.repeats)
      case .repeated(let piece, _, let most): most.map { $0 > 1 } ?? true || piece.repeats
      }
    }
  }

  typealias Fault = ValuePattern.Fault

  private let scalars: [Unicode.Scalar]
  private var place = 0

  init(_ pattern: String) {
    scalars = Array(pattern.unicodeScalars)
  }

  /// The whole pattern.
  mutating func parse() throws(Fault) -> Piece {
    if next == "^" { place += 1 }
    let piece = try choice()
    guard next == nil else {
      throw Fault(message: "a ')' has no '('; write '\\)' for the character")
    }
    return piece
  }

  private var next: Unicode.Scalar? {
    place < scalars.count ? scalars[place] : nil
  }

  private mutating func choice() throws(Fault) -> Piece {
    var pieces = [try sequence()]
    while next == "|" {
      place += 1
      pieces.append(try sequence())
    }
    return pieces.count == 1 ? pieces[0] : .choice(pieces)
  }

  private mutating func sequence() throws(Fault) -> Piece {
    var pieces: [Piece] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      if scalar == "$", place == scalars.count - 1 {
        place += 1
        break
      }
      pieces.append(try repetition(of: try atom()))
    }
    return .sequence(pieces)
  }

  private mutating func atom() throws(Fault) -> Piece {
    let scalar = scalars[place]
    place += 1
    switch scalar {
    case ".": return .scalar(.any)
    case "[": return .scalar(try characterClass())
    case "(": return try group()
    case "\\": return .scalar(try escape())
    case "*", "+", "?", "{":
      throw Fault(
        message: "'\(scalar)' has nothing to repeat; write '\\\(scalar)' for the character")
    case "^", "$":
      throw Fault(
        message: "'\(scalar)' stands inside; the pattern matches the whole value, so remove it")
    case "]", "}":
      throw Fault(message: "'\(scalar)' closes nothing; write '\\\(scalar)' for the character")
    default: return .scalar(ScalarSet(scalar))
    }
  }

  private mutating func group() throws(Fault) -> Piece {
    if next == "?" {
      let rest = scalars[(place + 1)...].prefix(2)
      if rest.first != ":" {
        let isLook =
          rest.first == "=" || rest.first == "!" || rest.elementsEqual(["<", "="])
          || rest.elementsEqual(["<", "!"])
        throw Fault(
          message: isLook
            ? "look-around is not allowed; describe the value itself"
            : "'(?' is allowed as '(?:' only; use a plain group")
      }
      place += 2
    }
    let piece = try choice()
    guard next == ")" else { throw Fault(message: "a '(' is not closed; add ')'") }
    place += 1
    return piece
  }

  private mutating func escape() throws(Fault) -> ScalarSet {
    guard let scalar = next else {
      throw Fault(message: "it ends in a backslash; write '\\\\' for the character")
    }
    place += 1
    if let set = ScalarSet.shorthand(scalar) { return set }
    if scalar == "k" || (scalar.value >= 0x30 && scalar.value <= 0x39) {
      throw Fault(message: "back-references are not allowed; write the part out again")
    }
    guard scalar.isASCII, scalar.value > 0x20, !scalar.properties.isAlphabetic else {
      throw Fault(message: "this character needs no backslash or has another meaning; use a class")
    }
    return ScalarSet(scalar)
  }

  private mutating func characterClass() throws(Fault) -> ScalarSet {
    var set = ScalarSet([])
    if next == "^" {
      set.isNegated = true
      place += 1
    }
    while let scalar = next, scalar != "]" {
      let (low, shorthand) = try classMember()
      if let shorthand {
        guard !shorthand.isNegated else {
          throw Fault(message: "'\\D', '\\W' and '\\S' cannot stand in '[ ]'; write the class out")
        }
        set.ranges += shorthand.ranges
      } else if next == "-", place + 1 < scalars.count, scalars[place + 1] != "]" {
        place += 1
        let (high, shorthand) = try classMember()
        guard shorthand == nil, low <= high else {
          throw Fault(message: "a range in '[ ]' runs backwards; write the smaller end first")
        }
        set.ranges.append(low.value...high.value)
      } else {
        set.ranges.append(low.value...low.value)
      }
    }
    guard next == "]" else { throw Fault(message: "a '[' is not closed; add ']'") }
    guard !set.ranges.isEmpty else {
      throw Fault(message: "'[]' is empty; name characters, ']' as '\\]'")
    }
    place += 1
    return set
  }

  private mutating func classMember() throws(Fault) -> (Unicode.Scalar, ScalarSet?) {
    guard let scalar = next else { throw Fault(message: "a '[' is not closed; add ']'") }
    if scalar == "[" {
      throw Fault(message: "'[' cannot stand in '[ ]'; write '\\[' for the character")
    }
    place += 1
    guard scalar == "\\" else { return (scalar, nil) }
    let set = try escape()
    if let single = set.ranges.first, set.ranges.count == 1, single.count == 1, !set.isNegated,
      let scalar = Unicode.Scalar(single.lowerBound)
    {
      return (scalar, nil)
    }
    return (scalar, set)
  }

  private mutating func repetition(of piece: Piece) throws(Fault) -> Piece {
    guard let (least, most) = try bounds() else { return piece }
    if most.map({ $0 > 1 }) ?? true, piece.repeats {
      throw Fault(
        message: "a repetition of a repetition is not allowed; use a class like '[a-z.]*'")
    }
    if let scalar = next, "*+?{".unicodeScalars.contains(scalar) {
      throw Fault(message: "two repetitions follow each other; keep one")
    }
    return .repeated(piece, least, most)
  }

  private mutating func bounds() throws(Fault) -> (Int, Int?)? {
    guard let scalar = next, "*+?{".unicodeScalars.contains(scalar) else { return nil }
    place += 1
    switch scalar {
    case "*": return (0, nil)
    case "+": return (1, nil)
    case "?": return (0, 1)
    default: return try numbers()
    }
  }

  /// The rest of `{m}`, `{m,}` or `{m,n}`.
  private mutating func numbers() throws(Fault) -> (Int, Int?) {
    let least = number()
    var most = least
    if next == "," {
      place += 1
      most = number()
      if most == nil, next == "}", let least {
        place += 1
        return (least, nil)
      }
    }
    guard let least, let most, next == "}", least <= most, most <= ValuePattern.limit else {
      throw Fault(
        message: "'{' needs numbers up to \(ValuePattern.limit), like '{1,9}'; write '\\{' for "
          + "the character")
    }
    place += 1
    return (least, most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = next, scalar.value >= 0x30, scalar.value <= 0x39, value ?? 0 < 1_000 {
      value = (value ?? 0) * 10 + Int(scalar.value - 0x30)
      place += 1
    }
    return value.flatMap { $0 <= ValuePattern.limit ? $0 : nil }
  }
}
