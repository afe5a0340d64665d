import { UpstreamBadResponse } from "../../errors.js";

/** A response that is not whole, or not what it says it is, as when a connection breaks: the same call may well succeed. */
export class BrokenResponse extends UpstreamBadResponse {}
