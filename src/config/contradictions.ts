import type { Settings } from "./settings.js";
import { sections } from "./sections/index.js";
import { findSignInFaults } from "./sign-in-contradictions.js";

const { cache, deployment, http, observability, operation, redis, upstream } = sections;

/** Settings that contradict each other, one fault a line, without values. */
export function findContradictions(settings: Settings): string[] {
  const faults: string[] = [];
  if (settings.deployment.production && settings.deployment.upstreamBaseUrl === null) {
    const { upstreamBaseUrl, production } = deployment.variables;
    const why = `must be set when ${production.name} is production: the simulator is not for production`;
    faults.push(`${upstreamBaseUrl.name}: ${why}`);
  }
  if (settings.operation.timeoutMs < settings.upstream.timeoutMs) {
    const why = "one call could never use its time";
    faults.push(
      `${operation.variables.timeoutMs.name}: must not be below ${upstream.variables.timeoutMs.name}: ${why}`,
    );
  }
  const { metricsPort, metricsEnabled } = observability.variables;
  if (settings.observability.metricsPort !== null && !settings.observability.metricsEnabled)
    faults.push(`${metricsPort.name}: must not be set while ${metricsEnabled.name} is false`);
  if (settings.observability.metricsPort === settings.http.port && settings.http.port !== 0)
    faults.push(`${metricsPort.name}: must be another port than ${http.variables.port.name}`);
  return [...faults, ...findSignInFaults(settings), ...findRedisFaults(settings)];
}

function findRedisFaults({ redis: given, cache: { secrets } }: Settings): string[] {
  const { address, required } = redis.variables;
  const faults: string[] = [];
  if (given.address !== null && secrets.length === 0)
    faults.push(`${cache.variables.secrets.name}: must be set when ${address.name} is, the same on every replica`);
  if (given.address === null && given.required)
    faults.push(`${address.name}: must be set when ${required.name} is true`);
  return faults;
}
