-- Hands a job back, for another worker to take at once; a waiting one, that nothing happened to
-- since, is only put down, with its timer.  ARGV: id, owner, fence, head, wake (ms, or '').
-- Gives 1, or 0 when the job is another's.
local id = ARGV[1]
local job = key('job', id)
local at = redis.call('HMGET', job, 'owner', 'fence', 'ended', 'state', 'head')
if at[1] ~= ARGV[2] or at[2] ~= ARGV[3] or at[3] == '1' then
  return 0
end
redis.call('HSET', job, 'owner', '', 'lease', 0)
redis.call('HINCRBY', job, 'tries', -1)
if at[4] == 'waiting' and at[5] == ARGV[4] then
  redis.call('ZREM', root .. ':due', id)
  if ARGV[5] ~= '' then
    redis.call('ZADD', root .. ':timers', ARGV[5], id)
  end
else
  redis.call('ZADD', root .. ':due', clock() + PATIENCE, id)
  call_for(id, false)
end
return 1
