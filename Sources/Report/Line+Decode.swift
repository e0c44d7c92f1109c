import Checklist
import Review
import Signing

extension Line {
  /// Whether the reader takes lines that are going to be written.
  ///
  /// One that it refuses would spoil the whole report for ever.
  static func check(_ bytes: [UInt8]) throws(LineFields.Fault) {
    var start = 0
    while let end = bytes[start...].firstIndex(of: 0x0A) {
      _ = try decode(bytes[start..<end])
      start = end + 1
    }
  }

  /// A header line to be checked in place of the real one: the texts of its checklists, nearly
  /// all of it, may hold anything.
  static func withoutTexts(_ header: Header, at time: Timestamp) -> [UInt8] {
    var header = header
    for index in header.checklists.indices { header.checklists[index].text = "" }
    var bytes: [UInt8] = []
    let entry = Entry(seq: 0, time: time, event: .header(header))
    Line(entry: entry, prev: LineChain().digest).encode(into: &bytes)
    return bytes
  }

  /// Reads one line without its LF: canonical form, closed fields, every value's own rule.
  static func decode(_ bytes: ArraySlice<UInt8>) throws(LineFields.Fault) -> Line {
    let value: JSONValue
    do {
      value = try CanonicalJSON.decode(bytes, depthLimit: FormatLimits.nesting)
    } catch {
      throw LineFields.Fault(message: "\(error.message) (byte \(error.offset + 1) of the line)")
    }
    guard case .object(let members) = value else {
      throw LineFields.Fault(message: "the line is no JSON object")
    }
    guard let member = members.first(where: { $0.key == "type" }),
      case .string(let type) = member.value
    else { throw LineFields.Fault(message: "the line has no type") }
    guard let names = fieldNames[type] else {
      throw LineFields.Fault(message: "the line's type \(LineFields.quoted(type)) is unknown")
    }
    let common = type == "sig" ? ["type", "seq", "prev"] : ["type", "seq", "prev", "time"]
    let fields = try LineFields(value, of: "a line of type \(type)", exactly: common + names)
    let time =
      type == "sig"
      ? nil
      : Timestamp(
        try fields.text("time", "YYYY-MM-DDTHH:MM:SSZ of a real day") { Timestamp($0) != nil })
    return Line(
      entry: Entry(
        seq: try fields.count("seq"), time: time, event: try event(type, fields)),
      prev: try fields.sha256("prev"))
  }

  private static let fieldNames: [String: [String]] = [
    "header": ["format", "report", "environment", "profile", "checklists", "requires", "tool"],
    "session": ["signer", "key", "host"],
    "fact": ["fact", "value"],
    "answer": ["step", "outcome", "comment", "record", "plan"],
    "evidence": [
      "step", "name", "sha256", "size", "media_type", "source", "text", "command", "exit",
    ],
    "retract": ["of", "reason"],
    "recovered": ["bytes", "sha256"],
    "seal": ["counts", "steps", "open"],
    "reopen": ["reason"],
    "intent": ["signer", "name", "role", "decision", "meaning"],
    "sig": ["ns", "sshsig"],
  ]

  private static func event(
    _ type: String, _ fields: LineFields
  ) throws(LineFields.Fault) -> Event {
    switch type {
    case "header":
      return .header(try header(fields))
    case "session":
      return .session(
        Session(
          signer: try principal(fields), key: try fingerprint(fields),
          host: try fields.text("host")))
    case "fact":
      return .fact(
        FactValue(
          fact: try identifier("fact", fields),
          value: try fields.text(
            "value", "at most 200 of A-Z a-z 0-9 . _ : / @ % + , = -",
            where: FactValue.isValid)))
    case "answer":
      return .answer(try answer(fields))
    case "evidence":
      return .evidence(try evidence(fields))
    case "retract":
      return .retract(
        Retraction(of: try fields.count("of"), reason: try fields.text("reason")))
    case "recovered":
      return .recovered(
        Recovery(bytes: try fields.count("bytes"), sha256: try fields.sha256("sha256")))
    case "seal":
      return .seal(try seal(fields))
    case "reopen":
      return .reopen(Reopening(reason: try fields.text("reason")))
    case "intent":
      return .intent(try intent(fields))
    default:
      return .signature(
        SignatureLine(
          namespace: try fields.word("ns", of: SignatureLine.Namespace.self),
          sshsig: try fields.text("sshsig", "canonical base64") {
            Base64.decodeCanonical($0) != nil
          }, key: ""))
    }
  }

  private static func header(_ fields: LineFields) throws(LineFields.Fault) -> Header {
    _ = try fields.text("format", Header.format) { $0 == Header.format }
    let values = try fields.array("checklists")
    guard !values.isEmpty else { throw LineFields.Fault(message: "checklists is empty") }
    var files: [Header.File] = []
    for value in values {
      let file = try LineFields(value, of: "a checklist", exactly: ["name", "sha256", "text"])
      files.append(
        Header.File(
          name: try pathComponent(file), sha256: try file.sha256("sha256"),
          text: try file.text("text")))
    }
    guard Set(files.map { Array($0.name.utf8) }).count == files.count else {
      throw LineFields.Fault(message: "two checklists have the same name")
    }
    let requires = try LineFields(
      fields.value("requires"), of: "requires", exactly: ["review", "approve"])
    return Header(
      report: try fields.text("report", "a UUID in lower case", where: isUUID),
      environment: try fields.filledText("environment"),
      profile: try fields.word("profile", of: Profile.self), checklists: files,
      requiredReviews: try requires.integer("review", in: 1...99),
      requiredApprovals: try requires.integer("approve", in: 0...99),
      tool: try fields.text("tool", "postflight/ and 1 to 100 printable characters") { tool in
        let rest = tool.utf8.dropFirst("postflight/".utf8.count)
        return tool.utf8.starts(with: "postflight/".utf8) && (1...100).contains(rest.count)
          && rest.allSatisfy { (0x20...0x7E).contains($0) }
      })
  }

