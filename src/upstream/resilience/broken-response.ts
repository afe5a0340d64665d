import { UpstreamBadResponse } from "../../errors.js";

/** A response that is incomplete or malformed, for example after a broken connection. A retry may succeed. */
export class BrokenResponse extends UpstreamBadResponse {}
