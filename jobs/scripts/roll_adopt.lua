-- Enters the jobs that an older version of the program wrote; nothing was ever sealed then.
-- Gives how many.
if redis.call('EXISTS', root .. ':seal') == 1 then
  return 0
end
local entered = {}
for _, line in ipairs(redis.call('LRANGE', root .. ':roll', 0, -1)) do
  entered[string.match(line, '^%d+') or ''] = true
end
local adopted = 0
for _, id in ipairs(redis.call('ZRANGE', root .. ':jobs', 0, -1)) do
  local head = redis.call('HGET', key('job', id), 'head')
  if head and not entered[id] then
    redis.call('RPUSH', root .. ':roll', id .. ' ' .. head)
    adopted = adopted + 1
  end
end
return adopted
