import ArgumentParser
import Export
import Report
import Review
import ReviewUI
import Signing
import Terminal

/// Drives the start screen: events to the pure state, its effects outside, its frames out.
final class StartReview {
  /// What is done between two keys.
  private enum Task {
    case signer
    case checklists
  }

  private let identity: IdentityOptions
  private let trust: TrustOptions
  private let terminal: Terminal
  private var screen: StartScreen
  private var folder = ReportFolder()
  private var tasks: [Task] = [.checklists, .signer]
  private var policy = VerificationPolicy(moment: Clock.now)
  /// The signal that ended a walk.
  private var signal: Int32?
  private var hasFailed = false
  private var receipts: [String: [String]] = [:]

  init(identity: IdentityOptions, trust: TrustOptions, terminal: Terminal) {
    self.identity = identity
    self.trust = trust
    self.terminal = terminal
    let size = terminal.size
    screen = StartScreen(
      StartScreen.Setting(
        folder: Surroundings.folder, hasTrustList: trust.path != nil,
        formats: ExportFormat.allCases.map {
          StartScreen.Format(name: $0.rawValue, ending: $0.fileEnding)
        },
        usual: ChecklistFinder.usual),
      columns: size.columns, rows: size.rows)
  }

  /// What a person keeps of the reports that were written to.
  var saved: [String] { receipts.sorted { $0.key < $1.key }.flatMap(\.value) }

  /// Shows the screen until the reader leaves, a signal comes or the terminal is gone.
  ///
  /// - Returns: the exit code.
  func walk() async -> Int32 {
    readTrust()
    look()
    draw()
    while !screen.hasLeft, signal == nil {
      let isIdle = tasks.isEmpty && folder.unread.isEmpty
      switch terminal.nextEvent(timeout: isIdle ? nil : .zero) {
      case .key(let key): await take(.key(KeyPress(key)))
      case .text(let character): await take(.key(.character(character)))
      case .paste(let text): await take(.paste(text))
      case .resize(let columns, let rows): await take(.resize(columns: columns, rows: rows))
      case .signal(2): await take(.key(.control("C")))
      case .signal(let number): signal = number
      case .ended: signal = ScreenReview.hangUp
      case .timeout: await goOn()
      }
      draw()
    }
    return code
  }

  // As documented for a disk that failed and for a signal.
  private var code: Int32 {
    hasFailed ? Report.ExitCode.inputOutput.rawValue : signal.map { 128 + $0 } ?? 0
  }

  private func draw() {
    terminal.draw(screen.render(glyphs: terminal.glyphs))
  }

  private func look() {
    policy.moment = Clock.now
    _ = screen.update(.found(folder.look(), at: policy.moment))
  }

  // One thing at a time, so that a key never waits for all of them.
  private func goOn() async {
    switch tasks.popLast() {
    case .signer:
      let name = await identity.principal()
      _ = screen.update(.signer(name))
    case .checklists:
      _ = screen.update(.checklists(await ChecklistFinder().all()))
    case nil:
      if let report = folder.readNext(policy) { _ = screen.update(.read(report)) }
    }
  }

  // A list that cannot be used is told; nobody is trusted by it.
  private func readTrust() {
    do {
      policy = try trust.policy()
    } catch {
      _ = screen.update(.refused(error.message))
    }
  }

  private func take(_ event: StartEvent) async {
    var waiting = screen.update(event)
    while !waiting.isEmpty {
      let effect = waiting.removeFirst()
      if let result = await carryOut(effect) { waiting += screen.update(result) }
    }
  }

