/**
 * Frees the memory of an array now, and not at the next full garbage collection. The array is empty afterwards. Does
 * nothing if the memory may contain other data.
 */
export function freeMemory({ buffer, byteLength }: Uint8Array | Int32Array): void {
  if (buffer instanceof ArrayBuffer && !buffer.detached && buffer.byteLength === byteLength) buffer.transfer(0);
}
