public import Diagnostics
public import Editorial
public import InternetMessage

/// Why a merge field cannot be filled for a reader.
public struct MergeFault: Hashable, Sendable {
  /// What is wrong with the value.
  public enum Reason: Hashable, Sendable {
    /// There is none, and the field has no fallback.
    case missing
    /// It stands for the address of a link, and is none; why, as the end of a sentence.
    case noLink(String)
  }

  /// The merge field.
  public let field: MergeField
  /// What is wrong with its value.
  public let reason: Reason
}

/// A message that cannot be made, because a merge field cannot be filled for its reader.
public struct UnusableMergeValue: ExplainedError, Hashable {
  /// What is wrong.
  public let fault: MergeFault
  /// The reader.
  public let address: EmailAddress

  /// What is said about it.
  public var problem: Problem {
    let name = fault.field.text
    let reader = address.description.printable
    return switch fault.reason {
    case .missing:
      Problem(
        .badData, "\(name) has no value for \(reader)",
        try: ["give it a fallback: {{\(fault.field.name)|friend}}"])
    case .noLink(let why):
      Problem(
        .badData, "\(name) is the address of a link, and the value of \(reader) cannot be one: \(why)",
        try: ["correct the list, or write {{\(fault.field.name)}} behind https://…/"])
    }
  }
}

extension MergeSlot {
  /// Why the slot cannot be filled for a reader; nil when it can.
  func fault(for reader: Reader) -> MergeFault? {
    guard let value = reader.value(of: field) else { return MergeFault(field: field, reason: .missing) }
    guard context == .wholeURL, field.isOfTheList, let why = linkFault(value) else { return nil }
    return MergeFault(field: field, reason: .noLink(why))
  }

  /// Appends the reader's value.
  func append(for reader: Reader, to bytes: inout [UInt8]) throws(UnusableMergeValue) {
    guard let value = reader.value(of: field) else {
      throw UnusableMergeValue(fault: MergeFault(field: field, reason: .missing), address: reader.address)
    }
    guard context == .wholeURL, field.isOfTheList else { return context.append(value, to: &bytes) }
    do throws(InvalidLinkURL) {
      context.append(try LinkURL(value).text, to: &bytes)
    } catch {
      let fault = MergeFault(field: field, reason: .noLink(error.explanation))
      throw UnusableMergeValue(fault: fault, address: reader.address)
    }
  }
}

extension MergeField {
  /// Whether its values come from the list, and not from the configuration.
  var isOfTheList: Bool { name.hasPrefix("recipient.") }
}
