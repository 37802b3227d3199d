import Analysis
import ClusterModel
import Evaluation
import Intents
import Readers
import Samples
import Testing

/// Terms of the command line: what they stand for, and what is said about those that stand for nothing.
@Suite struct EndpointTests {
  private let sample: Sample

  init() {
    var sample = Sample()
    sample.declare("shop", ["team": "a"])
    sample.declare("store")
    sample.pod("shop/web", ["app": "web"], ports: [sample.port("http", 80)], population: .replicas)
    sample.pod("shop/api", ["app": "api"])
    sample.pod("store/api", ["app": "api"], addresses: ["10.0.0.7"])
    sample.pod("store/done", phase: .succeeded)
    let web = sample.pod("shop/one", ["app": "one"])
    sample.snapshot.pods[Int(web.rawValue)].name = sample.symbol("one-0")
    sample.snapshot.services.append(
      Service(
        name: sample.symbol("front"), namespace: sample.namespace("shop"),
        selector: sample.labels(["app": "web"]), place: .nowhere))
    sample.snapshot.services.append(
      Service(
        name: sample.symbol("idle"), namespace: sample.namespace("store"),
        selector: sample.labels(["app": "nobody"]), place: .nowhere))
    self.sample = sample
  }

  /// The pods by name and the addresses of what a term stands for; else what is wrong, and after `|` what is suggested.
  private func resolve(_ text: String, isSource: Bool = false) -> String {
    Self.resolve(text, in: sample, isSource: isSource)
  }

  private static func resolve(
    _ text: String, in sample: Sample, isSource: Bool = false
  ) -> String {
    var snapshot = sample.snapshot
    let groups = [Group(name: "WEB", term: .internet)]
    let term: EndpointTerm
    do throws(EndpointTermReader.Failure) {
      term = try EndpointTermReader(groups: groups).read(text, symbols: &snapshot.symbols)
    } catch {
      return error.message + " | " + (error.suggestion ?? "")
    }
    let assumptions = Assumptions(clusterCIDRs: [CIDR("10.0.0.0/16")].compactMap(\.self))
    let resolver = EndpointResolver(Cluster(snapshot, assumptions: assumptions))
    do throws(EndpointError) {
      let selection = try isSource ? resolver.resolveSource(term) : resolver.resolve(term)
      let pods = selection.pods.map { id in
        "\(snapshot.symbols[snapshot[snapshot[id].namespace].name])/\(snapshot.symbols[snapshot[id].name])"
      }
      let addresses = selection.addresses.values.flatMap(\.ranges).map { range in
        "\(IPAddress(family: .ipv4, bits: range.lowerBound))"
          + (range.count > 1 ? "-\(IPAddress(family: .ipv4, bits: range.upperBound))" : "")
      }
      let ports = selection.ports.text(symbols: snapshot.symbols)
      return (pods + addresses).joined(separator: " ") + (ports.isEmpty ? "" : " :" + ports)
    } catch {
      return error.message + " | " + (error.suggestion ?? "")
    }
  }

  @Test(arguments: [
    ("shop/web", "shop/web"), ("web", "shop/web"), ("deployment/web", "shop/web"),
    ("deploy/web", "shop/web"), ("Deployments/web", "shop/web"),
    ("shop/deployment/web", "shop/web"), ("pod/api -n store", "store/api"),
    ("api -n shop", "shop/api"), ("shop/one", "shop/one-0"), ("one-0", "shop/one-0"),
    ("pod/one-0 -n shop", "shop/one-0"), ("10.0.0.7", "store/api"),
    ("203.0.113.9", "203.0.113.9"), ("203.0.113.0/24", "203.0.113.0-203.0.113.255"),
    ("pods app=api in namespace shop", "shop/api"), ("any pod in namespace store", "store/api"),
    ("shop/web:80", "shop/web :80"), ("web:53/UDP", "shop/web :53/UDP"),
    ("web:http", "shop/web :http"), ("web:8080-8090", "shop/web :8080-8090"),
    ("web:80,443", "shop/web :80,443"), ("203.0.113.9:443", "203.0.113.9 :443"),
    ("pods app=api in namespace shop:80", "shop/api :80"),
  ])
  func termsStandForPodsAndAddresses(text: String, expected: String) {
    #expect(resolve(text) == expected)
  }

