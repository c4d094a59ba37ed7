extension String {
    /// The text in single quotes, which a shell takes as it is, whatever is in it.
    package var shellQuoted: String { "'" + replacing("'", with: "'\\''") + "'" }
}
