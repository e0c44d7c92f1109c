import Checklist
import Testing

/// An environment as teams build it: its name and what its operator answers.
struct Environment: CustomTestStringConvertible, Sendable {
  let name: String
  let facts: [String: String]

  var testDescription: String { name }

  // The answers stand in the order of `environment.yaml`; `-` where a fact is not asked.
  private init(_ name: String, _ answers: String) {
    self.name = name
    let ids = [
      "provider", "platform", "terraform", "geo", "db", "pgbouncer", "gitaly", "redis", "search",
      "registry", "runners", "exposure", "tier",
    ]
    let values = answers.split(separator: " ").map(String.init)
    facts = Dictionary(uniqueKeysWithValues: zip(ids, values)).filter { $0.value != "-" }
  }

  /// Whether a step at this place comes when everything is asked.
  func asks(_ placed: ChecklistSet.PlacedStep) -> Bool {
    placed.sectionWhen.holds { facts[$0] } && placed.step.when.holds { facts[$0] }
  }

  //                     provider platform tf geo db pgb gitaly redis search registry runners …
  static let twelve = [
    Environment(
      "aws-omnibus",
      "aws omnibus yes no omnibus yes cluster omnibus no yes yes internet premium"),
    Environment(
      "aws-services",
      "aws omnibus yes no cloud - sharded cloud yes yes yes private ultimate"),
    Environment(
      "aws-hybrid",
      "aws hybrid yes no omnibus yes cluster omnibus no yes yes internet premium"),
    Environment(
      "aws-hybrid-services",
      "aws hybrid yes no cloud - cluster cloud yes yes yes private ultimate"),
    Environment(
      "aws-geo",
      "aws omnibus yes yes cloud - cluster cloud yes yes yes internet ultimate"),
    Environment(
      "gcp-ansible",
      "gcp omnibus no no omnibus no sharded omnibus no no yes internet free"),
    Environment(
      "gcp-hybrid",
      "gcp hybrid yes no omnibus yes cluster omnibus no yes yes private premium"),
    Environment(
      "gcp-hybrid-geo",
      "gcp hybrid yes yes cloud - cluster omnibus yes yes yes internet ultimate"),
    Environment(
      "azure-omnibus",
      "azure omnibus yes no omnibus yes sharded omnibus no no yes private free"),
    Environment(
      "azure-services",
      "azure omnibus yes no cloud - cluster omnibus yes yes yes internet premium"),
    Environment(
      "own-servers",
      "custom omnibus no no omnibus yes cluster omnibus no yes yes private premium"),
    Environment(
      "own-servers-small",
      "custom omnibus no no cloud - sharded cloud no no no private free"),
  ]
}
