-- Reads schedules.  ARGV: numbers.  Gives {number, doc, due (ms), latest job} each, nil for one that
-- is not there.
local records = {}
for index, id in ipairs(ARGV) do
  local at = redis.call('HMGET', key('schedule', id), 'doc', 'next', 'last')
  records[index] = at[1] and {id, at[1], at[2] or '', at[3] or ''} or false
end
return records
