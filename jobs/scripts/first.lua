-- Is this the first time?  ARGV: key, token of this question, how long to remember (ms).
-- The same question again (its answer was lost) gets the same answer.
local name = root .. ':seen:' .. ARGV[1]
local token = redis.call('GET', name)
if token then
  return token == ARGV[2] and 1 or 0
end
redis.call('SET', name, ARGV[2], 'PX', ARGV[3])
return 1
