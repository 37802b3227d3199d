/// A `List` as kubectl prints one.
struct ListText {
  private let isJSON: Bool
  private var text: String
  private var isEmpty = true

  init(isJSON: Bool) {
    self.isJSON = isJSON
    text =
      isJSON
      ? "{\n    \"apiVersion\": \"v1\",\n    \"kind\": \"List\",\n    \"items\": ["
      : "apiVersion: v1\nkind: List\nitems:\n"
  }

  mutating func add(_ manifest: Value) {
    if isJSON {
      text += isEmpty ? "\n        " : ",\n        "
      manifest.writeJSON(to: &text, indent: 8)
    } else {
      Value.list([manifest]).writeYAML(to: &text)
    }
    isEmpty = false
  }

  consuming func finished() -> String {
    if isJSON { return text + "\n    ]\n}\n" }
    return isEmpty ? "apiVersion: v1\nkind: List\nitems: []\n" : text
  }
}
