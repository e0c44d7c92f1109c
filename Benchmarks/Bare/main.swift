// What a part of the program takes, beside the bare work in it, in turn in one process. Prints
// milliseconds, medians of the rounds: BARE OURS.
//
//   BareBenchmark load FILE
//   BareBenchmark save FOLDER FILE…
//   BareBenchmark verify FOLDER FILE…

let words = Array(CommandLine.arguments.dropFirst())
let files = Array(words.dropFirst(2))
let figures: Comparison =
  switch words.first {
  case "load": try loading(words[1])
  case "save": try saving(in: words[1], checklists: files)
  case "verify": try verifying(in: words[1], checklists: files)
  default: Comparison()
  }
print(figures.bare, figures.ours)
