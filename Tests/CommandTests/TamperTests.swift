import Testing

/// A complete report that somebody changed, through the real binary: a sample of what the tests of
/// the report do to every byte and line.
@Suite struct TamperTests {
  /// Codes of many variants of a report, in few runs of the binary.
  private func codes(of variants: [[UInt8]], on machine: Machine) throws -> [Int32] {
    var codes: [Int32] = []
    for start in stride(from: 0, to: variants.count, by: 100) {
      let names = (start..<min(start + 100, variants.count)).map { "v/\($0).report.jsonl" }
      for (name, variant) in zip(names, variants[start...]) { try machine.write(variant, name) }
      let outcome = try machine.execute(
        Machine.binary,
        [
          "verify", "--json", "--allowed-signers", "allowed_signers", "--evidence",
          machine.path("prod-2026-11-20.evidence"),
        ] + names)
      #expect(!outcome.wasKilled)
      #expect(outcome.lines.count == names.count)
      for line in outcome.lines {
        let code = try #require(line.firstMatch(of: /^{"code":([0-9]+),/)?.output.1)
        codes.append(try #require(Int32(code)))
      }
    }
    return codes
  }

  private func complete() throws -> (machine: Machine, bytes: [UInt8], lines: [[UInt8]]) {
    let machine = try Machine()
    try Tiny.complete(machine)
    let bytes = try machine.read(Tiny.report)
    let lines = bytes.split(separator: 0x0A).map { Array($0) + [0x0A] }
    return (machine, bytes, lines)
  }

  @Test func theReportItselfIsComplete() throws {
    let (machine, bytes, _) = try complete()
    #expect(try codes(of: [bytes], on: machine) == [0])
  }

  @Test func aChangedByte() throws {
    let (machine, bytes, lines) = try complete()
    // Each line's first and last bytes, and a stride through all others.
    var places = Set(stride(from: 0, to: bytes.count, by: bytes.count / 150))
    var start = 0
    for line in lines {
      places.formUnion([
        start, start + line.count / 2, start + line.count - 2, start + line.count - 1,
      ])
      start += line.count
    }
    for change in [UInt8(1), 0x20, 0x80] {
      let sorted = places.sorted()
      let variants = sorted.map { place in
        var variant = bytes
        variant[place] ^= change
        return variant
      }
      for (place, code) in zip(sorted, try codes(of: variants, on: machine)) {
        let isLast = place == bytes.count - 1
        #expect(
          code == 20 || code == 21 || isLast && code == 12, "byte \(place) ^ \(change): \(code)")
      }
    }
    // A NUL within the last two lines is what a crash leaves, anywhere else it is none. In place of
    // the LF before them it makes two lines of three, and is within the last two.
    let tail = bytes.count - lines.suffix(2).joined().count
    let zeros = [tail - 1, tail - 2, 5, tail, tail + 9, bytes.count - 2].map { place in
      var variant = bytes
      variant[place] = 0
      return variant
    }
    #expect(try codes(of: zeros, on: machine) == [12, 21, 21, 12, 12, 12])
  }

  @Test func aCutTail() throws {
    let (machine, bytes, lines) = try complete()
    let whole = (1..<lines.count).map { Array(lines.prefix($0).joined()) }
    for (count, code) in zip(1..<lines.count, try codes(of: whole, on: machine)) {
      #expect(code == 10 || code == 11, "\(count) lines: \(code)")
    }
    let last = lines[lines.count - 1].count
    let torn = stride(from: 1, to: last, by: last / 10).map { Array(bytes.dropLast($0)) }
    for code in try codes(of: torn, on: machine) { #expect(code == 12) }
  }

  @Test func aLineCutOutSwappedOrAdded() throws {
    let (machine, _, lines) = try complete()
    var cut: [[UInt8]] = []
    var swapped: [[UInt8]] = []
    var added: [[UInt8]] = []
    for place in 1..<(lines.count - 1) {
      var without = lines
      without.remove(at: place)
      cut.append(Array(without.joined()))
      var turned = lines
      turned.swapAt(place, place + 1)
      swapped.append(Array(turned.joined()))
    }
    for place in 0...lines.count {
      for source in [lines[place % lines.count], Array("{}\n".utf8), [0x0A]] {
        var more = lines
        more.insert(source, at: place)
        added.append(Array(more.joined()))
      }
    }
    for (place, code) in zip(1..., try codes(of: cut, on: machine)) {
      #expect(code == 20 || code == 21, "line \(place + 1) cut out: \(code)")
    }
    for (place, code) in zip(1..., try codes(of: swapped, on: machine)) {
      #expect(code == 20 || code == 21, "lines \(place + 1) and \(place + 2) swapped: \(code)")
    }
    for code in try codes(of: added, on: machine) { #expect([11, 20, 21].contains(code)) }
  }
}
