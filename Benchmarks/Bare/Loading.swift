import Checklist
import Report
import Yams

/// Reading a checklist by every rule, beside the bare parser with its basic resolver.
func loading(_ path: String) throws -> Comparison {
  let source = ChecklistSource(name: path, path: path, bytes: try ReportBytes.read(path))
  let text = String(decoding: source.bytes, as: UTF8.self)
  var comparison = Comparison()
  for _ in 0..<9 {
    try comparison.round {
      let root = try Yams.compose(yaml: text, .basic)
      precondition(root != nil)
    } ours: {
      let (set, _) = ChecklistReader.read([source], rules: .full)
      precondition(set != nil)
    }
  }
  return comparison
}
