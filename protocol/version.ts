/** Raised when an older page could misunderstand the server; a handshake that names another version is refused. */
export const protocolVersion = 1
