-- Gives up a card.  ARGV: id, owner.  Gives 1 when it was the owner's.
local lock = key('card:owner', ARGV[1])
if redis.call('GET', lock) ~= ARGV[2] then
  return 0
end
return redis.call('DEL', lock)
