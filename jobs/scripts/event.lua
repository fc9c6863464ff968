-- Writes what came from outside a worker: no fence, only the state it was decided on.
-- ARGV: id, head it was decided on, ended, format, state, wake, new head, doc, its seal, links...
-- Gives {'done', version, line of the roll} or {'stale'}.  An end takes the job from whoever holds it; otherwise the
-- holder finds out at its next commit, and without one a bell rings, if the job is to go on.
local id = ARGV[1]
local job = key('job', id)
local at = redis.call('HMGET', job, 'head', 'owner', 'lease')
if at[1] == ARGV[7] then
  return {'done', tonumber(redis.call('HGET', job, 'version'))}
end
if at[1] ~= ARGV[2] then
  return {'stale'}
end
local ended = ARGV[3] == '1'
if ended then
  redis.call('HINCRBY', job, 'fence', 1)
end
local held = not ended and at[2] ~= '' and tonumber(at[3]) > clock()
local version, line = write(id, {
  held = held, rings = ARGV[5] == 'running', forward = true, ended = ended, format = ARGV[4],
  state = ARGV[5],
  wake = ARGV[6], head = ARGV[7], doc = ARGV[8], mac = ARGV[9],
}, rest(10))
return {'done', version, line}
