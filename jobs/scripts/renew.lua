-- Prolongs a lease.  ARGV: id, owner, fence, lease (ms).  Gives 1, or 0 when the job is another's.
local id = ARGV[1]
local job = key('job', id)
local at = redis.call('HMGET', job, 'owner', 'fence')
if at[1] ~= ARGV[2] or at[2] ~= ARGV[3] then
  return 0
end
local ends = clock() + ARGV[4]
redis.call('HSET', job, 'lease', ends)
redis.call('ZADD', root .. ':due', ends, id)
return 1
