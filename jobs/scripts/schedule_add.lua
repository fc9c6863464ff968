-- Adds a schedule.  ARGV: key, digest it was decided on, number, format, due (ms), doc, new digest,
-- link.  Gives 1, or 0 when somebody else's entry or this key's came first: look and decide again.
local chain = root .. ':schedules:chain'
local name = root .. ':schedules:key:' .. ARGV[1]
if (redis.call('HGET', chain, 'head') or '') ~= ARGV[2] or redis.call('EXISTS', name) == 1 then
  return 0
end
local id = ARGV[3]
redis.call('SET', name, id)
redis.call('HSET', key('schedule', id), 'format', ARGV[4], 'next', ARGV[5], 'doc', ARGV[6],
  'last', '')
redis.call('ZADD', root .. ':schedules', id, id)
redis.call('ZADD', root .. ':schedules:due', ARGV[5], id)
redis.call('RPUSH', root .. ':schedules:journal', ARGV[8])
redis.call('HSET', chain, 'head', ARGV[7], 'last', id)
redis.call('HINCRBY', chain, 'count', 1)
redis.call('RPUSH', root .. ':roll', '0 ' .. ARGV[7])
return 1
