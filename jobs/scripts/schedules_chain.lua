-- What the next entry of the schedules' list goes on from.  ARGV: key of what is to be scheduled.
-- Gives {newest digest, number of entries, highest number of a schedule, schedule of that key}.
local at = redis.call('HMGET', root .. ':schedules:chain', 'head', 'count', 'last')
return {at[1] or '', at[2] or '0', at[3] or '0',
  redis.call('GET', root .. ':schedules:key:' .. ARGV[1]) or ''}
