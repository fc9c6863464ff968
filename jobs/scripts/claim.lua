-- Takes a job for a lease.  ARGV: id, owner, lease (ms), format.
-- Gives {'claimed', record, the journal's lines} or {why not}: gone, ended, newer, held.
local id, owner = ARGV[1], ARGV[2]
local job = key('job', id)
local at = redis.call('HMGET', job, 'ended', 'format', 'owner', 'lease')
if not at[1] then
  redis.call('ZREM', root .. ':due', id)
  return {'gone'}
end
if at[1] == '1' then
  return {'ended'}
end
if tonumber(at[2]) > tonumber(ARGV[4]) then
  return {'newer'}
end
local now = clock()
local live = at[3] ~= '' and tonumber(at[4]) > now
if live and at[3] ~= owner then
  return {'held'}
end
if not live then
  redis.call('HINCRBY', job, 'fence', 1)
  redis.call('HINCRBY', job, 'tries', 1)
end
redis.call('HSET', job, 'owner', owner, 'lease', now + ARGV[3])
redis.call('ZADD', root .. ':due', now + ARGV[3], id)
return {'claimed', read(id), redis.call('LRANGE', key('journal', id), 0, -1)}
