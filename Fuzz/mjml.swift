import MJML

/// Renders any bytes: it must end in HTML with short lines or in a failure.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let source = Array(UnsafeBufferPointer(start: start, count: count))
  for validation in MJMLOptions.Validation.allCases {
    let renderer = MJMLRenderer(options: MJMLOptions(validation: validation, lineLimit: 200))
    guard let output = try? renderer.render(source) else { continue }
    let again = try? renderer.render(source)
    precondition(again == output, "the same source gives other bytes")
    _ = CSSInliner().inlineStyleElements(of: output.html)
  }
  _ = CSSInliner().inline(css: source, into: Array("<div class=a><p id=b>x</p></div>".utf8))
  _ = CSSInliner().inlineStyleElements(of: source)
  return 0
}
