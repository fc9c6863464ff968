-- Shortens the roll at its old end.
-- ARGV: the base it was decided on, the new one, how many lines, one to enter anew (or empty).
-- Gives 1, or 0 when somebody else did.  It shortens first: see retire.lua.
if (redis.call('GET', root .. ':roll:base') or '') ~= ARGV[1] then
  return 0
end
redis.call('LTRIM', root .. ':roll', ARGV[3], -1)
if ARGV[4] ~= '' then
  redis.call('RPUSH', root .. ':roll', ARGV[4])
end
redis.call('SET', root .. ':roll:base', ARGV[2])
return 1
