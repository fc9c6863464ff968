-- Which schedules are due, 50 at once.  ARGV: now (ms, the product's clock), how many to pass over.
-- Gives records as schedules_read.
local records = {}
for index, id in ipairs(redis.call('ZRANGEBYSCORE', root .. ':schedules:due', '-inf', ARGV[1],
  'LIMIT', ARGV[2], 50)) do
  local at = redis.call('HMGET', key('schedule', id), 'doc', 'next', 'last')
  records[index] = {id, at[1], at[2], at[3]}
end
return records
