-- Adds findings of the step under way: seen by readers, no part of the journal.
-- ARGV: id, owner, fence, head, how many are there already, items...
-- Gives {'done', version} or {'fenced'} or {'stale'}.  Items that a lost answer brought in are
-- known by their place and not added again.
local id = ARGV[1]
local why = hinders(id, ARGV[2], ARGV[3], ARGV[4])
if why then
  return {why}
end
local found = key('found', id)
local there = redis.call('LLEN', found)
local added = false
for index, item in ipairs(rest(6)) do
  if tonumber(ARGV[5]) + index > there then
    redis.call('RPUSH', found, item)
    added = true
  end
end
if not added then
  return {'done', tonumber(redis.call('HGET', key('job', id), 'version'))}
end
local version = redis.call('HINCRBY', key('job', id), 'version', 1)
announce(id)
return {'done', version}
