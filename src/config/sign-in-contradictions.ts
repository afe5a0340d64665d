import { isLoopback } from "../auth/secure-url.js";
import { isDemoIssuer } from "./demo-provider.js";
import { sections } from "./sections/index.js";
import type { Settings } from "./settings.js";

const { observability, signIn } = sections;

/** Settings of company sign-in and the audit that contradict each other, one fault a line, without values. */
export function findSignInFaults({
  signIn: given,
  observability: { auditEnabled, logLevel },
  deployment: { upstreamBaseUrl },
}: Settings) {
  const { issuer, passThroughEnabled, idSecrets } = signIn.variables;
  const faults: string[] = [];
  const members = ["audience", "appKey", "appSecret"] as const;
  for (const member of members)
    if (given.issuer !== null && given[member] === null)
      faults.push(`${signIn.variables[member].name}: must be set when ${issuer.name} is`);
  if (given.issuer === null && members.some((member) => given[member] !== null))
    faults.push(`${issuer.name}: must be set when other variables of company sign-in are`);
  if (given.issuer === null && given.passThroughEnabled === false)
    faults.push(`${passThroughEnabled.name}: must not be false without ${issuer.name}: nobody could sign in`);
  if (given.issuer === null && auditEnabled && given.idSecrets.length === 0)
    faults.push(`${idSecrets.name}: must be set when ${observability.variables.auditEnabled.name} is true`);
  if (auditEnabled && !AUDIT_LEVELS.has(logLevel))
    faults.push(
      `${observability.variables.logLevel.name}: must be info, debug or trace when ${observability.variables.auditEnabled.name} is true`,
    );
  if (given.issuer !== null && isDemoIssuer(given.issuer) && upstreamBaseUrl !== null && !isLoopback(upstreamBaseUrl))
    faults.push(`${issuer.name}: must not be the demo's with DingTalk, because there anyone can sign in as anyone`);
  return faults;
}

/** Levels at which the log contains audit lines. */
const AUDIT_LEVELS: ReadonlySet<string> = new Set(["info", "debug", "trace"]);
