/// The forms a sentence can have, as documentation and error messages show them.
public enum SentenceForm: String, Hashable, Sendable, CaseIterable {
  // Where two forms are equally near to what was written, the earlier one is suggested: denying first.
  case cannotReach = "S cannot reach T:P"
  case reaches = "S reaches T:P"
  case someReaches = "some S reaches T:P"
  case mayReach = "S may reach T:P"
  case onlyReaches = "only S reaches T:P"
  case onlyMayReach = "only S may reach T:P"
  case noEgress = "S has no egress except to T:P"
  case noIngress = "S has no ingress except on :P from T"
  case isolated = "S is isolated from T"
  case namespacesIsolated = "namespaces labelled KEY are isolated from each other"
  case nothingElse = "nothing else is allowed"
}
