-- Moves the roll's seal forward.
-- ARGV: the seal it goes on from (empty: none yet), the new one, the base it was reckoned from.
-- Gives 1, or 0 when somebody else moved it or shortened the roll.
if (redis.call('GET', root .. ':seal') or '') ~= ARGV[1]
  or (redis.call('GET', root .. ':roll:base') or '') ~= ARGV[3] then
  return 0
end
redis.call('SET', root .. ':seal', ARGV[2])
return 1
