import Testing

@testable import Reports

@Suite struct PageTests {
  private func page(_ width: Int = 40, isColoured: Bool = false, _ body: (inout Page) -> Void)
    -> [String]
  {
    var page = Page(width: width, isColoured: isColoured)
    body(&page)
    return page.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
  }

  @Test func rightTextsStandInOneColumn() {
    let lines = page {
      $0.add("", .plain, "one", right: "a.yaml:1", hanging: 2)
      $0.add("", .plain, "another", right: "longer.yaml:12", hanging: 2)
    }
    #expect(
      lines == ["one                       a.yaml:1", "another                   longer.yaml:12"])
  }

  @Test func longTextGoesOnBelowAtItsIndentation() {
    let lines = page { $0.add("* ", .plain, "aaaa bbbb cccc dddd eeee ffff gggg hhhh", hanging: 2) }
    #expect(lines == ["* aaaa bbbb cccc dddd eeee ffff gggg", "  hhhh"])
  }

  @Test func aLineThatIsBrokenAtAGapEndsWithoutBlanks() {
    let lines = page { $0.add("", .plain, "shop/web (Deployment, app=web)   TCP 8080", hanging: 2) }
    #expect(lines == ["shop/web (Deployment, app=web)   TCP", "  8080"])
    let gap = page(32) {
      $0.add("", .plain, "shop/web (Deployment, app=web)   TCP 8080", hanging: 2)
    }
    #expect(gap == ["shop/web (Deployment, app=web)", "  TCP 8080"])
  }

  @Test func onlyTheFirstLineGivesWayToTheRightText() {
    let lines = page(60) {
      $0.add(
        "", .plain, "aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee ffffffff ggggg hhh",
        right: "policies.yaml:12", hanging: 2)
    }
    #expect(
      lines == [
        "aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd     policies.yaml:12",
        "  eeeeeeeee ffffffff ggggg hhh",
      ])
  }

  @Test func aPathTooLongForAColumnGetsALineOfItsOwn() {
    let path = "some/folder/with/a/long/name/web.yaml:1"
    let lines = page {
      $0.add("", .plain, "a sentence that is long as well", right: path, hanging: 2)
    }
    #expect(lines == ["a sentence that is long as well", "  " + path])
  }

  @Test func aWordLongerThanALineStaysWhole() {
    let word = String(repeating: "x", count: 50)
    #expect(page { $0.add("", .plain, "a \(word) b", hanging: 2) } == ["a", "  \(word)", "  b"])
  }

  @Test func coloursChangeNoColumn() {
    let plain = page { $0.add("✗ ", .bad, "no", right: "a:1", hanging: 2) }
    let coloured = page(isColoured: true) { $0.add("✗ ", .bad, "no", right: "a:1", hanging: 2) }
    let stripped = coloured.map {
      $0.replacing("\u{1b}[1;31m", with: "").replacing("\u{1b}[2m", with: "")
        .replacing("\u{1b}[0m", with: "")
    }
    #expect(stripped == plain)
    #expect(coloured != plain)
  }
}
