/** Lua that sets `now` to the server's own time, in milliseconds since 1970. */
export const SERVER_CLOCK_MS = `
local time = redis.call('TIME')
local now = math.floor(tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000)`;

/**
 * Reads a month's count, and adds what is owed. A month that is counted from its first call on began with it if the month before was counted
 * too; otherwise the store knows only what came since.
 *
 * KEYS: the month, the month before. ARGV: calls that are owed, when the month began (ms), how long the count is kept (ms).
 */
const READ_MONTH = `
local since = tonumber(redis.call('HGET', KEYS[1], 'since') or nil)
if not since then
  since = redis.call('EXISTS', KEYS[2]) == 1 and tonumber(ARGV[2]) or now
  redis.call('HSET', KEYS[1], 'since', string.format('%.0f', since))
end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
local calls = redis.call('HINCRBY', KEYS[1], 'calls', ARGV[1])`;

/** Returns the month's count, and since when. KEYS and ARGV as above. */
export const readScript = (clock: string): string => `${clock}${READ_MONTH}
return {calls, since}`;

/**
 * Counts one call, in one step for all replicas, unless it would pass a limit. Returns 0 for a call that is counted, 1 where the month's
 * limit refuses it, 2 where its caller's does; the month's count; since when; and when the caller may call again (ms).
 *
 * KEYS: the month, the month before, the caller's hour. ARGV: as above, then the limits of the month and of the hour (0: none), and a name
 * for the call that no other has.
 */
export const countScript = (clock: string): string => `${clock}${READ_MONTH}
local perMonth, perHour = tonumber(ARGV[4]), tonumber(ARGV[5])
if perMonth > 0 and calls >= perMonth then return {1, calls, since, 0} end
if perHour > 0 then
  redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', string.format('%.0f', now - 3600000))
  if redis.call('ZCARD', KEYS[3]) >= perHour then
    local oldest = tonumber(redis.call('ZRANGE', KEYS[3], 0, 0, 'WITHSCORES')[2])
    return {2, calls, since, oldest + 3600000 - now}
  end
  redis.call('ZADD', KEYS[3], string.format('%.0f', now), ARGV[6])
  redis.call('PEXPIRE', KEYS[3], 3600000)
end
return {0, redis.call('HINCRBY', KEYS[1], 'calls', 1), since, 0}`;

/** Takes one call back. KEYS: the month, the caller's hour. ARGV: the call's name. */
export const RELEASE_SCRIPT = `
if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HINCRBY', KEYS[1], 'calls', -1) end
redis.call('ZREM', KEYS[2], ARGV[1])`;
