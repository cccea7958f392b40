# Word lists: what they hold, a user's own, places from a GeoNames table.

$ readout lexicon --json | grep -c '"lang":"world"'
[..]

$ readout lexicon lint --lexicon demo/lexicon
every row is sound

# the largest place first; states, small places and broken lines left out
$ printf '7\tGrimholm\tGrimholm\tGrimholme,G|x,Gr\xc3\xadmholm\t12.5\t-3.25\tP\tPPLC\tNL\t\t\t\t\t\t90000\t\t\t\t\n8\tBigholm\tBigholm\t\t1\t2\tP\tPPL\tXX\t\t\t\t\t\t900000\t\t\t\t\n9\tSmallholm\tSmallholm\t\t1\t2\tP\tPPL\tNL\t\t\t\t\t\t12\t\t\t\t\nbroken\n' > table.txt; readout lexicon geonames table.txt | tail -n +3
gn.8	Bigholm	city		1	2		GeoNames
gn.7	Grimholm	capital	NLD	12.5	-3.25	Grimholme|Grímholm	GeoNames

$ mkdir -p mine/world; readout lexicon geonames - < table.txt > mine/world/places.tsv; readout lexicon lint --lexicon mine
every row is sound

$ readout lexicon find gn.7 --lexicon mine
world/places: gn.7 | Grimholm | [..]

$ readout lexicon geonames table.txt --people 10000000 | tail -n +3
? 0

$ readout lexicon geonames nowhere.txt
readout: nowhere.txt: No such file or directory
? 66

# ids that no actor has, codes that are none, places off the map
$ mkdir -p bad/world bad/en; printf '#: id\tname\tkind\tstate\tlat\tlon\taliases\tsource\nq\tQuillby\tcity\tQQQ\t95\t1\tKwil@QQR\tinvented\n' > bad/world/places.tsv; printf '#: word\tpos\tcode\twith\tflags\nquibble\tVERB\t999\t\t\n' > bad/en/events.tsv; readout lexicon lint --lexicon bad
places.tsv: q: no actor of that id: QQQ
places.tsv: q: lies on no map
places.tsv: Kwil@QQR: no actor of that id uses it: QQR
events.tsv: quibble: no code of that number: 999
? 1
