import Benchmark
import Evaluation
import ExplicitEngine
import Intents
import Readers
import SymbolicEngine

/// The parts of a run one by one. `make bench` measures runs as a whole.
let reading = BenchmarkSuite(name: "reading 1,009 pods") { suite in
  for (name, isFull, isJSON) in [
    ("lean YAML", false, false), ("full YAML", true, false), ("full JSON", true, true),
  ] {
    let sample = Sample.ordinary(isFull: isFull, isJSON: isJSON)
    suite.benchmark(name) {
      let reading = ManifestReading(of: sample.inputs)
      expect(reading.snapshot.pods.count, 1009)
      expect(reading.snapshot.networkPolicies.count, 300)
    }
  }
}

let explicit = BenchmarkSuite(name: "explicit engine, 1,000/300") { suite in
  let sample = Sample.ordinary()
  let cluster = Cluster(sample.snapshot, assumptions: sample.intents.assumptions)
  suite.benchmark("the concrete reading") {
    expect(Cluster(sample.snapshot, assumptions: sample.intents.assumptions).pods.count, 1009)
  }
  suite.benchmark("classes") {
    let engine = ExplicitEngine(cluster, claims: sample.claims, coverage: sample.claims)
    expect(engine.classCount, 256)
  }
  suite.benchmark("thirty intents") {
    let engine = ExplicitEngine(cluster, claims: sample.claims, coverage: sample.claims)
    expect(sample.claims.count { engine.answer($0).outcome == .holds }, 29)
  }
  suite.benchmark("all connections") {
    expect(ConnectionTable(cluster).classCount, 206)
  }
}

let z3 = BenchmarkSuite(name: "Z3") { suite in
  func engine(_ sample: Sample) -> SymbolicEngine {
    SymbolicEngine(
      snapshot: sample.snapshot, assumptions: sample.intents.assumptions, claims: sample.claims,
      coverage: sample.claims, limits: Limits())
  }
  let sample = Sample.ordinary()
  suite.benchmark("formulas, 1,000/300") {
    expect(engine(sample).statistics.checks, 0)
  }
  suite.benchmark("thirty intents, 1,000/300") {
    let engine = engine(sample)
    expect(sample.claims.count { engine.answer($0).outcome == .holds }, 29)
  }
  let universal = Sample.universal()
  suite.benchmark("any labels, 2,000 policies, 500 keys") {
    expect(engine(universal).answer(universal.claims[0], in: .open).outcome, .holds)
  }
}

Benchmark.main([reading, explicit, z3])
