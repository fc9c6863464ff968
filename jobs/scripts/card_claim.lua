-- Lets one process at a time edit a job's card.  ARGV: id, owner, seconds (ms).
-- Gives 1 when it is the owner's now; the owner may prolong it.
local lock = key('card:owner', ARGV[1])
local owner = redis.call('GET', lock)
if owner and owner ~= ARGV[2] then
  return 0
end
redis.call('SET', lock, ARGV[2], 'PX', ARGV[3])
return 1
