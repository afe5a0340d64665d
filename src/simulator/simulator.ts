import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { AppTokens, type TokenCall } from "./app-tokens.js";
import { refusalResponse, type Refusal } from "./response.js";
import { CallLog, type RecordedCall } from "./call-log.js";
import { deliver, REQUEST_ID_HEADER } from "./deliver.js";
import { createFaultInjector, type FaultOptions } from "./faults.js";
import { type IdentityProvider, registerIdentityProvider } from "./identity-provider.js";
import { createResponder, type Responder, type ResponderOptions } from "./responder.js";

/** The options of a simulator; all are optional. One clock, `now`, serves all of them. */
export interface SimulatorOptions extends FaultOptions, Partial<Omit<ResponderOptions, "acceptsToken">> {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** The delay of each response. Default 0. */
  readonly latencyMs?: number;
}

/** A running simulator. */
export interface Simulator {
  /** Its address without a path, for example `http://127.0.0.1:4100`. */
  readonly url: string;
  /** The last 10,000 page calls, in the order of arrival; always the same array. */
  readonly calls: readonly RecordedCall[];
  /** The last 10,000 token calls; always the same array. */
  readonly tokenCalls: readonly TokenCall[];
  /** Signs people in for the demo. */
  readonly identityProvider: IdentityProvider;
  /** Makes the app's token invalid early. */
  revokeAppToken(): void;
  /** The maximum number of calls in flight at the same time. */
  readonly peakInFlight: number;
  /** Empties `calls`, and resets the peak. */
  forgetCalls(): void;
  /** Stops listening and drops every connection, even those that wait for a response. */
  close(): Promise<void>;
}

const PATH = "/v1.0/conference/videoConferences/:conferenceId/cloudRecords/getTexts";
const TOKEN_PATH = "/v1.0/oauth2/accessToken";
const LONGEST_CONFERENCE_ID = 4096;
const NO_SUCH_API: Refusal = {
  status: 404,
  code: "InvalidAction.NotFound",
  message: "there is no such API: check the path and the method",
};
const BAD_ADDRESS: Refusal = { status: 400, code: "paramsError", message: "error:the address is not properly encoded" };

/** Starts a stand-in for DingTalk on this machine. Rejects with the system's own error if the port is in use. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { now = () => performance.now() } = options;
  const log = new CallLog();
  const appTokens = new AppTokens(now);
  const acceptsToken = (token: string) => token.startsWith("demo-") && appTokens.accepts(token);
  const respond = createResponder({ ...options, now, acceptsToken });
  const app = createApp();
  registerCalls(app, log, respond, appTokens, { ...options, now });
  const identityProvider = registerIdentityProvider(app, () => url);
  const url: string = await app.listen({ host: options.host ?? "127.0.0.1", port: options.port ?? 0 });
  return {
    url,
    calls: log.calls,
    tokenCalls: appTokens.calls,
    identityProvider,
    revokeAppToken: () => appTokens.revoke(),
    get peakInFlight() {
      return log.peakInFlight;
    },
    forgetCalls: () => log.forget(),
    close: () => app.close(),
  };
}

function createApp(): FastifyInstance {
  const app = fastify({
    forceCloseConnections: true,
    genReqId: () => randomUUID().toUpperCase(),
    routerOptions: { maxParamLength: LONGEST_CONFERENCE_ID },
    frameworkErrors: (_error, request, reply) => refuse(BAD_ADDRESS, request, reply),
  });
  app.addHook("onRequest", async (request, reply) => void reply.header(REQUEST_ID_HEADER, request.id));
  app.setNotFoundHandler((request, reply) => refuse(NO_SUCH_API, request, reply));
  return app;
}

function registerCalls(
  app: FastifyInstance,
  log: CallLog,
  respond: Responder,
  appTokens: AppTokens,
  options: SimulatorOptions & Pick<ResponderOptions, "now">,
): void {
  const { latencyMs = 0, now } = options;
  const injectFault = createFaultInjector(options, now);
  const waitForLatency = async () => latencyMs > 0 && pause(latencyMs, undefined, { ref: false });
  app.get<CallRoute>(PATH, { exposeHeadRoute: false }, async (request, reply) => {
    const call = toCall(request, now());
    const end = log.begin(call);
    reply.raw.once("close", end);
    const response = injectFault(respond(call, request.id), request.id);
    await waitForLatency();
    call.status = response.status ?? 0;
    // The close event comes when the client has its response and may have sent the next call: too late to end this one.
    if (response.ending === "complete") end();
    return deliver(response, reply);
  });
  // DingTalk, "obtain the access token of an internal app". Of all faults, only a ban concerns it.
  app.post(TOKEN_PATH, async (request, reply) => {
    const response = injectFault(appTokens.respond(request.body, request.id), request.id, () => null);
    await waitForLatency();
    return deliver(response, reply);
  });
}

interface CallRoute {
  readonly Params: { readonly conferenceId: string };
  readonly Querystring: Readonly<Record<string, string | string[]>>;
}

function toCall({ params, query, headers }: FastifyRequest<CallRoute>, receivedAt: number): RecordedCall {
  return {
    conferenceId: params.conferenceId,
    accessToken: oneText(headers["x-acs-dingtalk-access-token"]),
    unionId: oneText(query["unionId"]),
    startTime: oneText(query["startTime"]),
    direction: oneText(query["direction"]),
    maxResults: oneText(query["maxResults"]),
    nextToken: oneText(query["nextToken"]),
    receivedAt,
    status: 0,
  };
}

/** A value that is sent twice becomes a value that no check accepts. */
const oneText = (value: string | string[] | undefined) => (value === undefined ? null : String(value));

function refuse(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): void {
  void deliver(refusalResponse(refusal, request.id), reply.header(REQUEST_ID_HEADER, request.id));
}
