/** Lua that sets `now` to the server's own time, in milliseconds since 1970. */
export const SERVER_CLOCK_MS = `
local time = redis.call('TIME')
local now = math.floor(tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000)`;

/**
 * Reads a month's count, and adds the owed calls. If the month before was counted, a new month is counted from its
 * beginning; otherwise from now.
 *
 * KEYS: the month, the month before. ARGV: the owed calls, the start of the month (ms), how long to keep
 * the count (ms).
 */
const READ_MONTH = `
local since = tonumber(redis.call('HGET', KEYS[1], 'since') or nil)
if not since then
  since = redis.call('EXISTS', KEYS[2]) == 1 and tonumber(ARGV[2]) or now
  redis.call('HSET', KEYS[1], 'since', string.format('%.0f', since))
end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
local calls = redis.call('HINCRBY', KEYS[1], 'calls', ARGV[1])`;

/** Returns the month's count as `countScript` does. KEYS and ARGV as above. */
export const READ_SCRIPT = `${SERVER_CLOCK_MS}${READ_MONTH}
return {0, calls, since, 0}`;

/**
 * Counts one call atomically, unless it would exceed a limit. Returns four numbers: 0 for a counted call, 1 if the
 * monthly limit refuses it, 2 if the caller's hourly limit does; the month's count; since when it is counted; and the
 * time until the caller may call again (ms). The hour has no calls from the future, as after the clock was set back.
 *
 * KEYS: the month, the month before, the caller's hour. ARGV: as above, then the limits of the month and of the hour
 * (0: none), and a unique name for the call.
 */
export const countScript = (clock: string): string => `${clock}${READ_MONTH}
local perMonth, perHour = tonumber(ARGV[4]), tonumber(ARGV[5])
if perMonth > 0 and calls >= perMonth then return {1, calls, since, 0} end
if perHour > 0 then
  redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', string.format('%.0f', now - 3600000))
  redis.call('ZREMRANGEBYSCORE', KEYS[3], string.format('(%.0f', now), '+inf')
  if redis.call('ZCARD', KEYS[3]) >= perHour then
    local oldest = tonumber(redis.call('ZRANGE', KEYS[3], 0, 0, 'WITHSCORES')[2])
    return {2, calls, since, oldest + 3600000 - now}
  end
  redis.call('ZADD', KEYS[3], string.format('%.0f', now), ARGV[6])
  redis.call('PEXPIRE', KEYS[3], 3600000)
end
return {0, redis.call('HINCRBY', KEYS[1], 'calls', 1), since, 0}`;

/** Uncounts one call. KEYS: the month, the caller's hour. ARGV: the call's name. */
export const RELEASE_SCRIPT = `
if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HINCRBY', KEYS[1], 'calls', -1) end
redis.call('ZREM', KEYS[2], ARGV[1])`;
