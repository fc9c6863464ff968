-- Rings for one job, whatever its state.  ARGV: id.  Gives 1 when it was there.
if redis.call('EXISTS', key('job', ARGV[1])) == 0 then
  return 0
end
call_for(ARGV[1], true)
return 1
