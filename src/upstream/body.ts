import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { UpstreamBadResponse } from "../errors.js";
import { codeOf, cutShort, tooLong } from "./exchange-errors.js";
import { type Answer, isHtmlType } from "./failures.js";

const unzip = promisify(gunzip);

/**
 * The text of a body: unpacked if it came packed, to at most `maxBytes`, and decoded from UTF-8 (a byte order mark is left
 * out). Throws `UpstreamBadResponse` for a page that is not UTF-8, since a replaced character would be a wrong word. The
 * text of a failure only names it, so there a wrong byte does not hide what failed.
 */
export async function decodeBody(bytes: Uint8Array, answer: Omit<Answer, "body">, maxBytes: number): Promise<string> {
  const fatal = answer.status === 200 && !isHtmlType(answer.headers);
  const unpacked = await unpack(bytes, answer.headers["content-encoding"], maxBytes);
  try {
    return new TextDecoder("utf-8", { fatal }).decode(unpacked);
  } catch {
    throw new UpstreamBadResponse("The upstream's answer is not UTF-8 text.");
  }
}

/**
 * gzip is the one packing that is asked for. It is undone here, not by the client's interceptor, which is experimental and
 * says so on the console; the whole body is at hand anyway.
 */
async function unpack(
  bytes: Uint8Array,
  encoding: string | string[] | undefined,
  maxBytes: number,
): Promise<Uint8Array> {
  if (encoding === undefined || encoding === "identity") return bytes;
  if (encoding !== "gzip")
    throw new UpstreamBadResponse("The upstream's answer has a content encoding that was not asked for.");
  try {
    return await unzip(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    throw codeOf(error) === "ERR_BUFFER_TOO_LARGE" ? tooLong(maxBytes) : cutShort(codeOf(error));
  }
}
