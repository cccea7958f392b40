# What users change, what they ask again and again, and the lists over pages.

$ readout add demo/pages --lexicon demo/lexicon
[..] pages added; [..] statements, [..] events, [..] contacts

# a part of a name means the one who says clearly most; a name that nobody has is told
$ readout positions --speaker korda --issue brodno | head -1
Stefan Korda (XDR) on bridge, Brodno

$ readout positions --speaker korda --issue brodno --since 2040
readout: positions: no entry fits (readout positions --matrix lists who speaks of what)
? 1

$ readout positions --speaker nobodysname
readout: positions: nobody called "nobodysname" in the dossier (readout actors lists them)
? 1

$ readout positions --matrix --side XDR --limit 1
actor [..]
Stefan Korda [..] XDR [..] bridge, Brodno [..]
1 of [..] cells shown (--limit, --offset)

# every entry of a filtered ledger is the side's, on the issue
$ readout positions --side XVL --issue brodno --json --limit 1000 | python3 -c 'import json, sys; v = [json.loads(x) for x in sys.stdin]; print(len(v) > 10, {(x["side"], x["issue_name"]) for x in v})'
True {('XVL', 'bridge, Brodno')}

# ---- merging ----
$ readout edit merge "Lena Marr" "Stefan Korda" --who jo --why "to see what happens"

$ readout positions --matrix --json --limit 1000 | grep -c '"Lena Marr"'
0
? 1

$ readout edit merge "Stefan Korda" "Lena Marr" --who jo
readout: edit: say with which other actor it is the same
? 64

$ readout edit merge "Lena Marr" xyzzy --who jo
readout: edit: nobody called "xyzzy" in the dossier (readout actors lists them)
? 1

$ readout edit log
no  what   of [..]
 1  merge  n:person:lena mar:XVL  n:person:stefan korda:XDR  jo [..] to see what happens

# the changes stay when another program reads the pages again
$ cp -rL demo/lexicon lexicon; for f in lexicon/*/*.tsv; do echo '# another' > x; cat $f >> x; mv x $f; done; readout add demo/pages --lexicon lexicon
[..] read again; [..]

$ readout positions --matrix --json --limit 1000 | grep -c '"Lena Marr"'
0
? 1

$ readout edit split "Lena Marr" --who jo; readout positions --matrix --json --limit 1000 | grep -q '"Lena Marr"' && echo there
there

$ readout edit split "Lena Marr" --who jo
readout: edit: nothing is merged into "Lena Marr"
? 1

# ---- other names ----
$ readout edit rename "Lena Marr" "L. Marr" --who jo; readout positions --speaker "Lena Marr" --limit 1 | head -1
L. Marr (XVL) on [..]

$ readout edit undo 3 --who al; readout positions --speaker "Lena Marr" --limit 1 | head -1
Lena Marr (XVL) on [..]

$ readout edit undo 3 --who al
readout: edit: there is no such change, or it is undone
? 66

$ readout edit log --json | python3 -c 'import json, sys; print([(x["kind"], x["who"], x["undone"]) for x in map(json.loads, sys.stdin)])'
[('merge', 'jo', False), ('split', 'jo', False), ('rename', 'jo', True)]

# ---- disputes ----
$ readout disputes --json --limit 1000 > all.jsonl; id=$(readout disputes --limit 1 | head -1 | cut -c1-8); readout edit hide $id --who jo; readout disputes --json --limit 1000 > less.jsonl; echo $(($(wc -l < all.jsonl) - $(wc -l < less.jsonl)))
1

$ readout edit undo 4 --who jo; readout disputes --json --limit 1000 | cmp - all.jsonl

$ readout edit hide 0123456789abcdef
readout: edit: no record or dispute "0123456789abcdef" in the dossier
? 1

# ---- a record that is not worth a minute: gone from lists, ledgers and disputes, marked on its own page ----
$ readout find --speaker korda --json --limit 1000 > korda.jsonl; readout positions --speaker korda --json --limit 1000 > ledger.jsonl; id=$(head -1 ledger.jsonl | sed 's/.*"statement":{"id":"\([0-9a-f]*\)".*/\1/'); echo $id > id; readout edit hide $id --who jo; readout find --speaker korda --json --limit 1000 | diff - korda.jsonl | grep -c '^>'; readout positions --speaker korda --json --limit 1000 | grep -c "\"statement\":{\"id\":\"$id\""
1
0
? 1

$ readout show $(cat id) | head -4 | grep -c hidden
1

$ readout edit show $(cat id) --who jo; readout find --speaker korda --json --limit 1000 | cmp - korda.jsonl && readout positions --speaker korda --json --limit 1000 | cmp - ledger.jsonl

# ---- saved queries ----
$ readout watch --save
readout: watch: --save and --drop need a NAME
? 64

$ readout watch bridge --save --side XDR --issue brodno; readout watch nobody --save --side XXX; readout watch --json | python3 -c 'import json, sys; print([(x["name"], x["fresh"] > 0) for x in map(json.loads, sys.stdin)])'
[('bridge', True), ('nobody', False)]

$ readout watch bridge --peek --json --limit 1000 | wc -l > n; readout watch bridge --json --limit 1000 | wc -l | cmp - n; readout watch bridge
? 1

$ mkdir more; printf 'Dorvania asks for more time at Brodno\n\nThe Dorvanian Foreign Minister Stefan Korda said on 3 March 2032 that the bridge at Brodno must not be opened.\n' > more/new.txt; readout add more --lexicon demo/lexicon > /dev/null; readout watch --json | python3 -c 'import json, sys; print([(x["name"], x["fresh"] > 0) for x in map(json.loads, sys.stdin)])'
[('bridge', True), ('nobody', False)]

$ readout watch bridge --atom | head -1 | cut -c1-5
<?xml

$ readout watch bridge --drop; readout watch bridge
readout: watch: no saved query "bridge" (readout watch lists them)
? 66

# ---- names; two people beside each other ----
$ readout names brodno --json --limit 1000 | python3 -c 'import json, sys; v = [json.loads(x) for x in sys.stdin]; print(len(v) > 2, len({x["key"] for x in v}) > 0)'
True True

$ readout compare "Lena Marr" "Stefan Korda" | grep -q Korda
