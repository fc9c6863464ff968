-- What every script shares.  KEYS[1] is the hash tag that all keys of an installation begin with,
-- so that one script may touch them all, in a cluster too.  Needs Redis 6.2.
local root = KEYS[1]

-- How long a bell may take to bring somebody, before the sweep rings again.
local PATIENCE = 5000

local function key(name, id)
  return root .. ':' .. name .. ':' .. id
end

-- Milliseconds by the server's own clock: leases must not depend on any process's clock.
local function clock()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

-- Says that a job changed: to those who listen now, and (by number) to those who come back later.
local function announce(id)
  local number = redis.call('INCR', root .. ':changes:last')
  redis.call('ZADD', root .. ':changes', number, id)
  if redis.call('HGET', key('job', id), 'watched') == '1' then
    redis.call('SADD', root .. ':undrawn', id)
  end
  redis.call('PUBLISH', root .. ':changes', number .. ' ' .. id)
end

-- Takes a job from those whose card is behind, once the card shows its newest state and every
-- message that it has left says so.
local function note_drawn(id)
  local shown = tonumber(redis.call('HGET', key('card', id), 'version') or 0)
  local version = tonumber(redis.call('HGET', key('job', id), 'version') or 0)
  if shown >= version and redis.call('EXISTS', key('card:left', id)) == 0 then
    redis.call('SREM', root .. ':undrawn', id)
  end
end

-- Keeps a message in mind that a job's card has left, unless it shows the job's end; ``place`` is
-- empty where it was asked for.
local function leave_card(id, activity, shown, place)
  local at = redis.call('HMGET', key('job', id), 'ended', 'version')
  if activity == '' or not at[1] or (at[1] == '1' and tonumber(shown) >= tonumber(at[2])) then
    return
  end
  redis.call('SADD', key('card:left', id), cjson.encode({activity = activity, place = place}))
  redis.call('SADD', root .. ':undrawn', id)
end

-- One bell per state of a job: the same state rings once, another state is never mistaken for it.
local function call_for(id, freshly)
  local at = redis.call('HMGET', key('job', id), 'head', 'fence')
  if not at[1] then
    redis.call('ZREM', root .. ':due', id)
    return
  end
  local name = string.sub(at[1], 1, 12) .. ':' .. at[2]
  if freshly then
    name = name .. ':' .. clock()
  end
  ring(id, name)
end

-- Everything a reader needs, in one moment; false for a job that is not there.
local function read(id)
  local known = redis.call('HMGET', key('job', id), 'doc', 'version', 'fence', 'tries', 'mac', 'key',
    'head')
  if not known[1] then
    return false
  end
  local found = redis.call('LRANGE', key('found', id), 0, -1)
  return {id, known[1], known[2], known[3], known[4], found, known[5] or '', known[6] or '',
    known[7] or ''}
end

-- Why a worker may not write: 'fenced' when the job is another's, 'stale' when it moved.
local function hinders(id, owner, fence, head)
  local at = redis.call('HMGET', key('job', id), 'owner', 'fence', 'head')
  if at[1] ~= owner or at[2] ~= fence then
    return 'fenced'
  end
  if at[3] ~= head then
    return 'stale'
  end
  return false
end

-- Where the job is looked for.  ``due`` holds when somebody must look at it though no bell rang (a
-- lost bell, the end of a lease); a job that waits has no place there, only in ``timers``, by the
-- product's clock, when it waits for a time.
local function file(id, to, now)
  if to.ended then
    redis.call('ZREM', root .. ':open', id)
    redis.call('ZREM', root .. ':due', id)
    redis.call('ZREM', root .. ':timers', id)
    return
  end
  if not redis.call('ZSCORE', root .. ':open', id) then
    redis.call('ZADD', root .. ':open', redis.call('ZSCORE', root .. ':jobs', id) or 0, id)
  end
  if to.wake ~= '' then
    redis.call('ZADD', root .. ':timers', to.wake, id)
  else
    redis.call('ZREM', root .. ':timers', id)
  end
  if not to.held then
    if to.rings then
      redis.call('ZADD', root .. ':due', now + PATIENCE, id)
      call_for(id, false)
    else
      redis.call('ZREM', root .. ':due', id)
    end
  end
end

