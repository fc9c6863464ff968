-- Notes that a message which a job's card has left says so.  ARGV: id, the message as it was kept.
-- Gives 1 when it was kept.
local id = ARGV[1]
local known = redis.call('SREM', key('card:left', id), ARGV[2])
note_drawn(id)
return known
