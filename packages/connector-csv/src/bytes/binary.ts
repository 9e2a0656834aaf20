/** Whether bytes that are not known for anything are text at all. */

/** Whether the beginning of a file has more control characters in it than any text; damaged text has a few. */
export const isBinary = (bytes: Uint8Array): boolean => {
  let controls = 0
  let others = 0
  let previous = -1
  for (const byte of bytes) {
    if (!isControl(byte)) others++
    // A run of NULs counts once: a damaged disk leaves them in texts too.
    else if (byte !== 0 || previous !== 0) controls++
    previous = byte
  }
  return controls >= 16 && controls > (controls + others) * 0.05
}

/** Tab, line ends and form feeds stand in texts, and so do the end mark of DOS and the escapes of ISO-2022. */
const isControl = (byte: number): boolean =>
  byte < 0x09 || (byte > 0x0d && byte < 0x1a) || (byte > 0x1b && byte < 0x20) || byte === 0x7f
