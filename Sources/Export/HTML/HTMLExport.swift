import Review
import Signing

/// A report as one HTML file for managers and auditors: what matters first, no script, nothing
/// loaded from elsewhere, for the screen and for paper.
struct HTMLExport {
  let text: String

  init(_ source: ExportSource) {
    let exported = ExportedReview(source)
    var page = HTMLPage.document()
    page.element(.html, [.lang: "en"]) { page in
      page.element(.head) { page in
        let verdict = exported.map {
          "\($0.verdict.words): review of \($0.review.header.environment)"
        }
        Self.addHead(
          verdict ?? "NOT VERIFIED: a review that cannot be read", isVerified: source.isVerified,
          to: &page)
      }
      page.element(.body, [.class: source.isVerified ? "verified" : "unverified"]) { page in
        if !source.isVerified { page.addWarning("Warning") }
        if let exported {
          Self.addBody(exported, to: &page)
        } else {
          Self.addNothing(source, to: &page)
        }
        page.newline()
      }
      page.newline()
    }
    page.newline()
    text = page.html
  }

  /// What each page says of itself before anything is shown.
  static func addHead(_ title: String, isVerified: Bool, to page: inout HTMLPage) {
    page.void(.meta, [.charset: "utf-8"])
    let sheets = HTMLStyle.sheets(isVerified: isVerified)
    page.void(.meta, [.httpEquiv: "Content-Security-Policy", .content: policy(for: sheets)])
    page.void(.meta, [.name: "viewport", .content: "width=device-width, initial-scale=1"])
    page.void(.meta, [.name: "color-scheme", .content: "light dark"])
    page.void(.meta, [.name: "referrer", .content: "no-referrer"])
    page.element(.title, title)
    page.style(sheets)
    page.newline()
  }

  /// Nothing is loaded, run or sent; the style is known by its digest.
  private static func policy(for sheets: [StaticString]) -> String {
    var hash = SHA256State()
    for sheet in sheets { hash.update(Array(sheet.description.utf8)) }
    return "default-src 'none'; style-src 'sha256-\(Base64.encode(hash.digest()))'; "
      + "base-uri 'none'; form-action 'none'"
  }

  private static func addBody(_ exported: ExportedReview, to page: inout HTMLPage) {
    page.element(.div, [.class: "skip"]) { page in
      page.link(to: HTMLPage.Place.main) { $0.text("Skip to the summary") }
    }
    page.addHeader(exported)
    page.addContents(exported)
    page.element(.main, [.id: HTMLPage.Place.main]) { page in
      page.addSummary(exported)
      page.addFindings(exported)
      page.addOpenItems(exported)
      page.addSteps(exported)
      page.addExclusions(exported)
      page.addFacts(exported)
      page.addSignatures(exported)
      page.addChecklists(exported)
      page.addReceipt(exported)
      page.newline()
    }
    page.addFooter(exported.source)
  }

  private static func addNothing(_ source: ExportSource, to page: inout HTMLPage) {
    page.element(.main) { page in
      page.element(.h1, "Post-deployment review that cannot be read")
      page.element(.p) { page in
        page.text("Nothing of the report ")
        page.code(source.name)
        page.text(" can be relied on or shown.")
      }
      page.addFaults(source)
    }
    page.addFooter(source)
  }
}
