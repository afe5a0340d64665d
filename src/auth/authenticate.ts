import type { IncomingHttpHeaders } from "node:http";
import type { GatewayError } from "../errors.js";
import type { Credentials } from "../transcript/credentials.js";

/**
 * Reads the caller's credentials from a request's headers. Without valid credentials it returns the error for the
 * caller. It rejects only if the gateway itself fails.
 */
export type Authenticate = (headers: IncomingHttpHeaders) => Promise<Credentials | GatewayError>;
