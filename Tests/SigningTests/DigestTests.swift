import Signing
import Testing

@Suite struct DigestTests {
  @Test func sha256OfPartsIsThatOfTheWhole() {
    var state = SHA256State()
    #expect(
      Hex.encode(state.digest())
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    state.update(Array("a".utf8))
    let copy = state
    #expect(state.digest() == copy.digest())
    state.update(Array("xbcx".utf8)[1...2])
    #expect(
      Hex.encode(state.digest())
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      Hex.encode(copy.digest())
        == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb")
  }

  @Test func sha512OfPartsIsThatOfTheWhole() {
    var state = SHA512State()
    state.update(Array("a".utf8))
    let copy = state
    state.update(Array("xbcx".utf8)[1...2])
    #expect(
      Hex.encode(state.digest())
        == "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")
    #expect(copy.digest() != state.digest())
    #expect(copy.digest().count == 64)
  }

  @Test func hexIsLowerCase() {
    #expect(Hex.encode([0, 9, 10, 0xab, 0xff] as [UInt8]) == "00090aabff")
    #expect(Hex.encode([] as [UInt8]).isEmpty)
  }

  @Test(
    arguments: [
      ("", []), ("AA==", [0]), ("AAE=", [0, 1]), ("AAEC", [0, 1, 2]), ("+/+/", [0xfb, 0xff, 0xbf]),
    ] as [(String, [UInt8])])
  func base64GoesBothWays(text: String, bytes: [UInt8]) {
    #expect(Base64.encode(bytes) == text)
    #expect(Base64.decodeCanonical(text) == bytes)
  }

  @Test(arguments: [
    "AA", "AB==", "AAF=", "AA= =", "AAEC\n", " AAEC", "AA==AA==", "A", "=", "AA=", "AAE", "-_-_",
    "AAE=\u{0}", "AÁEC", "AAE\u{0301}C",
  ])
  func base64HasNoSecondSpelling(text: String) {
    #expect(Base64.decodeCanonical(text) == nil)
  }
}
