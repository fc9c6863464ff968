-- Who holds any of some names, apart from one job: {job, since (ms), person, organisation}, or nil.
-- ARGV: the job (or ''), names...
for _, name in ipairs(rest(2)) do
  local other = held_by_another(name, ARGV[1])
  if other then
    return other
  end
end
return nil
