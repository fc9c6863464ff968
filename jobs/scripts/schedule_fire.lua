-- Moves a due schedule to its next time and creates the job of this one, in one step.
-- ARGV: number, the time that is due (ms), the next time (ms), then what create.lua takes.
-- Gives {the job's number, line of the roll}, zeros when another process fired it or it was removed.
local schedule = key('schedule', ARGV[1])
if redis.call('HGET', schedule, 'next') ~= ARGV[2] then
  return {0, 0}
end
local made = create(4)
local job = made[2][1]
redis.call('HSET', schedule, 'next', ARGV[3], 'last', job)
redis.call('ZADD', root .. ':schedules:due', ARGV[3], ARGV[1])
return {tonumber(job), made[3] or 0}
