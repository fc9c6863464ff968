-- Ends a job whose record does not hold, whatever is written there: only its taking is looked at.
-- ARGV: id, owner, fence, format, state, head, doc, its seal, link.  Gives 1, or 0: not ours any more.
local id = ARGV[1]
local at = redis.call('HMGET', key('job', id), 'owner', 'fence')
if at[1] ~= ARGV[2] or at[2] ~= ARGV[3] then
  return 0
end
write(id, {
  held = false, rings = false, forward = true, ended = true, format = ARGV[4], state = ARGV[5],
  wake = '', head = ARGV[6], doc = ARGV[7], mac = ARGV[8],
}, {ARGV[9]})
return 1
