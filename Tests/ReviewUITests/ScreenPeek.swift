import Testing
import TextGrid
@testable import ReviewUI

@Test func peek() throws {
  var story = try ScreenStory(columns: 80, rows: 24)
  func show(_ t: String) { print("=== \(t)"); for r in story.screen.render(glyphs: .unicode).textRows { print(r) } }
  show("start"); story.press("1"); show("after1"); story.press("<enter>prod<enter>"); show("prefix"); story.press("1")
  show("step"); story.press("fcNever done.<c-s>"); show("failed"); story.press("]<tab>"); show("outline"); story.press("?"); show("help"); story.press("<esc>:com"); show("palette")
  story.press("<esc>F"); show("facts"); story.press("<esc>S"); show("seal")
  story = try ScreenStory(columns: 140, rows: 40); story.press("1<enter>prod<enter>1f"); show("wide")
}