  private static func answer(_ fields: LineFields) throws(LineFields.Fault) -> Answer {
    let outcome = try fields.word("outcome", of: Outcome.self)
    var plan: Plan?
    if !fields.isNull("plan") {
      guard outcome == .fail else {
        throw LineFields.Fault(message: "a plan stands with an outcome that is not fail")
      }
      let inner = try LineFields(
        fields.value("plan"), of: "plan", exactly: ["kind", "owner", "until", "reason"])
      guard let until = CalendarDay(try inner.text("until")) else {
        throw LineFields.Fault(message: "until is not YYYY-MM-DD of a real day")
      }
      plan = Plan(
        kind: try inner.word("kind", of: Plan.Kind.self), owner: try inner.text("owner"),
        until: until, reason: try inner.text("reason"))
    }
    return Answer(
      step: try identifier("step", fields), outcome: outcome,
      comment: try fields.text("comment"), record: try fields.text("record"), plan: plan)
  }

  private static func evidence(_ fields: LineFields) throws(LineFields.Fault) -> Evidence {
    let source: Evidence.Source
    switch try fields.text("source") {
    case "file" where ["text", "command", "exit"].allSatisfy(fields.isNull):
      source = .file
    case "text" where fields.isNull("command") && fields.isNull("exit"):
      source = .text(try fields.text("text"))
    case "command":
      source = .command(
        output: try fields.text("text"), line: try fields.text("command"),
        exit: try fields.integer("exit", in: 0...255))
    case "file", "text":
      throw LineFields.Fault(message: "text, command and exit do not fit the source")
    default:
      throw LineFields.Fault(message: "source is none of file, text, command")
    }
    return Evidence(
      step: try identifier("step", fields), name: try pathComponent(fields),
      sha256: try fields.sha256("sha256"), size: try fields.count("size"),
      mediaType: try fields.text("media_type", "type/subtype", where: isMediaType),
      source: source)
  }

  private static func seal(_ fields: LineFields) throws(LineFields.Fault) -> Seal {
    let counts = try LineFields(
      fields.value("counts"), of: "counts",
      exactly: ["pass", "fail", "not_applicable", "not_checked"])
    var open: [String] = []
    for value in try fields.array("open") {
      guard case .string(let step) = value, Identifier.isValid(step) else {
        throw LineFields.Fault(message: "open names something that is no identifier")
      }
      open.append(step)
    }
    return Seal(
      counts: Counts(
        pass: try counts.count("pass"), fail: try counts.count("fail"),
        notApplicable: try counts.count("not_applicable"),
        notChecked: try counts.count("not_checked")),
      steps: try fields.count("steps"), open: open)
  }

  private static func intent(_ fields: LineFields) throws(LineFields.Fault) -> Intent {
    let role = try fields.word("role", of: Intent.Role.self)
    let decision = try fields.word("decision", of: Intent.Decision.self)
    guard (role == .review) == (decision == .performed) else {
      throw LineFields.Fault(
        message: "the decision \(decision.rawValue) does not belong to the role \(role.rawValue)")
    }
    return Intent(
      signer: try principal(fields), name: try pathComponent(fields, slashes: true), role: role,
      decision: decision, meaning: try fields.filledText("meaning"))
  }

  private static func identifier(
    _ name: String, _ fields: LineFields
  ) throws(LineFields.Fault) -> String {
    try fields.text(name, "an identifier", where: Identifier.isValid)
  }

  private static func principal(_ fields: LineFields) throws(LineFields.Fault) -> String {
    try fields.text("signer", "a principal", where: Principal.isValid)
  }

  private static func fingerprint(_ fields: LineFields) throws(LineFields.Fault) -> String {
    try fields.text("key", "SHA256: and 43 characters", where: isFingerprint)
  }

  private static func pathComponent(
    _ fields: LineFields, slashes: Bool = false
  ) throws(LineFields.Fault) -> String {
    let name = try fields.filledText("name")
    guard slashes || !name.utf8.contains(UInt8(ascii: "/")) else {
      throw LineFields.Fault(message: "name holds a slash")
    }
    return name
  }

  private static func isFingerprint(_ text: String) -> Bool {
    let rest = text.utf8.dropFirst(7)
    return text.utf8.starts(with: "SHA256:".utf8) && rest.count == 43
      && rest.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
      }
  }

  private static func isUUID(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 36
      && bytes.indices.allSatisfy { index in
        [8, 13, 18, 23].contains(index)
          ? bytes[index] == UInt8(ascii: "-") : LineFields.isLowerHex(bytes[index])
      }
  }

  private static func isMediaType(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let others = Array("!#$&^_.+-".utf8)
    return parts.count == 2
      && parts.allSatisfy { part in
        guard let first = part.first, isLowerOrDigit(first) else { return false }
        return part.allSatisfy { isLowerOrDigit($0) || others.contains($0) }
      }
  }

  private static func isLowerOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
