/** The bytes of JSON's syntax. Hot loops copy them to local constants: V8 reads a module's exports anew each time. */
export const BYTE = {
  quote: 0x22,
  backslash: 0x5c,
  comma: 0x2c,
  colon: 0x3a,
  minus: 0x2d,
  space: 0x20,
  zero: 0x30,
  nine: 0x39,
  listStart: 0x5b,
  listEnd: 0x5d,
  objectStart: 0x7b,
  objectEnd: 0x7d,
} as const;

const { zero: ZERO, nine: NINE } = BYTE;

/** True for the byte of a decimal digit. */
export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}
