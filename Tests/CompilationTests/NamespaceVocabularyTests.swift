import ClusterModel
import Intents
import Testing

@testable import Compilation

@Suite struct NamespaceVocabularyTests {
  private var symbols = SymbolTable()
  private var snapshot = Snapshot()

  private mutating func words(
    selector: LabelSelector, claims: [Claim] = []
  ) -> NamespaceVocabulary {
    let place = Place(file: FileID(rawValue: 0), document: 1, line: 1, column: 1)
    let peer = NetworkPolicyPeer(namespaceSelector: selector, place: place)
    snapshot.networkPolicies = [
      NetworkPolicy(
        name: symbols.intern("policy"), namespace: NamespaceID(rawValue: 0),
        ingress: [NetworkPolicyRule(peers: [peer], place: place)], place: place)
    ]
    snapshot.symbols = symbols
    return NamespaceVocabulary(snapshot, claims: claims)
  }

  private mutating func pair(_ key: String, _ value: String) -> Labels.Pair {
    Labels.Pair(key: symbols.intern(key), value: symbols.intern(value))
  }

  @Test mutating func namesThatAreTakenAreNoWords() {
    let shop = symbols.intern("shop")
    snapshot.namespaces = [Namespace(name: shop)]
    let names = LabelSelector(matchLabels: [
      pair("kubernetes.io/metadata.name", "shop"), pair("kubernetes.io/metadata.name", "lab"),
    ])
    let lab = symbols.intern("lab")
    let words = words(selector: names)
    #expect(words.keys == [])
    #expect(words.names == [lab])
    #expect(words.code(ofName: lab) == 1)
    #expect(words.code(ofName: shop) == nil)
  }

  @Test mutating func tenantsAreToldApartByWhatNamespacesCarry() {
    let shop = symbols.intern("shop")
    snapshot.namespaces = [Namespace(name: shop, labels: Labels([pair("tenant", "a")]))]
    let (tenant, team) = (symbols.intern("tenant"), symbols.intern("team"))
    let (a, b, x) = (symbols.intern("a"), symbols.intern("b"), symbols.intern("x"))
    let selector = LabelSelector(matchLabels: [pair("tenant", "b"), pair("team", "x")])
    let words = words(
      selector: selector, claims: [.namespacesIsolated(key: tenant, except: [])])
    #expect(words.keys == [tenant, team])
    // Two new tenants can be one or two; another team is another team.
    #expect(words.freshCount(ofKey: 0) == 2)
    #expect(words.freshCount(ofKey: 1) == 1)
    #expect(words.values == [[b, a], [x]])
    #expect(words.size(ofKey: 0) == 5)
    for index in words.keys.indices {
      for value in words.values[index] {
        let code = words.code(of: value, underKey: index) ?? -1
        #expect(words.text(ofCode: code, underKey: index) == .mentioned(value))
      }
    }
    #expect(words.text(ofCode: 0, underKey: 0) == nil)
    #expect(words.text(ofCode: 2, underKey: 0) == .fresh(1))
    #expect(words.code(of: a, underKey: 1) == nil)
  }
}