  @Test func builtInTermsAreThoseOfTheIntentLanguage() {
    #expect(!resolve("Internet").contains("shop"))
    #expect(resolve("external").hasPrefix("0.0.0.0-"))
    #expect(resolve("anyone").contains("shop/web"))
    #expect(resolve("WEB") == resolve("Internet"))
  }

  @Test(arguments: [
    ("shop/wbe", "no workload and no pod is named `shop/wbe` | did you mean shop/web?"),
    ("wbe", "no workload and no pod is named `wbe` | did you mean shop/web?"),
    ("store/web", "no workload and no pod is named `store/web` | did you mean shop/web?"),
    ("shpo/web", "no namespace is named `shpo` | did you mean shop?"),
    ("shop", "`shop` is a namespace, not a workload | did you mean any pod in namespace shop?"),
    ("api", "`api` may mean shop/api or store/api | write shop/api"),
    (
      "deploymnt/web",
      "`deploymnt` is neither a namespace nor a kind of workload here | did you mean deployment?"
    ),
    (
      "svc/front",
      "Service `front` passes flows on and is no end of them | name what is behind it: shop/web"
    ),
    (
      "front",
      "Service `front` passes flows on and is no end of them | name what is behind it: shop/web"
    ),
    (
      "store/idle",
      "Service `idle` passes flows on and is no end of them | it selects no pod"
    ),
    ("shop/WEB", "no workload and no pod is named `shop/WEB` | did you mean shop/web?"),
    (
      "shop/zebra",
      "no workload and no pod is named `shop/zebra` | there are shop/api, shop/one and shop/web"
    ),
    (
      "nowhere/one",
      "`nowhere` is neither a namespace nor a kind of workload here | did you mean shop/one?"
    ),
    (
      "nowhere/nobody",
      "`nowhere` is neither a namespace nor a kind of workload here | there are shop and store"
    ),
    ("", "nothing is named | write a workload, an address, or a term of the intent language"),
    (
      "web:8O",
      "`8O` is no port: expected at most 15 lower-case letters, digits and single `-`, at least one of them a letter, with a letter or digit at both ends | "
    ),
    ("store/done", "the pods of `store/done` have finished | "),
    ("pods app=nobody", "nobody is in `pods app=nobody` | "),
    (
      "10.0.0.9",
      "`10.0.0.9` lies inside assume.clusterCIDRs and is no known pod's address | name the pod or its workload"
    ),
    ("web:htp", "no port of `web` is named `htp` | did you mean http?"),
    ("web:0", "`0` is no port: expected 1 to 65535 | "),
    ("web:http/TPC", "`TPC` is no protocol: expected `TCP`, `UDP` or `SCTP` | did you mean TCP?"),
    (
      "Internet:http",
      "the port name `http` has no meaning for Internet: only containers name their ports | write the number"
    ),
    (
      "203.0.113.9:http",
      "the port name `http` has no meaning for 203.0.113.9: only containers name their ports | write the number"
    ),
    ("Internt", "no group is named `Internt` | did you mean Internet?"),
    ("WBE", "no group is named `WBE` | did you mean WEB?"),
  ])
  func mistakesNameWhatWasMeant(text: String, expected: String) {
    #expect(resolve(text) == expected)
  }

  @Test func twinsAreToldApartByTheirKind() {
    var twins = sample
    let pod = twins.pod("shop/web", ["app": "twin"])
    let workload = twins.snapshot[pod].workload
    twins.snapshot.workloads[Int(workload.rawValue)].kind = twins.symbol("StatefulSet")
    #expect(
      Self.resolve("shop/web", in: twins)
        == "`shop/web` may mean shop/deployment/web or shop/statefulset/web | write shop/deployment/web"
    )
    #expect(Self.resolve("shop/StatefulSet/web", in: twins) == "shop/web")
  }

  @Test func aSourceHasNoPorts() {
    #expect(
      resolve("web:80", isSource: true)
        == "`web:80` is a source: ports belong to the destination | ")
  }
}
