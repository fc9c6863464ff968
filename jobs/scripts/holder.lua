-- Who holds an organisation: {job, since (ms), person}, or nil.  ARGV: organisation.
return held_by_another(ARGV[1], '')
