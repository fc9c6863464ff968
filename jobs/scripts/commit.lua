-- Writes what the holder of a job decided.
-- ARGV: id, owner, fence, head it was decided on, release, forward, ended, format, state, wake,
--       new head, doc, its seal, what to hold (JSON list, or ''), since (ms), person, links...
-- Gives {'done', version, line of the roll} or {'fenced'} or {'stale'} or {'locked', job, since, person, organisation}.
-- All of what is to be held is taken together or nothing is.  The same commit again (its answer was
-- lost) is known by its head.
local id = ARGV[1]
local job = key('job', id)
if redis.call('HGET', job, 'head') == ARGV[11] then
  return {'done', tonumber(redis.call('HGET', job, 'version'))}
end
local why = hinders(id, ARGV[2], ARGV[3], ARGV[4])
if why then
  return {why}
end
if ARGV[14] ~= '' then
  local names = cjson.decode(ARGV[14])
  for _, name in ipairs(names) do
    local other = held_by_another(name, id)
    if other then
      return {'locked', unpack(other)}
    end
  end
  for _, name in ipairs(names) do
    local lock = key('lock', name)
    if redis.call('HGET', lock, 'job') ~= id then
      redis.call('HSET', lock, 'job', id, 'since', ARGV[15], 'person', ARGV[16])
    end
    redis.call('HSET', lock, 'fence', ARGV[3])
  end
  redis.call('HSET', job, 'locks', ARGV[14])
end
local released = ARGV[5] == '1'
local version, line = write(id, {
  held = not released, rings = ARGV[9] == 'running', forward = ARGV[6] == '1',
  ended = ARGV[7] == '1', format = ARGV[8], state = ARGV[9], wake = ARGV[10], head = ARGV[11],
  doc = ARGV[12], mac = ARGV[13],
}, rest(17))
return {'done', version, line}
