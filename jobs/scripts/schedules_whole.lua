-- Everything about the schedules' list, in one moment.
-- Gives {newest digest, number of entries, links, {number, doc} of each that is not removed}.
local at = redis.call('HMGET', root .. ':schedules:chain', 'head', 'count')
local records = {}
for index, id in ipairs(redis.call('ZRANGE', root .. ':schedules', 0, -1)) do
  records[index] = {id, redis.call('HGET', key('schedule', id), 'doc') or ''}
end
return {at[1] or '', at[2] or '0', redis.call('LRANGE', root .. ':schedules:journal', 0, -1),
  records}
