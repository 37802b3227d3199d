import ClusterModel
import Intents
import Samples

@testable import Verification

/// Runs a verification over a sample, with room for a wrong engine.
struct Run {
  var sample: Sample
  var assumptions = Assumptions(ipFamilies: [.ipv4])
  var options = VerificationOptions(today: day("2026-06-01"))

  func file(_ intents: [Intent]) -> IntentFile {
    IntentFile(file: FileID(rawValue: 0), assumptions: assumptions, intents: intents)
  }

  func result(_ intents: [Intent]) async -> VerificationResult {
    await Verifier(sample.snapshot, [file(intents)], options).run()
  }

  func outcome(_ claim: Claim) async -> Outcome {
    await outcome(Intent(sentence: "test", claim: claim, place: place))
  }

  func outcome(_ intent: Intent) async -> Outcome {
    await result([intent]).outcomes[0]
  }

  var place: Place { Place(file: FileID(rawValue: 0), document: 1, line: 1, column: 1) }
}

func day(_ text: String) -> CalendarDay {
  guard let day = CalendarDay(text) else { preconditionFailure("`\(text)` is no day") }
  return day
}

/// A web shop: web reaches api by a rule, db is open.
struct Shop {
  var run: Run
  var web: Group
  var api: Group
  var db: Group
  var nobody: Group

  init() {
    var sample = Sample()
    sample.declare("shop", ["team": "shop"])
    sample.declare("batch", ["team": "batch"])
    let http = sample.port("http", 3000)
    sample.pod("shop/web", ["app": "web"], population: .replicas)
    sample.pod("shop/api", ["app": "api"], ports: [http], population: .replicas)
    sample.pod("shop/db", ["app": "db"])
    sample.pod("batch/job", ["app": "job"])
    sample.policy(
      "shop/api", pods: sample.selector(["app": "api"]),
      ingress: [
        sample.rule(
          [sample.peer(pods: sample.selector(["app": "web"]))],
          ports: [NetworkPolicyPort(port: .number(3000))])
      ])
    web = sample.group("WEB", namespace: "shop", ["app": "web"])
    api = sample.group("API", namespace: "shop", ["app": "api"])
    db = sample.group("DB", namespace: "shop", ["app": "db"])
    nobody = sample.group("NOBODY", namespace: "shop", ["app": "nobody"])
    run = Run(sample: sample)
  }

  func target(_ group: Group, _ port: UInt16? = nil) -> Target {
    Target(
      group: group,
      ports: port.map { .list([PortTerm(.numbers($0...$0))]) } ?? .all)
  }
}
