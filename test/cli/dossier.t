# needs: python3 jsonschema
# The dossier, from the command line.

$ readout add demo/pages --lexicon demo/lexicon
[..] pages added; [..] statements, [..] events, [..] contacts

$ cp d.db before.db; readout add demo/pages --lexicon demo/lexicon
0 pages added, [..] there already; 0 statements, 0 events, 0 contacts

$ readout add -v demo/pages/02-velmark-presidency-readout.txt --lexicon demo/lexicon | head -1
[..] 02-velmark-presidency-readout.txt

# what the dossier gives back is what was read
$ readout read demo/pages --lexicon demo/lexicon | grep -v -e '^{"type":"meta"' -e '^{"type":"summary"' > read.jsonl; readout export > export.jsonl; tools/check-schema export.jsonl; grep -v -e '^{"type":"meta"' -e '^{"type":"summary"' export.jsonl | cmp read.jsonl -
[..] lines, 0 faults

$ diff <(readout read demo/pages --lexicon demo/lexicon | head -1) <(head -1 export.jsonl)

$ readout verify
[..] citations on [..] pages hold

$ readout find --json --limit 5 > find.jsonl; tools/check-schema --loose find.jsonl
5 lines, 0 faults

# records found are the lines that were read
$ grep -c -x -F -f find.jsonl read.jsonl
5

$ id=$(sed -n 's/^{"type":"statement","id":"\([0-9a-f]*\)".*/\1/p' read.jsonl | head -1); readout show --json $id | cmp - <(grep "^{\"type\":\"statement\",\"id\":\"$id\"" read.jsonl)

$ id=$(sed -n 's/^{"type":"statement","id":"\([0-9a-f]*\)".*/\1/p' read.jsonl | head -1); readout show $id | grep -e '^On the page' -e '^Page'
On the page (<speaker> {cue} [[words]])
Page [..]

$ readout show ffffffffffffffff
readout: show: no record "ffffffffffffffff" in the dossier
? 1

$ readout find xyzzyplugh
? 1

$ readout find --since 2031-99-99
readout: find: [..]
? 64

$ readout find --speaker marr --json | tools/check-schema --loose | sed 's/[0-9]* lines/N lines/'
N lines, 0 faults

$ readout timeline --json --limit 7 | tools/check-schema --loose
7 lines, 0 faults

$ for w in 60 72 100 160; do [ "$(COLUMNS=$w readout timeline | wc -L)" -le $w ] || echo "timeline is wider than $w"; done

$ for w in 80 120; do [ "$(COLUMNS=$w readout actors | wc -L)" -le $w ] || echo "actors is wider than $w"; done

$ COLUMNS=60 readout actors | head -1
actor [..]

$ readout actors --json --limit 2 | cut -c1-15
{"type":"actor"
{"type":"actor"

$ readout actors nobody-of-that-name
? 1

$ readout export --format csv --kind statements | python3 -c 'import csv, sys; rows = list(csv.reader(sys.stdin)); print(len({len(r) for r in rows}), rows[0][:3])'
1 ['id', 'page', 'outlet']

$ for k in statements events contacts actors; do readout export --format csv --kind $k | head -1 | cut -d, -f1; done
id
id
id
key

$ readout export --kind events
readout: export: --kind goes with --format csv
? 64

# what the lists print of an id is enough to hide a dispute; an id that is nothing's is told
$ n=$(readout disputes --json | wc -l); readout edit hide $(readout disputes | head -1 | cut -c1-8); echo $((n - $(readout disputes --json | wc -l)))
1

$ readout edit hide nothing
readout: edit: no record or dispute "nothing" in the dossier
? 1

$ readout edit correct nothing channel meeting
readout: edit: no record "nothing" in the dossier
? 1

# a byte of a stored text is changed by hand
$ python3 test/cli/damage.py d.db; readout verify | tail -1
[..] citations do not hold: [..] records on 1 of [..] pages

$ readout verify > faults; echo "exit $?"; head -1 faults | cut -d' ' -f1 | grep -c -x -e page -e statement -e entity -e event -e contact
exit 1
1

$ readout verify --json | tail -1 | cut -c1-18
{"type":"verified"
