/// A size as people say it: `24.1 KB`, of 1024 octets each.
public func kilobytes(_ octets: Int) -> String {
  let tenths = (octets * 10 + 512) / 1024
  return "\(tenths / 10).\(tenths % 10) KB"
}
