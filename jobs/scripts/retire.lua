-- Removes an ended job with all that belongs to it; the roll keeps the entry that says so.
-- ARGV: id, head it was decided on, organisation, line for the roll.
-- It deletes before it writes: a store that is full lets no script begin with a write that takes
-- memory, and lets one that has freed some go on (https://valkey.io/topics/eval-intro/).
-- Gives 1, or 0 when the job is gone, open, or another one's to decide about.
local id = ARGV[1]
local job = key('job', id)
local at = redis.call('HMGET', job, 'head', 'ended', 'key')
if at[1] ~= ARGV[2] or at[2] ~= '1' then
  return 0
end
redis.call('DEL', job, key('journal', id), key('found', id), key('card', id), key('card:owner', id),
  key('card:left', id), key('undoing', id), root .. ':key:' .. at[3])
for _, list in ipairs({'jobs', 'of:' .. ARGV[3], 'open', 'due', 'timers', 'changes'}) do
  redis.call('ZREM', root .. ':' .. list, id)
end
redis.call('SREM', root .. ':undrawn', id)
redis.call('RPUSH', root .. ':roll', ARGV[4])
return 1