-- Who holds what this job wants to change: {job, since (ms), person, its organisation}, or false.
-- A holder's end frees it in the same script; no time does while the holder is open.
local function held_by_another(name, id)
  local at = redis.call('HMGET', key('lock', name), 'job', 'since', 'person')
  if not at[1] or at[1] == id or redis.call('HGET', key('job', at[1]), 'ended') ~= '0' then
    return false
  end
  return {at[1], at[2], at[3], redis.call('HGET', key('job', at[1]), 'organisation') or ''}
end

-- Frees all that a job holds.
local function let_go(id)
  local job = key('job', id)
  local names = redis.call('HGET', job, 'locks')
  names = names and cjson.decode(names) or {redis.call('HGET', job, 'organisation') or ''}
  for _, name in ipairs(names) do
    local lock = key('lock', name)
    if redis.call('HGET', lock, 'job') == tostring(id) then
      redis.call('DEL', lock)
    end
  end
  redis.call('HDEL', job, 'locks')
end

-- How many lines the roll has had from the first ever, after one more was pushed; the base says
-- how many of them were dropped.
local function rolled(length)
  return length + tonumber(string.match(redis.call('GET', root .. ':roll:base') or '', '^%d+') or 0)
end

-- Writes a job's next state with its journal entries and makes it known.  Gives its version, and
-- which line of the roll this was.
local function write(id, to, links)
  local job = key('job', id)
  redis.call('HSET', job, 'doc', to.doc, 'format', to.format, 'state', to.state,
    'ended', to.ended and '1' or '0', 'head', to.head, 'mac', to.mac)
  if not to.held then
    redis.call('HSET', job, 'owner', '', 'lease', 0)
  end
  if to.forward then
    redis.call('HSET', job, 'tries', 0)
  end
  if to.ended then
    let_go(id)
  end
  redis.call('RPUSH', key('journal', id), unpack(links))
  local line = rolled(redis.call('RPUSH', root .. ':roll', id .. ' ' .. to.head))
  redis.call('DEL', key('found', id))
  local version = redis.call('HINCRBY', job, 'version', 1)
  file(id, to, clock())
  announce(id)
  return version, line
end

local function rest(from)
  local items = {}
  for index = from, #ARGV do
    items[#items + 1] = ARGV[index]
  end
  return items
end

-- Creates a job once per key; the same key again gives the job it made.
-- ARGV from ``first`` on: key, organisation, created (ms), watched, changes, format, state, wake,
-- head, doc, the record's seal, the highest number that was ever seen, the job that it undoes (or
-- ''), links...
-- Gives {1, {its number}, line of the roll}, {0, the record} for a known key, {2, job, since, person,
-- organisation}: that one holds the organisation, which this one would change; or {3, job}: that one
-- is undoing the same already.
local function create(first)
  local name = root .. ':key:' .. ARGV[first]
  local known = redis.call('GET', name)
  if known then
    return {0, read(known)}
  end
  local organisation, created, watched, changes, format, state, wake, head, doc, mac, floor, undoes =
    unpack(ARGV, first + 1)
  local other = changes == '1' and held_by_another(organisation, '')
  if other then
    return {2, unpack(other)}
  end
  if undoes ~= '' then
    local under_way = redis.call('GET', key('undoing', undoes))
    if under_way and redis.call('HGET', key('job', under_way), 'ended') == '0' then
      return {3, under_way}
    end
  end
  -- No number is given twice, though the store may have lost the job that had it.
  local id = redis.call('INCR', root .. ':jobs:last')
  if id <= tonumber(floor) then
    id = tonumber(floor) + 1
    redis.call('SET', root .. ':jobs:last', id)
  end
  redis.call('SET', name, id)
  if undoes ~= '' then
    redis.call('SET', key('undoing', undoes), id)
  end
  redis.call('HSET', key('job', id), 'key', ARGV[first], 'watched', watched,
    'organisation', organisation, 'version', 0, 'fence', 0, 'tries', 0)
  redis.call('ZADD', root .. ':jobs', created, id)
  redis.call('ZADD', key('of', organisation), created, id)
  redis.call('ZADD', root .. ':open', created, id)
  local _, line = write(id, {format = format, state = state, wake = wake, head = head, doc = doc,
    mac = mac, ended = false, held = false, rings = true, forward = true}, rest(first + 13))
  return {1, {id}, line}
end
