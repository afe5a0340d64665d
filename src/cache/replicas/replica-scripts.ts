import { luaScript } from "../../redis/shared-store.js";

/** `text` reads a value, and returns '' if it is not a string. `fence` returns a value's fencing number, or nil. */
const READING = `
local function text(key)
  local value = redis.pcall('GET', key)
  return type(value) == 'string' and value or ''
end
local function fence(value)
  return tonumber(string.match(string.sub(value, 1, 16), '^%d+$') or '')
end`;

/**
 * Runs before a call. Returns a stored refusal, the failure of the call that was waited for, or an entry newer than the
 * replica's own. If there is none, takes the lease, or returns its holder. A lease with more time left than any holder
 * gives it is free: the server's clock was set back.
 *
 * KEYS: the lease, the failure, the refusal, entries. ARGV: the known entry's fencing number, or ''; the holder that
 * was waited for, or ''; a random text; the lease's duration in milliseconds; '1' to ignore refusals and failures,
 * because they cannot be read.
 */
export const BEGIN = luaScript(`${READING}
if ARGV[5] ~= '1' then
  local refusal = text(KEYS[3])
  if refusal ~= '' then return {'refusal', 0, refusal} end
  local failure = text(KEYS[2])
  if ARGV[2] ~= '' and string.sub(failure, 1, 16) == ARGV[2] then return {'failure', 0, failure} end
end
for index = 4, #KEYS do
  local entry = text(KEYS[index])
  local isKnown = entry == '' or string.sub(entry, 1, 16) == ARGV[1]
  if not isKnown and (fence(entry) or math.huge) > (fence(ARGV[1]) or 0) then return {'entry', index - 4, entry} end
end
local leftMs = redis.call('PTTL', KEYS[1])
if leftMs >= 0 and leftMs <= tonumber(ARGV[4]) then return {'held', 0, string.sub(text(KEYS[1]), 1, 16)} end
local now = redis.call('TIME')
local mine = string.format('%010d%06d', tonumber(now[1]), tonumber(now[2]))
redis.call('SET', KEYS[1], mine .. ARGV[3], 'PX', ARGV[4])
return {'lease', 0, mine}`);

/** Renews a lease. KEYS: the lease. ARGV: its value; its duration in milliseconds. Returns 0 if the lease is lost. */
export const RENEW = luaScript(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`);

/**
 * Writes an entry, unless the store has a newer one, and deletes the lease if it is still held. A number from the
 * future is ignored: no gateway wrote it.
 * KEYS: the lease, the entry. ARGV: the lease's value; the entry; its time to live in milliseconds. Returns 0 if the
 * store has a newer one.
 */
export const PUBLISH = luaScript(`${READING}
local stored = fence(text(KEYS[2])) or 0
local now = redis.call('TIME')
local isNewest = stored <= fence(ARGV[2]) or stored > now[1] * 1000000 + now[2]
local done = isNewest and redis.pcall('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
if type(done) == 'table' and done.err then return done end
return isNewest and 1 or 0`);

/**
 * Deletes a lease without writing an entry, and stores the failure for the replicas that wait.
 * KEYS: the lease, the failure. ARGV: the lease's value; the failure, or ''; its time to live in milliseconds.
 */
export const RELEASE = luaScript(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1])
if ARGV[2] ~= '' then redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3]) end
return 1`);
