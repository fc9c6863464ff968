-- Reads jobs.  ARGV: ids.  Gives one record each, nil for one that is not there.
local records = {}
for index, id in ipairs(ARGV) do
  records[index] = read(id)
end
return records
