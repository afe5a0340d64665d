import type { ApolloServerPlugin } from "@apollo/server";
import Negotiator from "negotiator";

const MEDIA_TYPES = ["application/json", "application/graphql-response+json"];

/** The statuses of errors in a request's document, variables or credentials. */
const STATUSES: ReadonlySet<number | undefined> = new Set([400, 401, 403, 503]);

/**
 * A well-formed request with a faulty document gets 4xx as `application/graphql-response+json`, and 200 as
 * `application/json`, where the status is about HTTP only (GraphQL over HTTP, section 6.4). Apollo Server sends the
 * same status for both. A 401 says which credentials to send (RFC 9110, section 11.6.1).
 */
export const requestErrorStatus: ApolloServerPlugin = {
  requestDidStart: async () => ({
    willSendResponse: async ({ source, request, response }) => {
      if (source === undefined || !STATUSES.has(response.http.status)) return;
      if (prefersJson(request.http?.headers.get("accept"))) response.http.status = 200;
      else if (response.http.status === 401) response.http.headers.set("www-authenticate", "Bearer");
    },
  }),
};

function prefersJson(accept: string | undefined): boolean {
  return new Negotiator({ headers: { accept: accept ?? "*/*" } }).mediaType(MEDIA_TYPES) === MEDIA_TYPES[0];
}
