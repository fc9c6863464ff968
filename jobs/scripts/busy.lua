-- How much is still to do.  ARGV: now (ms, the product's clock).
-- Gives {jobs that run or whose time has come, schedules that are due among them; cards that are
-- behind}.
return {
  redis.call('ZCARD', root .. ':due') + redis.call('ZCOUNT', root .. ':timers', '-inf', ARGV[1])
    + redis.call('ZCOUNT', root .. ':schedules:due', '-inf', ARGV[1]),
  redis.call('SCARD', root .. ':undrawn'),
}