  private func carryOut(_ effect: StartEffect) async -> StartEvent? {
    switch effect {
    case .resume(let name):
      return await tellingFaults {
        let identity = try await self.identity.resolve()
        let file = try self.released(identity) { () throws(ReportError) in
          try Writing.open(name, identity: identity)
        }
        return await self.walk(through: file, entries: file.openedWith)
      }
    case .make(let new):
      return await tellingFaults {
        var making = try MakingOptions.parse([])
        making.checklists = new.checklists
        making.profile = new.profile
        making.requireApprovals = new.approvals
        let found = try await making.find()
        let identity = try await self.identity.resolve()
        let file = try self.released(identity) { () throws(ReportError) in
          try making.make(found, environment: new.environment, identity: identity)
        }
        return await self.walk(through: file, entries: [])
      }
    case .verify(let name, let trustList):
      return await tellingFaults { try self.verdict(on: name, trustList) }
    case .export(let name, let format, let path):
      return await tellingFaults { try self.export(name, format, Surroundings.expanded(path)) }
    case .complete(let path):
      return PathCompletion.rest(of: path).map { .paste($0) }
    case .lookAgain:
      terminal.redraw()
      look()
      tasks.append(.checklists)
    case .suspend:
      terminal.suspend()
      return sizeNow
    }
    return nil
  }

  /// Puts the screen away while a key may ask for something.
  private func released<Result>(
    _ identity: Identity, _ body: () throws(ReportError) -> Result
  ) throws(ReportError) -> Result {
    identity.signer.usesTerminal ? try terminal.withReleased(body) : try body()
  }

  private var sizeNow: StartEvent {
    let size = terminal.size
    return .resize(columns: size.columns, rows: size.rows)
  }

  private func tellingFaults(_ body: () async throws -> StartEvent) async -> StartEvent {
    do {
      return try await body()
    } catch let error as ReportError {
      return refused(error.message)
    } catch let fault as KeyFault {
      return refused(fault.message)
    } catch {
      return refused("\(error)")
    }
  }

  private func refused(_ message: String) -> StartEvent {
    .refused(([message] + Console.takeHeld()).filter { !$0.isEmpty }.joined(separator: " "))
  }

  private func walk(through file: ReportFile, entries: [Entry]) async -> StartEvent {
    let before = file.openedWith.last?.seq ?? -1
    let review = ScreenReview(
      report: file, entries: entries,
      earlier: EarlierReport.noted(for: file)?.compared(with: file), terminal: terminal)
    signal = await review.walk()
    let sign = { Leaving.sign(file, code: self.signal ?? 0) }
    let isSigned = file.signsOnTerminal ? terminal.withReleased(sign) : sign()
    Writing.seen.note(file.receipt)
    let path = file.location.path
    let hasWritten = file.receipt.seq > before
    if hasWritten { receipts[path] = Leaving.saved(file, drafts: review.draftedSteps) }
    _ = screen.update(sizeNow)
    look()
    if let failure = file.failure {
      hasFailed = true
      Console.say(failure.message)
      return .refused(failure.message)
    }
    guard isSigned else {
      hasFailed = true
      return refused("")
    }
    return .done(hasWritten ? "Saved: \(path)." : "", report: path)
  }

  private func verdict(on name: String, _ trustList: String) throws -> StartEvent {
    var trust = trust
    if !trustList.isEmpty { trust.allowedSigners = Surroundings.expanded(trustList) }
    let judged = JudgedReport(name, policy: try trust.policy())
    let list = trust.path.map { "with the trust list \($0)" } ?? "without a trust list"
    return .verdict(
      title: "Verified \(list)",
      judged.lines + (judged.notice.map { ["  " + $0] } ?? []))
  }

  private func export(_ name: String, _ format: String, _ path: String) throws -> StartEvent {
    guard let format = ExportFormat(rawValue: format) else { return .refused("no such form") }
    let policy = try trust.policy()
    let judged = JudgedReport(name, policy: policy)
    // What is said of a report that does not verify is what V shows.
    defer { _ = Console.takeHeld() }
    let text = try judged.exported(as: format, policy: policy)
    try NewFile.write(Array(text.utf8), to: path, replaces: false)
    return .done("Written: \(path).")
  }
}
