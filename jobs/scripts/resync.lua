-- Which jobs changed since a number.  ARGV: the last number seen, or -1 at the first call.
-- Gives {number now, ids...}.  At first, or when the store went back in time: all that are open
-- and all whose card is behind.
local last = tonumber(redis.call('GET', root .. ':changes:last') or 0)
local since = tonumber(ARGV[1])
if since >= 0 and since <= last then
  return {last, redis.call('ZRANGEBYSCORE', root .. ':changes', '(' .. ARGV[1], '+inf')}
end
local ids = redis.call('ZRANGE', root .. ':open', 0, -1)
local seen = {}
for _, id in ipairs(ids) do
  seen[id] = true
end
for _, id in ipairs(redis.call('SMEMBERS', root .. ':undrawn')) do
  if not seen[id] then
    ids[#ids + 1] = id
  end
end
return {last, ids}
