// What a part of the program takes, beside the bare work in it, in turn in one process. Prints
// milliseconds, medians of the rounds: BARE OURS.
//
//   BareBenchmark load FILE
//   BareBenchmark save FOLDER COUNT FILE…
//   BareBenchmark verify FOLDER COUNT FILE…
//
// COUNT is how many answers the report has.

let words = Array(CommandLine.arguments.dropFirst())
let count = words.count > 2 ? Int(words[2]) ?? 0 : 0
let files = Array(words.dropFirst(3))
let figures: Comparison =
  switch words.first {
  case "load": try loading(words[1])
  case "save": try saving(in: words[1], after: count, checklists: files)
  case "verify": try verifying(in: words[1], count: count, checklists: files)
  default: Comparison()
  }
print(figures.bare, figures.ours)
