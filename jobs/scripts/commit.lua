-- Writes what the holder of a job decided.
-- ARGV: id, owner, fence, head it was decided on, release, forward, ended, format, state, wake,
--       new head, doc, links...
-- Gives {'done', version} or {'fenced'} or {'stale'}.  The same commit again (its answer was lost)
-- is known by its head.
local id = ARGV[1]
local job = key('job', id)
if redis.call('HGET', job, 'head') == ARGV[11] then
  return {'done', tonumber(redis.call('HGET', job, 'version'))}
end
local why = hinders(id, ARGV[2], ARGV[3], ARGV[4])
if why then
  return {why}
end
local released = ARGV[5] == '1'
return {'done', write(id, {
  held = not released, rings = ARGV[9] == 'running', forward = ARGV[6] == '1',
  ended = ARGV[7] == '1', format = ARGV[8], state = ARGV[9], wake = ARGV[10], head = ARGV[11],
  doc = ARGV[12],
}, rest(13))}
