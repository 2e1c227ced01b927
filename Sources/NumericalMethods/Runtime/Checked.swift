import CGSL

/// Throws unless the status is success.
func check(_ status: Int32, _ routine: String) throws(GSLError) {
  guard status == 0 else { throw GSLError(code: .init(rawValue: status), routine: routine) }
}

/// The memory that a routine allocated, or an error where there was none.
func allocated<Pointee>(
  _ pointer: UnsafeMutablePointer<Pointee>?, _ routine: String
) throws(GSLError) -> UnsafeMutablePointer<Pointee> {
  guard let pointer else { throw GSLError(code: .outOfMemory, routine: routine) }
  return pointer
}
