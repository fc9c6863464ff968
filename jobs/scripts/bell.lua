-- Rings: puts "look at this job" into SAQ's queue, inside the script that changed the job.
-- The same four writes as SAQ 0.26's own enqueue (saq/queue/redis.py); a test compares them.
local function ring(id, name)
  local queue = KEYS[1]
  local bell = KEYS[1] .. ':' .. id .. ':' .. name
  local entry = 'saq:job:' .. queue .. ':' .. bell
  local incomplete = 'saq:' .. queue .. ':incomplete'
  if redis.call('ZSCORE', incomplete, entry) or redis.call('EXISTS', 'saq:abort:' .. bell) == 1 then
    return 0
  end
  local time = redis.call('TIME')
  local queued = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
  redis.call('SET', entry, '{"function": "look", "kwargs": {"job": ' .. id .. '}, "queue": "' .. queue
    .. '", "key": "' .. bell .. '", "timeout": 0, "heartbeat": 30, "retries": 1000, "ttl": -1, "queued": '
    .. string.format('%.0f', queued) .. ', "status": "queued"}')
  redis.call('ZADD', incomplete, 0, entry)
  redis.call('RPUSH', 'saq:' .. queue .. ':queued', entry)
  return 1
end

local function nobody_rings()
  return redis.call('LLEN', 'saq:' .. KEYS[1] .. ':queued') == 0
end
