-- Moves a schedule to another time.  ARGV: number, the time it has (ms), the other (ms).
-- Gives 1, or 0 when it moved meanwhile.
local schedule = key('schedule', ARGV[1])
if redis.call('HGET', schedule, 'next') ~= ARGV[2] then
  return 0
end
redis.call('HSET', schedule, 'next', ARGV[3])
redis.call('ZADD', root .. ':schedules:due', ARGV[3], ARGV[1])
return 1
