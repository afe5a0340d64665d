import { isUtf8 } from "node:buffer";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { BrokenResponse, UpstreamBadResponse } from "../../errors.js";
import { codeOf, cutShort, tooLong } from "./exchange-errors.js";

const unzip = promisify(gunzip);

/** gzip and its older name, with the same meaning (RFC 9110, section 8.4.1.3). */
const GZIP: ReadonlySet<string> = new Set(["gzip", "x-gzip"]);

/**
 * Removes a body's content coding; the result has at most `maxBytes`. The names of codings are case-insensitive, and
 * the header may be a list (RFC 9110, sections 8.4 and 8.4.1). The gateway requests only gzip. It unpacks the body
 * itself, because the client's interceptor is experimental and prints a warning. An empty body has no coding, whatever
 * the header says. @throws UpstreamBadResponse for any other coding, for several codings, and for a body that is cut
 * short or too long.
 */
export async function unpack(
  body: Uint8Array,
  encoding: string | string[] | undefined,
  maxBytes: number,
): Promise<Uint8Array> {
  const [coding, ...others] = codingsOf(encoding);
  if (coding === undefined || body.length === 0) return body;
  if (!GZIP.has(coding) || others.length > 0)
    throw new UpstreamBadResponse("The upstream's response has a content coding that was not requested.");
  try {
    return await unzip(body, { maxOutputLength: maxBytes });
  } catch (error) {
    throw codeOf(error) === "ERR_BUFFER_TOO_LARGE" ? tooLong(maxBytes) : cutShort(codeOf(error));
  }
}

/** The codings of a body, in lower case, without `identity`. */
function codingsOf(encoding: string | string[] | undefined): readonly string[] {
  const names = [encoding ?? []].flat().join(",").toLowerCase().split(",");
  return names.map((name) => name.trim()).filter((name) => name !== "" && name !== "identity");
}

/** @throws UpstreamBadResponse for bytes that are not UTF-8, because a replaced character would be a wrong word. */
export function checkUtf8(body: Uint8Array): void {
  if (!isUtf8(body)) throw new BrokenResponse("The upstream's response is not UTF-8 text.");
}

/**
 * The text of UTF-8 bytes without a byte order mark. Wrong bytes are replaced. A page is checked before: that is faster
 * than a decoder that does both.
 */
export function toText(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}
