import type { ApolloServerPlugin } from "@apollo/server";
import { GraphQLError } from "graphql";
import Negotiator from "negotiator";

/** With the parameter that the responses have, because `Accept` may name it too. The first is the default. */
const MEDIA_TYPES = ["application/json; charset=utf-8", "application/graphql-response+json; charset=utf-8"];

/** The statuses of errors in a request's document, variables or credentials. */
const STATUSES: ReadonlySet<number | undefined> = new Set([400, 401, 403, 503]);

/**
 * A well-formed request with a faulty document gets 4xx as `application/graphql-response+json`, and 200 as
 * `application/json`, where the status is about HTTP only (GraphQL over HTTP, section 6.4). Apollo Server sends the
 * same status for both. A 401 says which credentials to send (RFC 9110, section 11.6.1). A request that accepts neither
 * type is refused before it runs. Apollo Server runs it first, and then replies 406.
 */
export const requestErrorStatus: ApolloServerPlugin = {
  requestDidStart: async ({ request }) => {
    const mediaType = chooseMediaType(request.http?.headers.get("accept"));
    return {
      didResolveOperation: async () => {
        if (mediaType === undefined) throw notAcceptable();
      },
      willSendResponse: async ({ source, response }) => {
        if (source === undefined || !STATUSES.has(response.http.status)) return;
        if (mediaType === MEDIA_TYPES[0]) response.http.status = 200;
        else if (response.http.status === 401) response.http.headers.set("www-authenticate", "Bearer");
      },
    };
  },
};

function chooseMediaType(accept = ""): string | undefined {
  return accept === "" ? MEDIA_TYPES[0] : new Negotiator({ headers: { accept } }).mediaType(MEDIA_TYPES);
}

/** Apollo Server replaces the message by its own. */
const notAcceptable = () => new GraphQLError("not acceptable", { extensions: { code: "BAD_REQUEST" } });
