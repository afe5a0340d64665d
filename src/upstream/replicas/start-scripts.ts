/** Lua that sets `now` to the server's own time, in microseconds since 1970. */
export const SERVER_CLOCK = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])`;

/**
 * Reserves a start atomically. All times are microseconds.
 *
 * KEYS: the identity's next start, everyone's starts, the identity's pause, everyone's pause.
 * ARGV: the spacing of the identity's starts (0: no limit); how many of all identities may start in one window (0: no
 * limit); the window; how far from now this start may be; how soon it may be; how far from now any start may be; the
 * longest pause; a unique name for the start.
 *
 * Starts of one identity are evenly spaced (GCRA without a burst). So no replica can use up a whole second at once and
 * make the first calls of the others wait. For all identities together, a start is at least one window later than the
 * `max`th last reserved start. So no window contains more than `max` starts. A stored time that this script cannot have
 * written is ignored: the clock was set back, or someone else wrote it.
 */
export const reserveScript = (clock: string): string => `${clock}
local spacing, max, window, horizon = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local start, farthest, longest = now + tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local function wait(at, limit)
  at = tonumber(at or 0) or 0
  if at > start and at <= now + limit then start = at end
end
wait(redis.call('GET', KEYS[1]), farthest + spacing)
wait(redis.call('GET', KEYS[3]), longest)
wait(redis.call('GET', KEYS[4]), longest)
if max > 0 then
  redis.call('ZREMRANGEBYSCORE', KEYS[2], string.format('(%.0f', now + farthest), '+inf')
  local nth = redis.call('ZREVRANGE', KEYS[2], max - 1, max - 1, 'WITHSCORES')[2]
  if nth then wait(tonumber(nth) + window, farthest + window) end
end
if start - now > horizon then return {0, now, start} end
if spacing > 0 then
  local next = start + spacing
  redis.call('SET', KEYS[1], string.format('%.0f', next), 'PX', math.ceil((next - now) / 1000) + 1)
end
if max > 0 then
  redis.call('ZADD', KEYS[2], string.format('%.0f', start), ARGV[8])
  redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -max - 1)
  redis.call('PEXPIRE', KEYS[2], math.ceil((farthest + window) / 1000) + 1)
end
return {1, now, start}`;

/**
 * Pauses an identity, or everyone. The pause that ends last counts.
 *
 * KEYS: the pause. ARGV: how long, and the longest pause, in microseconds.
 */
export const pauseScript = (clock: string): string => `${clock}
local ends, known = now + tonumber(ARGV[1]), tonumber(redis.call('GET', KEYS[1]) or 0) or 0
if ends > known or known > now + tonumber(ARGV[2]) then
  redis.call('SET', KEYS[1], string.format('%.0f', ends), 'PX', math.ceil(tonumber(ARGV[1]) / 1000) + 1)
end`;
