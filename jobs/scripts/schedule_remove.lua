-- Removes a schedule; what it was stays readable.  ARGV: number, digest it was decided on, new
-- digest, link.  Gives 1, or 0 when somebody else's entry came first: look and decide again.
local chain = root .. ':schedules:chain'
if (redis.call('HGET', chain, 'head') or '') ~= ARGV[2] then
  return 0
end
redis.call('HSET', key('schedule', ARGV[1]), 'next', '')
redis.call('ZREM', root .. ':schedules', ARGV[1])
redis.call('ZREM', root .. ':schedules:due', ARGV[1])
redis.call('RPUSH', root .. ':schedules:journal', ARGV[4])
redis.call('HSET', chain, 'head', ARGV[3])
redis.call('HINCRBY', chain, 'count', 1)
redis.call('RPUSH', root .. ':roll', '0 ' .. ARGV[3])
return 1
