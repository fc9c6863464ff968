-- Creates a job once per key; the same key again gives the job it made.
-- ARGV: key, organisation, created (ms), watched, format, state, wake, head, doc, links...
-- Gives {1 or 0 (made now or known), the record}.
local name = root .. ':key:' .. ARGV[1]
local known = redis.call('GET', name)
if known then
  return {0, read(known)}
end
local id = redis.call('INCR', root .. ':jobs:last')
redis.call('SET', name, id)
redis.call('HSET', key('job', id), 'key', ARGV[1], 'watched', ARGV[4], 'version', 0, 'fence', 0,
  'tries', 0)
redis.call('ZADD', root .. ':jobs', ARGV[3], id)
redis.call('ZADD', key('of', ARGV[2]), ARGV[3], id)
redis.call('ZADD', root .. ':open', ARGV[3], id)
write(id, {format = ARGV[5], state = ARGV[6], wake = ARGV[7], head = ARGV[8], doc = ARGV[9],
  ended = false, held = false, rings = true, forward = true}, rest(10))
return {1, {id}}
