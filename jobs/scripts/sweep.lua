-- Rings for jobs that somebody should have looked at: a lost bell, a dead holder, a timer.
-- ARGV: now (ms, the product's clock, for timers).  Gives the ids it rang for.
local now = clock()
local rung = {}
local lost = nobody_rings()
for _, id in ipairs(redis.call('ZRANGEBYSCORE', root .. ':timers', '-inf', ARGV[1], 'LIMIT', 0, 200)) do
  redis.call('ZREM', root .. ':timers', id)
  redis.call('ZADD', root .. ':due', now + PATIENCE, id)
  call_for(id, false)
  rung[#rung + 1] = id
end
for _, id in ipairs(redis.call('ZRANGEBYSCORE', root .. ':due', '-inf', now, 'LIMIT', 0, 200)) do
  redis.call('ZADD', root .. ':due', now + PATIENCE, id)
  -- With bells still queued this one may be among them, and its name keeps it single.  With none
  -- queued it is lost for certain (its taker died or was cancelled), and needs a new name.
  call_for(id, lost)
  rung[#rung + 1] = id
end
return rung
