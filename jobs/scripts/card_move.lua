-- Has a job's card shown anew, as a new message in another place.  ARGV: id, place.
-- Gives 1, or 0 for a job that is not there.  What shows the older message may be noted no more;
-- that message is kept in mind until it says that the card moved.
local id = ARGV[1]
if redis.call('EXISTS', key('job', id)) == 0 then
  return 0
end
local card = key('card', id)
local at = redis.call('HMGET', card, 'activity', 'version', 'place')
leave_card(id, at[1] or '', at[2] or 0, at[3] or '')
redis.call('HINCRBY', card, 'moves', 1)
redis.call('HSET', card, 'activity', '', 'version', 0, 'digest', '', 'place', ARGV[2])
redis.call('HSET', key('job', id), 'watched', '1')
announce(id)
return 1
