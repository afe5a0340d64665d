import type { IncomingHttpHeaders } from "node:http";
import type { GatewayError } from "../errors.js";
import type { Credentials } from "../transcript/credentials.js";

/**
 * Finds out who asks from a request's headers. A request without credentials, or with some that do not hold, gives the error
 * to refuse it with; it rejects only when the gateway itself fails.
 */
export type Authenticate = (headers: IncomingHttpHeaders) => Promise<Credentials | GatewayError>;
