-- Notes what a job's card shows.  ARGV: id, activity, version, digest, moves, place.
-- Gives 1, or 0 when a newer version is noted already (the note never goes back), or when the card
-- has moved since; the message is then kept in mind until it says so.
local id = ARGV[1]
local card = key('card', id)
if tonumber(redis.call('HGET', card, 'moves') or 0) ~= tonumber(ARGV[5]) then
  leave_card(id, ARGV[2], ARGV[3], ARGV[6])
  return 0
end
local shown = tonumber(redis.call('HGET', card, 'version') or 0)
if shown > tonumber(ARGV[3]) then
  return 0
end
redis.call('HSET', card, 'activity', ARGV[2], 'version', ARGV[3], 'digest', ARGV[4])
note_drawn(id)
return 1
