import Diagnostics

extension Check {
  /// `header-auto-submitted`: Auto-Submitted is absent, no or auto-generated.
  static let headerAutoSubmitted = Check(
    "header-auto-submitted", .headers, .error,
    wants: "Auto-Submitted is absent, no or auto-generated",
    because: "auto-replied means an answer to somebody's message (RFC 3834); a newsletter is none.",
    accepts: [
      .header("Auto-Submitted:"), .header("Auto-Submitted: auto-generated"), .header("Auto-Submitted: no"),
    ],
    reports: [.header("Auto-Submitted: auto-replied")]
  ) { input in
    let values = input.values(of: "Auto-Submitted").map { $0.lowercased() }
    return values.filter { !["no", "auto-generated"].contains($0) }.map {
      Report("Auto-Submitted says \($0)")
    }
  }
}
