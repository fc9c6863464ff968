-- Notes what a job's card shows.  ARGV: id, activity, version, digest, moves.
-- Gives 1, or 0 when a newer version is noted already (the note never goes back), or when the card
-- has moved since.
local card = key('card', ARGV[1])
if tonumber(redis.call('HGET', card, 'moves') or 0) ~= tonumber(ARGV[5]) then
  return 0
end
local shown = tonumber(redis.call('HGET', card, 'version') or 0)
if shown > tonumber(ARGV[3]) then
  return 0
end
redis.call('HSET', card, 'activity', ARGV[2], 'version', ARGV[3], 'digest', ARGV[4])
local version = tonumber(redis.call('HGET', key('job', ARGV[1]), 'version') or 0)
if tonumber(ARGV[3]) >= version then
  redis.call('SREM', root .. ':undrawn', ARGV[1])
end
return 1
