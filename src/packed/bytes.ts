const [ZERO = 0, NINE = 0] = Buffer.from("09");

/** True for the byte of a decimal digit. */
export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}
