import Testing
import Wording

@Suite("Words for people")
struct WordingTests {
  @Test func `classes of treatment are written as people write them`() {
    #expect(TreatmentWords.words("cdk46_inhibitor") == "CDK4/6 inhibitor")
    #expect(TreatmentWords.words("her2_tki") == "HER2 TKI")
    #expect(TreatmentWords.words("aromatase_inhibitor") == "aromatase inhibitor")
    #expect(TreatmentWords.words("") == "")
  }
}
