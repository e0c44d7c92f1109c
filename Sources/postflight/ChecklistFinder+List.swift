import Checklist
import Report
import ReviewUI

extension ChecklistFinder {
  /// Every checklist that an identifier can name and that has steps; of two with one identifier
  /// the one that `run` would take.
  func all() async -> [ListedChecklist] {
    var taken: Set<String> = []
    var found: [ListedChecklist] = []
    for (folder, origin) in zip(Surroundings.checklistFolders, Self.origins) {
      for file in ReportFiles.names(in: folder)
      where file.hasSuffix(".yaml") || file.hasSuffix(".yml") {
        let path = folder + "/" + file
        guard let listed = await list(path, file: file, origin: origin, taken: &taken) else {
          continue
        }
        found.append(listed)
      }
    }
    for source in Self.shipped {
      guard let id = Self.field("id", of: source), !taken.contains(id),
        let listed = await list(id, file: source.name, origin: "shipped", taken: &taken)
      else { continue }
      found.append(listed)
    }
    return found
  }

  // In the order of the folders in which they are looked for.
  private static let origins = ["./checklists", "data folder", "share folder"]

  private func list(
    _ reference: String, file: String, origin: String, taken: inout Set<String>
  ) async -> ListedChecklist? {
    do {
      let sources = try gather([reference])
      guard let first = sources.first else { return nil }
      let id = Self.field("id", of: first) ?? file
      guard taken.insert(id).inserted else { return nil }
      let (set, diagnostics) = await Self.read(sources)
      guard let set, let checklist = set.checklists.first else {
        let fault = diagnostics.first { $0.level == .error }?.description ?? "it cannot be read"
        return faulty(reference, id, file, origin, fault)
      }
      if checklist.sections.isEmpty { return nil }
      return ListedChecklist(checklist, reference: reference, origin: origin)
    } catch {
      return taken.insert(file).inserted
        ? faulty(reference, file, file, origin, error.message) : nil
    }
  }

  private func faulty(
    _ reference: String, _ id: String, _ file: String, _ origin: String, _ fault: String
  ) -> ListedChecklist {
    ListedChecklist(
      reference: reference, id: id, title: file, version: "", origin: origin, sizes: [:],
      fault: fault)
  }
}
