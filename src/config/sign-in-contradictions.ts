import { isLoopback } from "../auth/secure-url.js";
import { isDemoIssuer } from "./demo-provider.js";
import { sections } from "./sections/index.js";
import type { Settings } from "./settings.js";

const { observability, signIn } = sections;

/** Settings of company sign-in and the audit that are each allowed, and not together: one a line, without values. */
export function findSignInFaults({
  signIn: given,
  observability: { auditEnabled, logLevel },
  deployment: { upstreamBaseUrl },
}: Settings) {
  const { issuer, passThroughEnabled, idSecrets } = signIn.variables;
  const faults: string[] = [];
  const members = ["audience", "appKey", "appSecret"] as const;
  for (const { name } of members.filter((member) => given[member] === null).map((member) => signIn.variables[member]))
    if (given.issuer !== null) faults.push(`${name}: must be set when ${issuer.name} is`);
  if (given.issuer === null && members.some((member) => given[member] !== null))
    faults.push(`${issuer.name}: must be set when other variables of company sign-in are`);
  if (given.issuer === null && given.passThroughEnabled === false)
    faults.push(`${passThroughEnabled.name}: must not be false without ${issuer.name}: nobody could ask`);
  if (given.issuer === null && auditEnabled && given.idSecrets.length === 0)
    faults.push(`${idSecrets.name}: must be set when ${observability.variables.auditEnabled.name} is true`);
  if (auditEnabled && !AUDIT_LEVELS.has(logLevel))
    faults.push(
      `${observability.variables.logLevel.name}: must be info, debug or trace when ${observability.variables.auditEnabled.name} is true`,
    );
  if (given.issuer !== null && isDemoIssuer(given.issuer) && upstreamBaseUrl !== null && !isLoopback(upstreamBaseUrl))
    faults.push(`${issuer.name}: must not be the demo's, which lets in anybody as anyone, in front of DingTalk`);
  return faults;
}

/** Audit lines are information. */
const AUDIT_LEVELS: ReadonlySet<string> = new Set(["info", "debug", "trace"]);
