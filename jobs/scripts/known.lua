-- Gives the record of the job that a key made, or nil.  ARGV: key.
local id = redis.call('GET', root .. ':key:' .. ARGV[1])
return id and read(id)
