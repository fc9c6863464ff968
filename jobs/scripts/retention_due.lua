-- Is it time to remove old jobs once more?  ARGV: now, and how long apart (ms, the product's clock).
-- Gives 1 to one who asks, and 0 to all others until then; a clock that went back asks anew.
local name = root .. ':retention'
local last = tonumber(redis.call('GET', name) or '')
local since = last and tonumber(ARGV[1]) - last
if since and since >= 0 and since < tonumber(ARGV[2]) then
  return 0
end
redis.call('SET', name, ARGV[1])
return 1
